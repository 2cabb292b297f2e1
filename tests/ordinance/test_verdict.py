"""Verdicts and their reasons."""

import dataclasses

import pytest

from cms.ordinance import laws
from cms.ordinance.citation import Article
from cms.ordinance.verdict import FactsError, Verdict, allowed, judged, reason, refused

SIX, EIGHT = Article("anyang", 6), Article("anyang", 8)


def test_a_reason_keeps_its_template_and_its_values():
    found = reason("From %(a)s to %(b)s.", SIX, b=2, a=1)
    assert str(found) == "From 1 to 2."
    assert found.text % found.filled == "From 1 to 2."
    assert found.article == SIX
    assert hash(found) == hash(reason("From %(a)s to %(b)s.", SIX, a=1, b=2))


def test_yes_and_no():
    yes, no = allowed(SIX, SIX), refused([reason("No."), reason("Never.", EIGHT)], SIX)
    assert yes.ok
    assert bool(yes)
    assert yes == Verdict(True, (), (SIX,))
    assert not no
    assert [str(each) for each in no.reasons] == ["No.", "Never."]
    assert no.articles == (SIX, EIGHT)
    assert judged([], SIX) == allowed(SIX)
    assert judged([reason("No.")], SIX) == refused([reason("No.")], SIX)
    assert allowed(SIX, reasons=[reason("So be it.")]).reasons == (reason("So be it."),)


def test_both():
    yes, no = allowed(SIX), refused([reason("No.")], EIGHT)
    assert (yes & yes) == yes
    assert (yes & no) == Verdict(False, (reason("No."),), (SIX, EIGHT))
    assert (no & no) == no


def test_frozen():
    with pytest.raises(dataclasses.FrozenInstanceError):
        allowed().ok = False


def test_facts_that_cannot_be_judged():
    error = FactsError([reason("One."), reason("Two %(n)s.", n=2)])
    assert str(error) == "One. Two 2."
    assert len(error.reasons) == 2


def test_laws_are_cited_with_their_titles():
    assert laws.written(Article(laws.CIVIL_ACT, 161)) == "「민법」 제161조"
    assert laws.written(SIX) == "제6조"
