"""What is owed with a removal, step by step, and whether its reason was made known."""

import pytest

from cms.ordinance.citation import Article
from cms.ordinance.removal import Place
from cms.ordinance.removal_duties import Act, Disclosure, reason_made_known, steps
from cms.ordinance.verdict import FactsError
from tests.ordinance.removals import GROUNDS, LATER, NAIVE, NOW, POLICIES, asked, cited, sentences

R, C, G, X, P, N = Act.REFER, Act.KEEP_COPY, Act.REGISTER, Act.REMOVE, Act.PUBLISH_REASON, Act.NOTIFY_AUTHOR


@pytest.mark.parametrize(
    ("slug", "changed", "contact", "expected"),
    [
        ("anyang", {}, True, [(C, "제6조제2항"), (G, "제6조제2항"), (X, "제6조제2항"), (P, None), (N, None)]),
        ("anyang", {}, False, [(C, "제6조제2항"), (G, "제6조제2항"), (X, "제6조제2항"), (P, None)]),
        (
            "anyang",
            {"unclear": True},
            False,
            [(R, "제6조제2항"), (C, "제6조제2항"), (G, "제6조제2항"), (X, "제6조제2항"), (P, None)],
        ),
        ("yongin", {}, True, [(C, None), (G, None), (X, "제6조제2항"), (P, "제6조제2항"), (N, "제6조제2항")]),
        ("yongin", {"unclear": True}, False, [(C, None), (G, None), (X, "제6조제2항"), (P, "제6조제2항")]),
        ("seoul", {}, True, [(C, None), (G, None), (X, "제5조"), (P, "제5조"), (N, None)]),
        ("dongjak", {}, False, [(C, None), (G, None), (X, "제8조"), (P, "제8조")]),
        (
            "dongjak",
            {"place": Place.SOCIAL_MEDIA},
            True,
            [(C, None), (G, None), (X, "제15조제3항"), (P, None), (N, None)],
        ),
    ],
)
def test_the_steps_of_each_ordinance(slug, changed, contact, expected):
    found = steps(asked(slug, **changed), POLICIES[slug], contact)
    assert [(step.act, step.article and str(step.article)) for step in found] == expected
    assert [step.required for step in found] == [article is not None for _act, article in expected]


NEITHER = "The reason of the removal has neither been published nor told to the author."
UNSURE = "The author was told at an address that is not known to be right; publish the reason."
UNPUBLISHED = "The reason of the removal has not been published."


@pytest.mark.parametrize(
    ("disclosure", "yongin", "seoul"),
    [
        (Disclosure(), [NEITHER], [UNPUBLISHED]),
        (Disclosure(contact_known=True), [NEITHER], [UNPUBLISHED]),
        (Disclosure(published_at=NOW), [], []),
        (Disclosure(notified_at=NOW, contact_known=True), [], [UNPUBLISHED]),
        (Disclosure(notified_at=NOW), [UNSURE], [UNPUBLISHED]),
        (Disclosure(published_at=NOW, notified_at=NOW), [], []),
    ],
)
def test_the_reason_is_made_known_as_each_ordinance_asks(disclosure, yongin, seoul):
    for slug, expected in [("anyang", []), ("yongin", yongin), ("seoul", seoul), ("dongjak", seoul)]:
        verdict = reason_made_known(disclosure, Place.HOMEPAGE, POLICIES[slug], NOW)
        assert sentences(verdict) == expected
        assert all(each.article in verdict.articles for each in verdict.reasons)
        assert cited(verdict) == ([] if slug == "anyang" else [str(Article(slug, *GROUNDS[slug][:2]))])
    assert reason_made_known(disclosure, Place.SOCIAL_MEDIA, POLICIES["dongjak"], NOW)


@pytest.mark.parametrize(("field", "name"), [("published_at", "publication"), ("notified_at", "notice")])
def test_times_of_disclosure(field, name):
    for time, sentence in ((NAIVE, "has no time zone"), (LATER, "lies in the future")):
        with pytest.raises(FactsError, match=f"The time “{name}” {sentence}"):
            reason_made_known(Disclosure(**{field: time}), Place.HOMEPAGE, POLICIES["seoul"], NOW)
