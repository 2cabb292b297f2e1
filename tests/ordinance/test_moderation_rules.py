"""What stands against an act about a post: each rule at its boundaries, all reasons at once."""

import datetime as dt
from dataclasses import replace

import pytest

from cms.ordinance.moderation import TABLE, Act, Actor, Need, State
from cms.ordinance.moderation_rules import Given, MatterFacts, Terms, Written, judge
from cms.ordinance.personal_data import scan
from cms.ordinance.policy import WhileReferred
from cms.ordinance.precedents import Precedents
from cms.ordinance.removal import Evidence, Opinion, Place
from cms.ordinance.verdict import FactsError
from tests.ordinance.removals import ALL, EARLIER, LATER, NAIVE, NOW, POLICIES, SAYS_KEEP, SAYS_REMOVE, SENT, asked

TODAY = dt.date(2026, 9, 21)  # NOW in Korea
DAY = dt.timedelta(1)
EVERYBODY = frozenset(Actor)
DESK = frozenset({Actor.MODERATOR, Actor.DECIDER})
GIVEN = Given(words="왜", question="묻습니다", opinion=Opinion.REMOVE, answer="답변", days=3, policy_version=2)
#: What must be so for an act to be possible at all, beside what is given.
SO = {
    Act.ENTER_RESULT: {"removal": {"referral": SENT}},
    Act.SHOW: {"hidden_until": TODAY - DAY, "terms": Terms(while_referred=WhileReferred.NOTICE)},
    Act.UPHOLD: {"objection_pending": True},
    Act.RESTORE: {"objection_pending": True},
}


def facts(slug, state, act=Act.REPORT, **changed):
    """A matter in which the act may be done; ``removal`` changes facts of the removal."""
    changed = {**SO.get(act, {}), **changed}
    removal = replace(asked(slug), **changed.pop("removal", {}))
    known = {
        "person": "kim", "proposed_by": "lee", "decided_by": "park", "carried_out_by": "choi", "decided_version": 2,
        "given": GIVEN,
    }  # fmt: skip
    return MatterFacts(state=state, removal=removal, **(known | changed))


def against(slug, act, state, actors=EVERYBODY, now=NOW, **changed):
    """The reasons as sentences."""
    return [str(each) for each in judge(act, facts(slug, state, act, **changed), actors, POLICIES[slug], now).reasons]


def test_everything_in_the_table_is_possible_with_all_that_it_needs():
    for state, act in TABLE:
        assert against("anyang", act, state) == [], (state, act)
        if act not in (Act.REFER, Act.ENTER_RESULT):
            for slug in ("yongin", "seoul", "dongjak"):
                assert against(slug, act, state) == [], (slug, state, act)


def test_what_is_not_in_the_table_is_refused_in_one_sentence():
    for state in State:
        for act in Act:
            if (state, act) not in TABLE:
                told = against("anyang", act, state, removal={"referral": None})
                assert told == [f"“{act.word}” is not possible: {state.word}."]


@pytest.mark.parametrize("act", [Act.PROPOSE, Act.HIDE, Act.DECIDE_REMOVE, Act.DECIDE_KEEP, Act.CARRY_OUT])
def test_a_pending_review_locks_and_says_so(act):
    told = against("anyang", act, State.REFERRED, removal={"referral": SENT})
    pending = "The review by 방송통신심의위원회 is pending: the post stays as it is until the result is there."
    assert told == [f"“{act.word}” is not possible: awaiting review.", pending]


def test_each_need_has_its_sentence_and_nobody_acts_for_another():
    bare = {"given": Given(), "terms": Terms(second_look=True)}
    by_rule = {Need.GROUND, Need.EVIDENCE, Need.REGISTER}
    nothing = {"grounds": (), "explanation": " ", "evidence": None, "registered_at": None, "referral": None}
    for (state, act), transition in TABLE.items():
        told = against("anyang", act, state, frozenset(), **bare, removal=nothing)
        for need in set(transition.needs) - by_rule:
            assert f"This needs {need.word}." in told, (state, act)
        assert f"“{act.word}” is not for you to do." in told
        others = frozenset(Actor) - transition.by
        assert against("anyang", act, state, others) == [f"“{act.word}” is not for you to do."]


def test_what_the_rule_of_removals_says_is_not_said_twice():
    nothing = {"grounds": (), "explanation": "", "evidence": None, "registered_at": None}
    assert against("seoul", Act.CARRY_OUT, State.DECIDED, removal=nothing) == [
        "A removal needs one of the grounds of 제5조 at least.",
        "Write the reason of the removal, which is made known.",
        "Keep a copy of the whole post first.",
        "Enter the removal in the register (register) first.",
    ]
    assert against("anyang", Act.CARRY_OUT, State.DECIDED, removal=nothing) == [
        "This needs a reason.",
        "A removal needs one of the grounds of 제6조제2항 at least.",
        "Keep a copy of the whole post first.",
        "Enter the removal in the register (별지 제1호서식) first.",
    ]


