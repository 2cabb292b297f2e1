"""Removal of posts: ordinance by ordinance, ground by ground, and what comes before it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from cms.ordinance.citation import Article
from cms.ordinance.personal_data import Offices
from cms.ordinance.policy_kinds import SILENT
from cms.ordinance.removal import Evidence, Place, Repetition, may_remove
from cms.ordinance.removal_duties import Act, steps
from tests.ordinance.removals import (
    ALL,
    DECIDERS,
    EARLIER,
    GROUNDS,
    NOW,
    POLICIES,
    asked,
    cited,
    sentences,
    with_removal,
)


@pytest.mark.parametrize(
    ("slug", "number"), [(slug, number) for slug in ALL for number in range(1, GROUNDS[slug][2] + 1)]
)
def test_every_ground_of_every_ordinance_carries_a_removal(slug, number):
    article, paragraph, _last = GROUNDS[slug]
    verdict = may_remove(asked(slug, number), POLICIES[slug], NOW)
    assert verdict.ok, sentences(verdict)
    assert verdict.articles == (Article(slug, article, paragraph, number),)


@pytest.mark.parametrize("slug", ALL)
@pytest.mark.parametrize("number", [0, -1, 10, 12, 99])
def test_unknown_grounds_are_refused(slug, number):
    article, paragraph, last = GROUNDS[slug]
    if number == 10 and slug == "anyang":
        number = 13
    verdict = may_remove(asked(slug, number), POLICIES[slug], NOW)
    where = Article(slug, article, paragraph)
    items = ", ".join(str(each) for each in range(1, last + 1))
    assert sentences(verdict) == [f"{where} has no item {number}; its items are {items}."]
    assert verdict.articles == (where,)


def test_several_grounds_are_all_cited():
    assert cited(may_remove(asked("anyang", 6, 4), POLICIES["anyang"], NOW)) == ["제6조제2항제6호", "제6조제2항제4호"]


def test_a_ground_is_needed_and_named_once():
    assert cited(may_remove(asked("seoul", grounds=()), POLICIES["seoul"], NOW)) == ["제5조"]
    assert sentences(may_remove(asked("seoul", grounds=()), POLICIES["seoul"], NOW)) == [
        "A removal needs one of the grounds of 제5조 at least."
    ]
    verdict = may_remove(asked("seoul", 4, 4), POLICIES["seoul"], NOW)
    assert sentences(verdict) == ["Item 4 is named twice."]
    assert cited(verdict) == ["제5조제4호"]
    assert str(verdict.reasons[0].article) == "제5조제4호"


@pytest.mark.parametrize("slug", ALL)
def test_only_the_office_that_the_ordinance_names_decides(slug):
    verdict = may_remove(asked(slug, decided_as="담당자"), POLICIES[slug], NOW)
    assert sentences(verdict) == [f"{DECIDERS[slug]} decides on removals."]
    assert may_remove(asked(slug, decided_as=DECIDERS[slug].replace(" ", "")), POLICIES[slug], NOW)


@pytest.mark.parametrize("slug", ALL)
def test_posts_of_the_municipality_are_not_removed_on_these_grounds(slug):
    verdict = may_remove(asked(slug, by_a_user=False), POLICIES[slug], NOW)
    assert sentences(verdict) == [
        "Only posts of users are removed on these grounds; this one is the municipality's own."
    ]
    assert verdict.reasons[0].article == POLICIES[slug].removal.grounds.article


COPY = "Keep a copy of the whole post first."
PART = "The copy holds only a part of the post; the whole is kept."
HASH = "The copy's SHA-256 is missing or is none."
ENTRY = "Enter the removal in the register (별지 제1호서식) first."
LATE = "The copy was kept only after the entry in the register."


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"evidence": None}, [COPY]),
        ({"evidence": Evidence("0" * 64, EARLIER, whole=False)}, [PART]),
        ({"evidence": Evidence("", EARLIER)}, [HASH]),
        ({"evidence": Evidence("0" * 63, EARLIER)}, [HASH]),
        ({"evidence": Evidence("0" * 65, EARLIER)}, [HASH]),
        ({"evidence": Evidence("G" * 64, EARLIER)}, [HASH]),
        ({"evidence": Evidence("", EARLIER, whole=False)}, [PART, HASH]),
        ({"registered_at": None}, [ENTRY]),
        ({"evidence": None, "registered_at": None}, [COPY, ENTRY]),
        ({"registered_at": EARLIER - timedelta(seconds=1)}, [LATE]),
        ({"registered_at": EARLIER}, []),
        ({"registered_at": NOW}, []),
    ],
)
def test_anyang_keeps_a_copy_and_a_register_before_it_removes(changed, expected):
    verdict = may_remove(asked("anyang", **changed), POLICIES["anyang"], NOW)
    assert sentences(verdict) == expected
    assert all(str(each.article) == "제6조제2항" for each in verdict.reasons)
    for slug in ("yongin", "seoul", "dongjak"):
        assert may_remove(asked(slug, **changed), POLICIES[slug], NOW)


def test_without_grounds_nothing_is_removed():
    policy = with_removal("seoul", grounds=SILENT)
    verdict = may_remove(asked("seoul"), policy, NOW)
    assert sentences(verdict) == ["The ordinance names no grounds for a removal."]
    assert Act.REMOVE in [step.act for step in steps(asked("seoul"), policy, False) if not step.required]


@pytest.mark.parametrize("slug", ["yongin", "seoul", "dongjak"])
@pytest.mark.parametrize("text", ["", " \n"])
def test_the_reason_is_written_where_it_is_made_known(slug, text):
    verdict = may_remove(asked(slug, explanation=text), POLICIES[slug], NOW)
    assert sentences(verdict) == ["Write the reason of the removal, which is made known."]
    assert cited(verdict)[-1] == str(Article(slug, *GROUNDS[slug][:2]))
    assert may_remove(asked("anyang", explanation=text), POLICIES["anyang"], NOW)


@pytest.mark.parametrize(("slug", "article"), [("anyang", "제17조제1항"), ("dongjak", "제22조제1항")])
def test_the_reason_holds_no_personal_data(slug, article):
    facts = asked(slug, explanation="홍길동 010-1234-5678, kim@naver.com, 010-1234-5679")
    verdict = may_remove(facts, POLICIES[slug], NOW)
    assert sentences(verdict) == [
        "The reason contains personal data (e-mail address); leave it out.",
        "The reason contains personal data (mobile phone number); leave it out.",
    ]
    assert cited(verdict)[-1] == article


def test_an_office_may_stand_in_the_reason():
    facts = asked("seoul", explanation="문의 02-000-0001")
    assert not may_remove(facts, POLICIES["seoul"], NOW)
    assert may_remove(facts, POLICIES["seoul"], NOW, Offices.of(["02-000-0001"]))
    policy = POLICIES["seoul"]
    policy = replace(policy, privacy=replace(policy.privacy, personal_data_filter=SILENT))
    assert may_remove(facts, policy, NOW).reasons[0].article is None


EARLIER_POSTS = "Name the earlier posts that this one repeats."
WHO = "Record who recognised the other account as the same author's."


@pytest.mark.parametrize("slug", ALL)
@pytest.mark.parametrize(
    ("repetition", "expected"),
    [
        (None, [EARLIER_POSTS]),
        (Repetition(()), [EARLIER_POSTS]),
        (Repetition(("a",)), []),
        (Repetition(("a",), other_account=True), [WHO]),
        (Repetition(("a",), other_account=True, recognised_by=" "), [WHO]),
        (Repetition(("a",), other_account=True, recognised_by="officer-7"), []),
    ],
)
def test_repetition_is_a_persons_recorded_decision(slug, repetition, expected):
    verdict = may_remove(asked(slug, 8, repetition=repetition), POLICIES[slug], NOW)
    assert sentences(verdict) == expected
    assert all(each.article.item == 8 for each in verdict.reasons)
    assert may_remove(asked(slug, 4, repetition=repetition), POLICIES[slug], NOW)


@pytest.mark.parametrize("silent", ["identical_count", "similar_count"])
def test_half_a_rule_on_repetition_is_one(silent):
    policy = POLICIES["anyang"]
    policy = replace(policy, duplicates=replace(policy.duplicates, **{silent: SILENT}))
    assert sentences(may_remove(asked("anyang", 8, repetition=None), policy, NOW)) == [EARLIER_POSTS]


def test_without_a_rule_on_repetition_there_is_nothing_to_name():
    policy = POLICIES["seoul"]
    policy = replace(policy, duplicates=replace(policy.duplicates, repeated=SILENT))
    assert may_remove(asked("seoul", 8, repetition=None), policy, NOW)


def test_only_dongjak_extends_the_grounds_to_social_media():
    for slug in ("anyang", "yongin", "seoul"):
        verdict = may_remove(asked(slug, place=Place.SOCIAL_MEDIA), POLICIES[slug], NOW)
        assert sentences(verdict) == ["The ordinance does not extend the grounds to social media."]
    verdict = may_remove(asked("dongjak", place=Place.SOCIAL_MEDIA), POLICIES["dongjak"], NOW)
    assert verdict.ok
    assert cited(verdict) == ["제15조제3항", "제8조제4호"]


def test_every_objection_at_once():
    facts = asked(
        "anyang", 4, 4, 99, decided_as="", by_a_user=False, place=Place.SOCIAL_MEDIA,
        evidence=None, registered_at=None, unclear=True, explanation="010-1234-5678",
    )  # fmt: skip
    verdict = may_remove(facts, POLICIES["anyang"], NOW)
    assert len(sentences(verdict)) == 9
    assert not verdict.ok
