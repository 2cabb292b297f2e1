"""What holds for every removal."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from cms.ordinance.removal import Evidence, Place, Removal, Repetition, locked, may_remove, must_refer
from tests.ordinance.removals import ALL, DECIDERS, EARLIER, NOW, POLICIES, SAYS_KEEP, SAYS_REMOVE, SENT

slugs = st.sampled_from(ALL)
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