@pytest.mark.parametrize("slug", ALL)
def test_copy_and_register_come_first_everywhere(slug):
    """Be they asked by the ordinance (안양) or not."""
    part = {"evidence": Evidence("0" * 64, EARLIER, whole=False)}
    late = {"evidence": Evidence("0" * 64, NOW)}
    assert "The copy holds only a part of the post; the whole is kept." in against(
        slug, Act.CARRY_OUT, State.DECIDED, removal=part
    )
    assert "The copy was kept only after the entry in the register." in against(
        slug, Act.CARRY_OUT, State.DECIDED, removal=late
    )


def test_grounds_and_deciders_are_the_ordinances():
    assert against("yongin", Act.DECIDE_REMOVE, State.PROPOSED, removal={"decided_as": "시장"}) == [
        "관리부서의 장 decides on removals."
    ]
    assert against("yongin", Act.PROPOSE, State.OPEN, removal={"decided_as": ""}) == []
    (unknown,) = against("yongin", Act.HIDE, State.OPEN, removal={"grounds": (10,)})
    assert unknown.startswith("제6조제2항 has no item 10")
    social = {"place": Place.SOCIAL_MEDIA}
    assert against("yongin", Act.PROPOSE, State.OPEN, removal=social) == [
        "The ordinance does not extend the grounds to social media."
    ]
    assert against("dongjak", Act.PROPOSE, State.OPEN, removal=social) == []


@pytest.mark.parametrize("act", [Act.PROPOSE, Act.HIDE, Act.DECIDE_REMOVE])
def test_reasons_hold_no_personal_data_and_no_blanks(act):
    told = against("seoul", act, State.PROPOSED, removal={"explanation": "[…]의 010-1234-5678로 광고"})
    phone = scan("010-1234-5678")[0].kind.word
    assert told == [
        f"The reason contains personal data ({phone}); leave it out.",
        "Complete what is left blank: […].",
    ]


