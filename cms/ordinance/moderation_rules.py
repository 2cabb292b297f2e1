"""Whether something may be done about a post now: the table, who acts, what is given, and what the ordinance says.

``judge(act, facts, actors, policy, now)`` gives every reason against it at once. Whether a removal is lawful at all,
:mod:`cms.ordinance.removal` says; here stand the order of acts, the second look, hiding for a time, and objections.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field

from cms.ordinance.calendar import SEOUL
from cms.ordinance.canned import against_blanks, says
from cms.ordinance.citation import Article
from cms.ordinance.laws import NETWORK_ACT
from cms.ordinance.moderation import TABLE, Act, Actor, Need, State
from cms.ordinance.naming import against_naming
from cms.ordinance.personal_data import Offices
from cms.ordinance.policy import Policy, WhileReferred
from cms.ordinance.precedents import Precedents, against_precedents, against_repeating
from cms.ordinance.removal import (
    Opinion,
    Removal,
    check_times,
    locked,
    may_decide,
    may_propose,
    may_remove,
    prepared,
)
from cms.ordinance.verdict import FactsError, Reason, Verdict, judged
from cms.ordinance.verdict import reason as _

#: 정보통신망법 제44조의2제4항: 이 경우 임시조치의 기간은 30일 이내로 한다.
LONGEST_HIDING = 30
HIDING = Article(NETWORK_ACT, 44, 4, branch=2)
#: A report's ground that is none of the ordinance's: “something else”, in the reader's words.
SOMETHING_ELSE = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What holds here: the policy's where it speaks, else the municipality's setting. Days are calendar days."""

    second_look: bool = False
    while_referred: WhileReferred = WhileReferred.HIDDEN
    temporary_days: int = LONGEST_HIDING

    def __post_init__(self) -> None:
        if not 1 <= self.temporary_days <= LONGEST_HIDING:
            most, days = LONGEST_HIDING, self.temporary_days
            raise FactsError(
                [_("A post is hidden for 1 to %(most)s days, not %(days)s.", HIDING, most=most, days=days)]
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What comes with an act. Grounds, reason, office and copy stand in the facts of the removal.

    With a decision: ``changed``, whether grounds or reason are others than those that were proposed; ``reworded``,
    whether a proposed ground reads otherwise in the policy of today.
    """

    words: str = ""
    question: str = ""
    opinion: Opinion | None = None
    answer: str = ""
    days: int | None = None
    policy_version: int | None = None
    changed: bool = False
    reworded: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """The post itself, which a public reason neither names nor repeats. ``is_public``: everybody sees it."""

    author: str = ""
    title: str = ""
    text: str = ""
    is_public: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class MatterFacts:
    """What is known of a matter. People are told apart by any key; '' where nobody knows.

    ``person``: who acts now. ``decided_version``: of the policy that the removal was decided under. ``as_decided``:
    grounds, reason and office are those of the entry of the decision. ``also_decided``: everybody who ever decided on
    this removal or carried it out.
    ``hidden_until``: the last day, while the post is hidden for a time; ``hidden_days``: of all hidings so far.
    ``objection_until``: the last day to object (:func:`cms.ordinance.moderation_days.last_day_to_object`).
    ``copy_erased``: the evidence copy is gone, its time was over.
    """

    state: State
    removal: Removal
    terms: Terms = field(default_factory=Terms)
    given: Given = field(default_factory=Given)
    person: str = ""
    proposed_by: str = ""
    seconded_by: str = ""
    decided_by: str = ""
    carried_out_by: str = ""
    also_decided: frozenset[str] = frozenset()
    decided_version: int | None = None
    as_decided: bool = True
    hidden_until: datetime.date | None = None
    hidden_days: int = 0
    objection_until: datetime.date | None = None
    objection_pending: bool = False
    objections_decided: int = 0
    copy_erased: bool = False
    written: Written = field(default_factory=Written)
    before: Precedents = field(default_factory=Precedents)


def judge(
    act: Act,
    facts: MatterFacts,
    actors: Collection[Actor],
    policy: Policy,
    now: datetime.datetime,
    offices: Offices | None = None,
) -> Verdict:
    """Whether this may be done now, by one of these actors, with what is given. Every reason, not the first.

    Raises FactsError where a time has no zone or lies in the future.
    """
    check_times({}, now)
    transition = TABLE.get((facts.state, act))
    if transition is None:
        impossible = _("“%(act)s” is not possible: %(state)s.", act=act, state=facts.state)
        return judged([impossible, *locked(facts.removal, policy).reasons])
    reasons: list[Reason] = []
    if not transition.by & set(actors):
        reasons.append(_("“%(act)s” is not for you to do.", act=act))
    reasons += [_("This needs %(what)s.", what=need) for need in transition.needs if _lacks(need, facts, policy)]
    case = _Case(facts, frozenset(actors), policy, now, offices)
    return judged(reasons) & _RULES[act](case)


@dataclass(frozen=True, slots=True)
class _Case:
    """All that a rule may look at."""

    facts: MatterFacts
    actors: frozenset[Actor]
    policy: Policy
    now: datetime.datetime
    offices: Offices | None

    @property
    def today(self) -> datetime.date:
        return self.now.astimezone(SEOUL).date()


def _lacks(need: Need, facts: MatterFacts, policy: Policy) -> bool:
    """Ground, copy and register entry are not asked for here: the rule of removals says what is missing of them."""
    given = facts.given
    match need:
        case Need.REASON:  # where the ordinance asks for it, the rule of removals does
            return not policy.removal.reason and not says(facts.removal.explanation)
        case Need.WORDS:
            return not says(given.words)
        case Need.QUESTION:
            return not says(given.question)
        case Need.ANSWER:
            return not says(given.answer)
        case Need.OPINION:
            return given.opinion is None
        case Need.DAYS:
            return given.days is None
        case Need.POLICY_VERSION:
            return given.policy_version is None
        case Need.SECOND_LOOK:
            looked = facts.seconded_by not in {"", facts.proposed_by} and not given.changed
            return facts.terms.second_look and not looked
        case _:
            return False


def _report(case: _Case) -> Verdict:
    """신고: one ground of the ordinance, or something else in words."""
    return judged(_against_report(case))


def _against_report(case: _Case) -> Iterator[Reason]:
    chosen = case.facts.removal.grounds
    if not chosen:
        yield _("Choose what is wrong with the post.")
    known = {item.number for item in case.policy.removal.grounds or ()} | {SOMETHING_ELSE}
    if set(chosen) - known:
        yield _("This is no ground of the ordinance.")
    if SOMETHING_ELSE in chosen and not says(case.facts.given.words):
        yield _("Say in your own words what is wrong with the post.")


def _propose(case: _Case) -> Verdict:
    facts = case.facts.removal
    words = [*_against_words(case), *against_repeating(facts, case.facts.before)]
    return may_propose(facts, case.policy, case.now, case.offices) & judged(words)


def _against_words(case: _Case) -> Iterator[Reason]:
    """A reason is complete, and fit to be read by everybody."""
    said, written = case.facts.removal.explanation, case.facts.written
    yield from against_blanks(said)
    grounds = tuple(item.text for item in case.policy.removal.grounds or ())
    yield from against_naming(said, written.author, written.title, written.text, grounds)


def _second(case: _Case) -> Verdict:
    """A second pair of eyes is another person's."""
    return judged(_against_second(case.facts))


def _against_second(facts: MatterFacts) -> Iterator[Reason]:
    if facts.person == facts.proposed_by:
        yield _("The second look is another person's than the proposal.")
    if facts.seconded_by:
        yield _("A second person has looked at it already.")


def _refer(case: _Case) -> Verdict:
    """심의 요청: only where the ordinance knows a review, and once."""
    return judged(_against_referral(case))


def _against_referral(case: _Case) -> Iterator[Reason]:
    duty = case.policy.removal.referral
    if not duty:
        yield _("The ordinance knows no review of posts.")
    elif case.facts.removal.referral is not None:
        yield _("The review was requested before.", duty.article)


def _enter_result(case: _Case) -> Verdict:
    return judged(_against_result(case))


def _against_result(case: _Case) -> Iterator[Reason]:
    referral = case.facts.removal.referral
    if referral is None or not referral.pending:
        yield _("No review is pending.")


def _hide(case: _Case) -> Verdict:
    """임시조치: for some days, and not longer in all than may be."""
    found = against_precedents(case.facts.removal, case.facts.before, case.policy)
    return _propose(case) & judged(found) & judged(_against_hiding(case.facts, case.policy), HIDING)


def _against_hiding(facts: MatterFacts, policy: Policy) -> Iterator[Reason]:
    if facts.hidden_until is not None:
        yield _("The post is hidden already, until the end of %(day)s.", HIDING, day=facts.hidden_until.isoformat())
    elif not facts.written.is_public:
        yield _("The post is not public: there is nothing to hide.")
    days, most, used = facts.given.days, facts.terms.temporary_days, facts.hidden_days
    if days is not None and (days < 1 or used + days > most):
        yield _(
            "A post is hidden for %(most)s days in all at most; %(used)s of them are used, %(days)s are asked for.",
            HIDING,
            most=most,
            used=used,
            days=days,
        )


def _show(case: _Case) -> Verdict:
    """임시조치 해제: by a person at any time, by itself when the last day is over."""
    return judged(_against_showing(case))


def _against_showing(case: _Case) -> Iterator[Reason]:
    facts = case.facts
    if facts.hidden_until is None:
        yield _("The post is not hidden for a time.")
    elif case.actors <= {Actor.SCHEDULE} and case.today <= facts.hidden_until:
        yield _("The post is hidden until the end of %(day)s.", HIDING, day=facts.hidden_until.isoformat())
    if facts.state is State.REFERRED and facts.terms.while_referred is WhileReferred.HIDDEN:
        yield from locked(facts.removal, case.policy).reasons


def _decide_remove(case: _Case) -> Verdict:
    facts = case.facts.removal
    found = [*_against_words(case), *against_precedents(facts, case.facts.before, case.policy)]
    if case.facts.given.reworded:
        found.append(_("A proposed ground reads otherwise by the rules of today: propose the removal again."))
    return may_decide(facts, case.policy, case.now, case.offices) & judged(found)


def _decide_keep(case: _Case) -> Verdict:
    """유지: unless the review, whose result is followed, says that it goes."""
    return judged([*_against_contradiction(case), *against_blanks(case.facts.given.words)])


def _against_contradiction(case: _Case) -> Iterator[Reason]:
    binding, referral = case.policy.removal.referral_binding, case.facts.removal.referral
    if binding and referral is not None and referral.opinion is Opinion.REMOVE:
        yield _("The review found that the post is to be removed; its result is followed.", binding.article)


def _carry_out(case: _Case) -> Verdict:
    """삭제: the copy and the register first, under the rules that it was decided by."""
    facts, removal = case.facts, case.facts.removal
    lawful = may_remove(removal, case.policy, case.now, case.offices)
    found = [*_against_late(facts), *against_precedents(removal, facts.before, case.policy)]
    return lawful & prepared(removal, case.policy) & judged(found)


def _against_late(facts: MatterFacts) -> Iterator[Reason]:
    decided, now = facts.decided_version, facts.given.policy_version
    if now is not None and decided != now:
        yield _("The rules have changed since the decision (version %(old)s, now %(new)s): decide again.",
            old=decided, new=now)  # fmt: skip
    if not facts.as_decided:
        yield _("This is not what was decided: grounds, reason or office are others. Decide again.")


def _object(case: _Case) -> Verdict:
    """이의신청: within its days, one."""
    return judged(_against_objection(case.facts, case.today))


def _against_objection(facts: MatterFacts, today: datetime.date) -> Iterator[Reason]:
    if facts.objection_until is not None and today > facts.objection_until:
        yield _("The objection was open until %(day)s.", day=facts.objection_until.isoformat())
    if facts.objection_pending:
        yield _("An objection is being dealt with already.")
    if facts.objections_decided:
        yield _("An objection to this removal has been decided already.")


def _uphold(case: _Case) -> Verdict:
    """기각: by another person than the one who decided, with an answer."""
    return judged([*_against_answer(case.facts), *_unless_pending(case.facts)])


def _unless_pending(facts: MatterFacts) -> Iterator[Reason]:
    if not facts.objection_pending:
        yield _("No objection is pending.")


def _restore(case: _Case) -> Verdict:
    """복원: on an objection by another person; of its own motion (직권취소) by whoever decides."""
    return judged([*_against_contradiction(case), *_against_answer(case.facts), *_against_lost_copy(case.facts)])


def _against_answer(facts: MatterFacts) -> Iterator[Reason]:
    first = {facts.decided_by, facts.carried_out_by, *facts.also_decided} - {""}
    if facts.objection_pending and facts.person in first:
        yield _("An objection is decided by another person than the removal was decided or carried out by.")
    yield from against_blanks(facts.given.answer)


def _against_lost_copy(facts: MatterFacts) -> Iterator[Reason]:
    if facts.copy_erased or facts.removal.evidence is None:
        yield _("The copy of the post is gone: there is nothing to restore it from.")


_RULES: Mapping[Act, Callable[[_Case], Verdict]] = {
    Act.REPORT: _report,
    Act.PROPOSE: _propose,
    Act.SECOND: _second,
    Act.REFER: _refer,
    Act.ENTER_RESULT: _enter_result,
    Act.HIDE: _hide,
    Act.SHOW: _show,
    Act.DECIDE_REMOVE: _decide_remove,
    Act.DECIDE_KEEP: _decide_keep,
    Act.CARRY_OUT: _carry_out,
    Act.OBJECT: _object,
    Act.UPHOLD: _uphold,
    Act.RESTORE: _restore,
}
