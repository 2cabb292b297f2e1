"""When an opinion becomes a petition."""

import pytest

from cms.ordinance.dialogue import Opinion, Outcome, may_be, may_be_off, triage
from cms.ordinance.policy import SILENT, Clause, Visibility
from cms.ordinance.verdict import FactsError
from tests.ordinance.verdicts import ALL, ANYANG, DONGJAK, SEOUL, YONGIN, cited, reasons, with_clause


@pytest.mark.parametrize("needs_answer", [None, True, False])
def test_anyang_handles_every_opinion_like_a_petition(needs_answer):
    found = triage(Opinion(needs_answer), ANYANG)
    assert (found.outcome, bool(found.verdict), cited(found.verdict)) == (Outcome.PETITION, True, ["제11조제2항"])


@pytest.mark.parametrize(
    ("policy", "article"), [(YONGIN, "제12조제2항"), (SEOUL, "제6조제2항"), (DONGJAK, "제11조제2항")]
)
@pytest.mark.parametrize(
    ("needs_answer", "outcome", "said"),
    [
        (True, Outcome.PETITION, []),
        (False, Outcome.OPINION, ["It was decided that the opinion needs no answer."]),
        (None, Outcome.UNDECIDED, ["Nobody has decided yet whether the opinion needs an answer."]),
    ],
)
def test_elsewhere_a_person_decides(policy, article, needs_answer, outcome, said):
    found = triage(Opinion(needs_answer), policy)
    assert (found.outcome, reasons(found.verdict), cited(found.verdict)) == (outcome, said, [article])
    assert bool(found.verdict) == (outcome is Outcome.PETITION)


def test_no_dialogue_at_all():
    with pytest.raises(FactsError, match="does not say how opinions"):
        triage(Opinion(), with_clause(SEOUL, "dialogue", handling=SILENT))


def test_public_or_private():
    for visibility in Visibility:
        assert all(may_be(visibility, policy) for policy in ALL)
    only_public = with_clause(
        ANYANG, "dialogue", visibility=Clause((Visibility.PUBLIC,), ANYANG.dialogue.visibility.article)
    )
    assert reasons(may_be(Visibility.PRIVATE, only_public)) == ["The dialogue is not run this way: private."]


def test_only_anyang_must_run_it():
    assert [bool(may_be_off(policy)) for policy in ALL] == [False, True, True, True]
    assert reasons(may_be_off(ANYANG)) == ["The ordinance demands that the dialogue is run."]
    assert cited(may_be_off(ANYANG)) == ["제11조제1항"]
    assert may_be_off(with_clause(SEOUL, "dialogue", operation=SILENT))
