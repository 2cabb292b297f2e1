"""Removal of posts: ordinance by ordinance, ground by ground, and what comes before and after."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.ordinance import policy_loader
from cms.ordinance.citation import Article
from cms.ordinance.personal_data import Offices
from cms.ordinance.policy_kinds import SILENT, Clause, Obligation
from cms.ordinance.removal import (
    Block,
    Evidence,
    Opinion,
    Place,
    Referral,
    Removal,
    Repetition,
    locked,
    may_block,
    may_remove,
    must_refer,
)
from cms.ordinance.removal_duties import Act, Disclosure, reason_made_known, steps
from cms.ordinance.verdict import FactsError

NOW = datetime(2026, 9, 21, 10, tzinfo=UTC)
EARLIER = NOW - timedelta(hours=1)
POLICIES = {slug: policy_loader.packaged(slug) for slug in ("anyang", "yongin", "seoul", "dongjak")}
DECIDERS = {"anyang": "홈페이지담당부서의 장", "yongin": "관리부서의 장", "seoul": "시장", "dongjak": "구청장"}
GROUNDS = {"anyang": (6, 2, 11), "yongin": (6, 2, 9), "seoul": (5, 0, 9), "dongjak": (8, 0, 9)}
ALL = sorted(POLICIES)
slugs = st.sampled_from(ALL)


def asked(slug, *grounds, **changed):
    """A removal with everything that any of the four ordinances asks for."""
    facts = Removal(
        grounds=grounds or (4,),
        decided_as=DECIDERS[slug],
        explanation="특정인을 비방하는 내용",
        evidence=Evidence("0" * 64, EARLIER),
        registered_at=EARLIER,
        repetition=Repetition(("post-1",)),
    )
    return replace(facts, **changed)


def sentences(verdict):
    return [str(each) for each in verdict.reasons]


def cited(verdict):
    return [str(each) for each in verdict.articles]


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


ASK = "It is unclear whether the post may be removed: ask 방송통신심의위원회 for a review."
PENDING = "The review by 방송통신심의위원회 is pending: the post stays as it is until the result is there."
STAYS = "The review found that the post stays; its result is followed."
SENT = Referral(EARLIER)
SAYS_REMOVE = Referral(EARLIER, NOW, Opinion.REMOVE)
SAYS_KEEP = Referral(EARLIER, NOW, Opinion.KEEP)


@pytest.mark.parametrize(
    ("unclear", "referral", "removal", "lock", "refer"),
    [
        (False, None, [], [], False),
        (True, None, [ASK], [], True),
        (True, SENT, [PENDING], [PENDING], False),
        (False, SENT, [PENDING], [PENDING], False),
        (True, SAYS_REMOVE, [], [], False),
        (True, SAYS_KEEP, [STAYS], [], False),
        (False, SAYS_KEEP, [STAYS], [], False),
    ],
)
def test_anyang_must_refer_what_is_unclear_and_follow_the_result(unclear, referral, removal, lock, refer):
    facts = asked("anyang", unclear=unclear, referral=referral)
    policy = POLICIES["anyang"]
    assert sentences(may_remove(facts, policy, NOW)) == removal
    assert {str(each.article) for each in may_remove(facts, policy, NOW).reasons} <= {"제6조제2항"}
    assert sentences(locked(facts, policy)) == lock
    assert locked(facts, policy).ok is not bool(lock)
    verdict = must_refer(facts, policy)
    assert verdict.ok is refer
    assert sentences(verdict) == ([ASK] if refer else [])
    assert {str(each.article) for each in verdict.reasons} == ({"제6조제2항"} if refer else set())
    assert cited(verdict) == ["제6조제2항"]
    for slug in ("yongin", "seoul", "dongjak"):
        facts = asked(slug, unclear=unclear, referral=referral)
        assert may_remove(facts, POLICIES[slug], NOW)
        assert locked(facts, POLICIES[slug])
        assert not must_refer(facts, POLICIES[slug])
        assert must_refer(facts, POLICIES[slug]).articles == ()


def with_removal(slug, **changed):
    policy = POLICIES[slug]
    return replace(policy, removal=replace(policy.removal, **changed))


def test_a_municipality_that_may_refer_is_not_made_to():
    rule = POLICIES["anyang"].removal.referral
    policy = with_removal("anyang", referral=Clause(Obligation.MAY, rule.article), referral_binding=SILENT)
    assert may_remove(asked("anyang", unclear=True), policy, NOW)
    assert sentences(may_remove(asked("anyang", referral=SENT), policy, NOW)) == [PENDING]
    assert may_remove(asked("anyang", referral=SAYS_KEEP), policy, NOW)


def test_a_review_body_and_a_register_without_a_name():
    policy = POLICIES["anyang"]
    policy = replace(policy, names=replace(policy.names, review_body=SILENT, removal_register=SILENT))
    facts = asked("anyang", unclear=True, registered_at=None)
    assert sentences(may_remove(facts, policy, NOW)) == [
        "Enter the removal in the register (register) first.",
        "It is unclear whether the post may be removed: ask the review body for a review.",
    ]


def test_what_a_municipality_may_do_is_not_demanded():
    article = Article("anyang", 6, 2)
    may = Clause(Obligation.MAY, article)
    policy = with_removal("anyang", evidence_copy=may, register=may, decided_by=SILENT)
    facts = asked("anyang", evidence=None, registered_at=None, decided_as="")
    assert may_remove(facts, policy, NOW)
    assert [step.act for step in steps(facts, policy, False) if step.required] == [Act.REMOVE]


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
        "The reason contains personal data (email); leave it out.",
        "The reason contains personal data (mobile_phone); leave it out.",
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


ON_SOCIAL_MEDIA = asked("dongjak", place=Place.SOCIAL_MEDIA)
WITHOUT = "A user is blocked only with the removal of a post on social media."


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        (Block("구청장", ON_SOCIAL_MEDIA, True, "반복 게시"), []),
        (Block("구청장", None, True, "반복 게시"), [WITHOUT]),
        (Block("구청장", asked("dongjak"), True, "반복 게시"), [WITHOUT]),
        (
            Block("구청장", ON_SOCIAL_MEDIA, False, "반복 게시"),
            ["The removed post is not by the user who would be blocked."],
        ),
        (Block("구청장", ON_SOCIAL_MEDIA, True, " "), ["Say why blocking is necessary."]),
        (Block("과장", ON_SOCIAL_MEDIA, True, "반복 게시"), ["구청장 decides on removals."]),
        (
            Block("구청장", replace(ON_SOCIAL_MEDIA, grounds=(10,)), True, "반복 게시"),
            ["제8조 has no item 10; its items are 1, 2, 3, 4, 5, 6, 7, 8, 9."],
        ),
        (
            Block("과장", replace(ON_SOCIAL_MEDIA, decided_as="과장"), True, ""),
            ["Say why blocking is necessary.", "구청장 decides on removals."],
        ),
    ],
)
def test_blocking_needs_a_removal_on_social_media(block, expected):
    verdict = may_block(block, POLICIES["dongjak"], NOW)
    assert sentences(verdict) == expected
    assert all(each.article is not None for each in verdict.reasons)
    assert verdict.ok is not bool(expected)
    assert cited(verdict)[0] == "제15조제3항"


def test_an_office_may_stand_in_the_reason_of_a_removal_with_a_block():
    block = Block("구청장", replace(ON_SOCIAL_MEDIA, explanation="문의 02-000-0001"), True, "반복 게시")
    assert not may_block(block, POLICIES["dongjak"], NOW)
    assert may_block(block, POLICIES["dongjak"], NOW, Offices.of(["02-000-0001"]))


@pytest.mark.parametrize("slug", ["anyang", "yongin", "seoul"])
def test_nobody_is_blocked_where_the_ordinance_does_not_say_so(slug):
    verdict = may_block(Block(DECIDERS[slug], asked(slug), True, "필요"), POLICIES[slug], NOW)
    assert sentences(verdict) == ["The ordinance does not allow a user to be blocked."]


NAIVE = datetime(2026, 9, 21, 9)
LATER = NOW + timedelta(seconds=1)


@pytest.mark.parametrize(
    ("changed", "name"),
    [
        (lambda time: {"evidence": Evidence("0" * 64, time)}, "copy"),
        (lambda time: {"registered_at": time}, "register"),
        (lambda time: {"referral": Referral(time)}, "request for review"),
        (lambda time: {"referral": Referral(EARLIER, time, Opinion.KEEP)}, "result of the review"),
    ],
)
def test_times_without_a_zone_or_in_the_future_are_refused(changed, name):
    with pytest.raises(FactsError) as naive:
        may_remove(asked("anyang", **changed(NAIVE)), POLICIES["anyang"], NOW)
    assert [str(each) for each in naive.value.reasons] == [f"The time “{name}” has no time zone."]
    with pytest.raises(FactsError) as future:
        may_remove(asked("anyang", **changed(LATER)), POLICIES["anyang"], NOW)
    assert [str(each) for each in future.value.reasons] == [f"The time “{name}” lies in the future."]


def test_now_needs_a_zone():
    with pytest.raises(FactsError, match="The time “now” has no time zone"):
        may_remove(asked("anyang"), POLICIES["anyang"], NAIVE)


@pytest.mark.parametrize(
    ("referral", "expected"),
    [
        (Referral(EARLIER, NOW), ["The result of the review and its time belong together."]),
        (Referral(EARLIER, None, Opinion.KEEP), ["The result of the review and its time belong together."]),
        (Referral(NOW, EARLIER, Opinion.KEEP), ["The result of the review is older than the request."]),
        (
            Referral(NOW, EARLIER),
            [
                "The result of the review and its time belong together.",
                "The result of the review is older than the request.",
            ],
        ),
    ],
)
def test_a_review_that_cannot_be_is_refused(referral, expected):
    with pytest.raises(FactsError) as refused:
        may_remove(asked("anyang", referral=referral), POLICIES["anyang"], NOW)
    assert [str(each) for each in refused.value.reasons] == expected


def test_a_review_may_be_answered_at_once():
    answered = Referral(NOW, NOW, Opinion.REMOVE)
    assert may_remove(asked("anyang", unclear=True, referral=answered), POLICIES["anyang"], NOW)


# What is owed

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


# Properties

referrals = st.none() | st.sampled_from([SENT, SAYS_REMOVE, SAYS_KEEP])
removals = st.builds(
    Removal,
    grounds=st.lists(st.integers(-1, 13), max_size=4).map(tuple),
    decided_as=st.sampled_from([*DECIDERS.values(), ""]),
    explanation=st.sampled_from(["", "광고", "010-1234-5678"]),
    place=st.sampled_from(Place),
    by_a_user=st.booleans(),
    unclear=st.booleans(),
    evidence=st.none() | st.builds(Evidence, st.sampled_from(["0" * 64, ""]), st.just(EARLIER), st.booleans()),
    registered_at=st.none() | st.just(EARLIER),
    referral=referrals,
    repetition=st.none() | st.just(Repetition(("a",))),
)


@given(slugs, removals)
def test_a_refusal_has_its_reasons_and_a_permission_its_grounds(slug, facts):
    verdict = may_remove(facts, POLICIES[slug], NOW)
    assert verdict.ok is not bool(verdict.reasons)
    assert len(set(verdict.reasons)) == len(verdict.reasons)
    if verdict.ok:
        assert {article.item for article in verdict.articles if article.item} == set(facts.grounds)


@given(slugs, removals)
def test_what_is_locked_or_must_be_referred_is_never_removed(slug, facts):
    policy = POLICIES[slug]
    if not locked(facts, policy) or must_refer(facts, policy):
        assert not may_remove(facts, policy, NOW)


@given(slugs, removals)
def test_doing_more_never_takes_a_permission_away(slug, facts):
    policy = POLICIES[slug]
    if may_remove(facts, policy, NOW):
        more = replace(facts, evidence=Evidence("0" * 64, EARLIER), registered_at=NOW)
        assert may_remove(more, policy, NOW)