@pytest.mark.parametrize(
    ("act", "state", "changed", "part"),
    [
        (Act.REPORT, State.OPEN, {"removal": {"grounds": ()}}, "Choose what is wrong"),
        (Act.REPORT, State.OPEN, {"removal": {"grounds": (12,)}}, "no ground of the ordinance"),
        (Act.REPORT, State.OPEN, {"removal": {"grounds": (11,)}, "given": Given()}, None),
        (Act.REPORT, State.OPEN, {"removal": {"grounds": (0,)}, "given": Given(words="광고")}, None),
        (Act.REPORT, State.OPEN, {"removal": {"grounds": (0,)}, "given": Given(words=" ")}, "in your own words"),
        (Act.SECOND, State.PROPOSED, {"proposed_by": "kim"}, "another person's than the proposal"),
        (Act.SECOND, State.PROPOSED, {"seconded_by": "choi"}, "has looked at it already"),
        (Act.DECIDE_REMOVE, State.PROPOSED, {"terms": Terms(second_look=True)}, "This needs the second look"),
        (Act.DECIDE_REMOVE, State.PROPOSED, {"terms": Terms(second_look=True), "seconded_by": "lee"}, "second look"),
        (Act.DECIDE_REMOVE, State.PROPOSED, {"terms": Terms(second_look=True), "seconded_by": "kim"}, None),
        (
            Act.DECIDE_REMOVE,
            State.PROPOSED,
            {"terms": Terms(second_look=True), "seconded_by": "kim", "given": replace(GIVEN, changed=True)},
            "second look",
        ),
        (Act.DECIDE_REMOVE, State.PROPOSED, {"given": replace(GIVEN, changed=True)}, None),
        (Act.DECIDE_REMOVE, State.PROPOSED, {"given": replace(GIVEN, reworded=True)}, "reads otherwise"),
        (Act.DECIDE_REMOVE, State.PROPOSED, {"before": Precedents(stays=True)}, "this very post stays"),
        (
            Act.DECIDE_REMOVE,
            State.PROPOSED,
            {"before": Precedents(stays=True), "removal": {"referral": SAYS_REMOVE}},
            None,
        ),
        (Act.PROPOSE, State.OPEN, {"before": Precedents(stays=True)}, None),
        (Act.PROPOSE, State.OPEN, {"before": Precedents(restored_on=frozenset({4, 5}))}, "again on item 4"),
        (Act.PROPOSE, State.OPEN, {"before": Precedents(restored_on=frozenset({5}))}, None),
        (Act.HIDE, State.OPEN, {"before": Precedents(stays=True)}, "this very post stays"),
        (Act.HIDE, State.OPEN, {"written": Written(is_public=False)}, "not public"),
        (Act.HIDE, State.OPEN, {"written": Written(is_public=False), "hidden_until": TODAY}, "hidden already"),
        (Act.PROPOSE, State.OPEN, {"written": Written(title="특정인을 비방하는 내용")}, "repeats what stood"),
        (Act.CARRY_OUT, State.DECIDED, {"as_decided": False}, "not what was decided"),
        (Act.CARRY_OUT, State.DECIDED, {"before": Precedents(stays=True)}, "this very post stays"),
        (Act.UPHOLD, State.REMOVED, {"also_decided": frozenset({"kim"})}, "another person"),
        (Act.DECIDE_REMOVE, State.PROPOSED, {"removal": {"unclear": True}}, "ask 방송통신심의위원회 for a review"),
        (Act.DECIDE_REMOVE, State.PROPOSED, {"removal": {"unclear": True, "referral": SAYS_REMOVE}}, None),
        (Act.DECIDE_REMOVE, State.PROPOSED, {"removal": {"referral": SAYS_KEEP}}, "found that the post stays"),
        (Act.DECIDE_REMOVE, State.PROPOSED, {"removal": {"evidence": None, "registered_at": None}}, None),
        (Act.DECIDE_REMOVE, State.PROPOSED, {"removal": {"grounds": (8,), "repetition": None}}, "Name the earlier"),
        (Act.DECIDE_KEEP, State.PROPOSED, {"removal": {"referral": SAYS_REMOVE}}, "is to be removed"),
        (Act.DECIDE_KEEP, State.PROPOSED, {"removal": {"referral": SAYS_KEEP}}, None),
        (Act.DECIDE_KEEP, State.OPEN, {"given": replace(GIVEN, words="[ ] 아님")}, "left blank: [ ]"),
        (Act.REFER, State.OPEN, {"removal": {"referral": SAYS_REMOVE}}, "was requested before"),
        (Act.ENTER_RESULT, State.REFERRED, {"removal": {"referral": SAYS_KEEP}}, "No review is pending"),
        (Act.ENTER_RESULT, State.REFERRED, {"removal": {}}, "No review is pending"),
        (Act.HIDE, State.OPEN, {"given": replace(GIVEN, days=0)}, "30 days in all at most; 0 of them are used, 0"),
        (Act.HIDE, State.OPEN, {"given": replace(GIVEN, days=1)}, None),
        (Act.HIDE, State.OPEN, {"given": replace(GIVEN, days=30)}, None),
        (Act.HIDE, State.OPEN, {"given": replace(GIVEN, days=31)}, "30 days in all"),
        (Act.HIDE, State.OPEN, {"hidden_days": 27}, None),
        (Act.HIDE, State.OPEN, {"hidden_days": 28}, "28 of them are used, 3 are asked for"),
        (Act.HIDE, State.OPEN, {"terms": Terms(temporary_days=2)}, "2 days in all"),
        (Act.HIDE, State.OPEN, {"hidden_until": TODAY}, "hidden already, until the end of 2026-09-21"),
        (Act.SHOW, State.OPEN, {"hidden_until": None}, "not hidden for a time"),
        (Act.SHOW, State.OPEN, {"hidden_until": TODAY + DAY}, None),
        (Act.CARRY_OUT, State.DECIDED, {"decided_version": 1}, "version 1, now 2): decide again"),
        (Act.CARRY_OUT, State.DECIDED, {"decided_version": None}, "version None, now 2"),
        (Act.OBJECT, State.REMOVED, {"objection_until": TODAY}, None),
        (Act.OBJECT, State.REMOVED, {"objection_until": TODAY - DAY}, "was open until 2026-09-20"),
        (Act.OBJECT, State.REMOVED, {"objection_pending": True}, "dealt with already"),
        (Act.OBJECT, State.REMOVED, {"objections_decided": 1}, "has been decided already"),
        (Act.UPHOLD, State.REMOVED, {"objection_pending": False}, "No objection is pending"),
        (Act.UPHOLD, State.REMOVED, {"person": "park"}, "another person"),
        (Act.UPHOLD, State.REMOVED, {"person": "choi"}, "another person"),
        (Act.UPHOLD, State.REMOVED, {"person": "", "decided_by": "", "carried_out_by": ""}, None),
        (Act.UPHOLD, State.REMOVED, {"given": replace(GIVEN, answer="[...] 때문에")}, "left blank"),
        (Act.RESTORE, State.REMOVED, {"person": "park"}, "another person"),
        (Act.RESTORE, State.REMOVED, {"person": "park", "objection_pending": False}, None),
        (Act.RESTORE, State.REMOVED, {"copy_erased": True}, "nothing to restore it from"),
        (Act.RESTORE, State.REMOVED, {"removal": {"evidence": None}}, "nothing to restore it from"),
        (Act.RESTORE, State.REMOVED, {"removal": {"referral": SAYS_REMOVE}}, "is to be removed"),
    ],
)
def test_rules_at_their_boundaries(act, state, changed, part):
    told = against("anyang", act, state, **changed)
    if part is None:
        assert told == []
    else:
        (only,) = told
        assert part in only


@pytest.mark.parametrize("slug", ["yongin", "seoul", "dongjak"])
def test_where_the_ordinance_knows_no_review_none_is_requested(slug):
    assert against(slug, Act.DECIDE_REMOVE, State.PROPOSED, before=Precedents(stays=True)) == []
    assert against(slug, Act.REFER, State.OPEN) == ["The ordinance knows no review of posts."]
    assert against(slug, Act.DECIDE_REMOVE, State.PROPOSED, removal={"unclear": True}) == []


def test_where_the_ordinance_names_no_grounds_only_something_else_is_reported():
    silent = replace(POLICIES["seoul"], removal=replace(POLICIES["seoul"].removal, grounds=()))
    known = facts("seoul", State.OPEN, removal={"grounds": (1,)})
    assert [str(each) for each in judge(Act.REPORT, known, EVERYBODY, silent, NOW).reasons] == [
        "This is no ground of the ordinance."
    ]
    assert judge(Act.REPORT, facts("seoul", State.OPEN, removal={"grounds": (0,)}), EVERYBODY, silent, NOW)


@pytest.mark.parametrize(
    ("actors", "last_day", "ends"),
    [
        ({Actor.SCHEDULE}, TODAY, False),
        ({Actor.SCHEDULE}, TODAY - DAY, True),
        ({Actor.SCHEDULE, Actor.MODERATOR}, TODAY, True),
        ({Actor.MODERATOR}, TODAY, True),
    ],
)
def test_hiding_ends_by_itself_when_its_last_day_is_over_and_by_a_person_before(actors, last_day, ends):
    told = against("seoul", Act.SHOW, State.PROPOSED, actors, hidden_until=last_day)
    assert told == ([] if ends else ["The post is hidden until the end of 2026-09-21."])


def test_the_last_day_is_koreas():
    late = dt.datetime(2026, 9, 21, 14, 59, tzinfo=dt.UTC)  # 23:59 in Korea
    clock = {Actor.SCHEDULE}
    assert against("seoul", Act.SHOW, State.OPEN, clock, late, hidden_until=TODAY)
    assert not against("seoul", Act.SHOW, State.OPEN, clock, late + dt.timedelta(minutes=1), hidden_until=TODAY)


def test_hiding_that_ends_during_a_review_shows_the_post_only_where_it_is_shown_with_a_notice():
    under_review = {"removal": {"referral": SENT}, "hidden_until": TODAY - DAY}
    hidden, notice = Terms(while_referred=WhileReferred.HIDDEN), Terms(while_referred=WhileReferred.NOTICE)
    clock = {Actor.SCHEDULE}
    (told,) = against("anyang", Act.SHOW, State.REFERRED, clock, terms=hidden, **under_review)
    assert "is pending" in told
    assert against("anyang", Act.SHOW, State.REFERRED, clock, terms=notice, **under_review) == []


@pytest.mark.parametrize("days", [0, 31])
def test_no_municipality_hides_for_longer_than_the_act_allows(days):
    with pytest.raises(FactsError, match="1 to 30 days"):
        Terms(temporary_days=days)
    assert [Terms(temporary_days=each).temporary_days for each in (1, 30)] == [1, 30]


def test_a_time_without_a_zone_or_in_the_future_is_no_fact():
    with pytest.raises(FactsError, match="no time zone"):
        against("seoul", Act.OBJECT, State.REMOVED, now=NAIVE)
    with pytest.raises(FactsError, match="future"):
        against("anyang", Act.DECIDE_REMOVE, State.PROPOSED, removal={"registered_at": LATER})


def test_a_verdict_cites_what_was_applied():
    verdict = judge(Act.CARRY_OUT, facts("anyang", State.DECIDED, Act.CARRY_OUT), DESK, POLICIES["anyang"], NOW)
    assert [str(each) for each in verdict.articles] == ["제6조제2항제4호"]
