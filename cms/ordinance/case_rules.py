"""Whether something may happen to a case now: the table, who acts, what is given, and what the law says besides.

``judge(event, facts, actors, given, calendar, now)`` gives every reason against it at once.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass

from cms.ordinance import statutory
from cms.ordinance.calendar import Calendar
from cms.ordinance.case import OPEN, TABLE, Actor, Clock, Event, Need, State
from cms.ordinance.citation import Article
from cms.ordinance.laws import PETITION_ACT, PETITION_DECREE
from cms.ordinance.non_processing import EXCEPTIONS, Ground, may_leave_unprocessed
from cms.ordinance.periods import EXTENSION, Extension, Period, may_extend
from cms.ordinance.petition_retention import ERASURE
from cms.ordinance.remedies import DECISION, Objection, may_extend_decision, may_object
from cms.ordinance.verdict import Reason, Verdict, judged
from cms.ordinance.verdict import reason as _
from cms.ordinance.words import Worded, gettext_noop

MOST_BOUNCES = 2
HIGHEST_SCORE = 5
#: Whether words are there at all, the table's needs have asked: rules that ask again are told so.
_SAID = "…"


class PauseGround(Worded):
    """Why time is not counted (처리기간에 산입하지 아니하는 기간, 영 제20조, 행정절차법 시행령 제11조)."""

    SUPPLEMENT = "supplement", gettext_noop("supplement")  # 보완
    TRANSFER = "transfer", gettext_noop("transfer")  # 이송
    REPRESENTATIVES = "representatives", gettext_noop("choosing representatives")  # 대표자 선정
    HEARING = "hearing", gettext_noop("hearing of those concerned")  # 의견청취
    TEST = "test", gettext_noop("experiment, test or appraisal")  # 실험·검사·감정
    REVIEW = "review", gettext_noop("technical review")  # 전문적인 기술검토
    SURVEY = "survey", gettext_noop("field survey of a grievance")  # 고충민원의 현장조사


#: What an officer begins and ends by hand; a supplement and a transfer do it themselves.
BY_HAND = frozenset(PauseGround) - {PauseGround.SUPPLEMENT, PauseGround.TRANSFER}


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFacts:
    """What is known of a case. Verdicts of other rules come in as they are: ``repeat``, ``fee``."""

    state: State
    statutory: bool
    grievance: bool = False
    period: Period
    due_is_over: bool = False
    extensions: tuple[Extension, ...] = ()
    paused_for: PauseGround | None = None
    supplement_due: datetime.date | None = None
    longer_asked: int = 0
    demanded_again: bool = False
    bounced: int = 0
    survey_days: int = 0
    refusal_told_on: datetime.date | None = None
    objected_before: bool = False
    objection_extended: bool = False
    rated: bool = False
    merged: bool = False
    erased: bool = False
    objects_to_disclosure: bool = False
    fee: Verdict | None = None
    repeat: Verdict | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What comes with an event; texts only say whether there is one."""

    reason: bool = False
    text: bool = False
    remedy: bool = False
    department: bool = False
    officer: bool = False
    agency: bool = False
    case: bool = False
    days: int | None = None
    amount: int | None = None
    consents: bool = False
    ground: str = ""
    score: int | None = None


def judge(
    event: Event, facts: CaseFacts, actors: Collection[Actor], given: Given, calendar: Calendar, now: datetime.datetime
) -> Verdict:
    """Whether this may happen now, by one of these actors, with what is given. Every reason, not the first."""
    transition = TABLE.get((facts.state, event))
    if transition is None:
        return judged([_("“%(event)s” is not possible: %(state)s.", event=event, state=facts.state)])
    reasons: list[Reason] = []
    if not transition.by & set(actors):
        reasons.append(_("“%(event)s” is not for you to do.", transition.article, event=event))
    reasons += [
        _("This needs %(what)s.", transition.article, what=need) for need in transition.needs if _lacks(need, given)
    ]
    if facts.merged and event not in _OF_MERGED:
        reasons.append(
            _("The petition is merged with another one and dealt with there.", Article(PETITION_DECREE, 6, 6))
        )
    if facts.erased:
        reasons.append(_("What was personal in this petition is erased.", ERASURE))
    own = _RULES.get(event)
    if own is not None:
        reasons += own(facts, given, calendar, now)
    return judged(reasons, *([transition.article] if transition.article else []))


#: What still happens to a petition that is dealt with under another one.
_OF_MERGED = frozenset({Event.WITHDRAW, Event.COMPLETE, Event.REFUSE, Event.RATE, Event.OPT_OUT, Event.OPT_IN})


def _lacks(need: Need, given: Given) -> bool:
    value = getattr(given, need.value)
    return value is None or value is False or value == ""


def _confirm(facts: CaseFacts, given: Given, calendar: Calendar, now: datetime.datetime) -> Iterator[Reason]:
    """안양 제8조제5항, 용인 제9조제2항."""
    if facts.fee is not None:
        yield from facts.fee.reasons


def _demand(facts: CaseFacts, given: Given, calendar: Calendar, now: datetime.datetime) -> Iterator[Reason]:
    """영 제24조제1항: 보완에 필요한 기간을 정하여."""
    article = Article(PETITION_DECREE, 24, 1)
    if given.days is not None and given.days < 1:
        yield _("A supplement gets at least one day, not %(days)s.", article, days=given.days)
    if facts.paused_for is not None:
        yield _("The clock stands still already: %(ground)s.", article, ground=facts.paused_for)


def _demand_again(facts: CaseFacts, given: Given, calendar: Calendar, now: datetime.datetime) -> Iterator[Reason]:
    """영 제24조제3항: 기간 내에 보완하지 아니한 경우에는 10일 이내의 기간을 정하여 다시."""
    if not _is_past(facts.supplement_due, calendar, now):
        yield _supplement_runs(facts, Article(PETITION_DECREE, 24, 3))
    if given.days is not None:
        yield from statutory.may_demand_again(given.days, facts.demanded_again).reasons


def _ask_longer(facts: CaseFacts, given: Given, calendar: Calendar, now: datetime.datetime) -> Iterator[Reason]:
    """영 제24조제2항: 기간 연장 요청은 2회로 한정한다."""
    yield from statutory.may_ask_for_longer_supplement(facts.longer_asked).reasons
    if given.days is not None and given.days < 1:
        yield _("More time is at least one day, not %(days)s.", Article(PETITION_DECREE, 24, 2), days=given.days)
    if _is_past(facts.supplement_due, calendar, now):
        yield _("The time for the supplement is over.", Article(PETITION_DECREE, 24, 2))


def _return(facts: CaseFacts, given: Given, calendar: Calendar, now: datetime.datetime) -> Iterator[Reason]:
    """영 제25조제1항: 기간 내에 민원문서를 보완하지 아니한 경우에는 그 이유를 분명히 밝혀 되돌려 보낼 수 있다."""
    if not _is_past(facts.supplement_due, calendar, now):
        yield _supplement_runs(facts, Article(PETITION_DECREE, 25, 1))


def _deem(facts: CaseFacts, given: Given, calendar: Calendar, now: datetime.datetime) -> Iterator[Reason]:
    """영 제25조제2항: 보완의 요구가 2회에 걸쳐 반송된 경우."""
    if facts.bounced < MOST_BOUNCES:
        yield _(
            "The demand must have come back %(times)s times; it has %(number)s times.",
            Article(PETITION_DECREE, 25, 2),
            times=MOST_BOUNCES,
            number=facts.bounced,
        )


def _stop(facts: CaseFacts, given: Given, calendar: Calendar, now: datetime.datetime) -> Iterator[Reason]:
    """영 제20조; a field survey only of a grievance, up to 14 days and 7 more (영 제17조제4항)."""
    if facts.paused_for is not None:
        yield _("The clock stands still already: %(ground)s.", ground=facts.paused_for)
    if given.ground and given.ground not in BY_HAND:
        yield _("This is no ground on which time is not counted.", Article(PETITION_DECREE, 20))
    if given.ground == PauseGround.SURVEY:
        if not facts.grievance:
            yield _("Only a grievance is surveyed in the field.", Article(PETITION_DECREE, 17, 4))
        if facts.survey_days >= statutory.FIELD_SURVEY_DAYS + statutory.FIELD_SURVEY_EXTENSION:
            yield _("The days of the field survey are used up.", Article(PETITION_DECREE, 17, 4))


def _resume(facts: CaseFacts, given: Given, calendar: Calendar, now: datetime.datetime) -> Iterator[Reason]:
    if facts.paused_for is None:
        yield _("The clock does not stand still.")


def _extend(facts: CaseFacts, given: Given, calendar: Calendar, now: datetime.datetime) -> Iterator[Reason]:
    """영 제21조제1항: within the period, once; again only with the petitioner's consent."""
    if facts.due_is_over:
        yield _("The period is over: it can no longer be extended.", EXTENSION)
    if given.amount is not None:
        asked = (*facts.extensions, Extension(given.amount, given.consents))
        yield from may_extend(facts.period, asked).reasons


def _not_process(facts: CaseFacts, given: Given, calendar: Calendar, now: datetime.datetime) -> Iterator[Reason]:
    """법 제21조."""
    known = [ground for ground in Ground if ground == given.ground]
    if given.ground and not known:
        yield _("This is no ground on which a petition is not processed.", EXCEPTIONS)
    yield from may_leave_unprocessed(facts.statutory, known or list(Ground), _SAID).reasons


def _close_repeat(facts: CaseFacts, given: Given, calendar: Calendar, now: datetime.datetime) -> Iterator[Reason]:
    """법 제23조, 영 제26조: the rule of repeats has judged."""
    if facts.repeat is not None:
        yield from facts.repeat.reasons


def _object(facts: CaseFacts, given: Given, calendar: Calendar, now: datetime.datetime) -> Iterator[Reason]:
    """법 제35조제1항."""
    made = Objection(facts.statutory, True, facts.refusal_told_on, _SAID, int(facts.objected_before))
    yield from may_object(made, calendar.local(now).date(), calendar).reasons


def _extend_objection(facts: CaseFacts, given: Given, calendar: Calendar, now: datetime.datetime) -> Iterator[Reason]:
    """법 제35조제2항."""
    if facts.due_is_over:
        yield _("The period is over: it can no longer be extended.", DECISION)
    if given.days is not None:
        yield from may_extend_decision(given.days, _SAID, facts.objection_extended).reasons


def _rate(facts: CaseFacts, given: Given, calendar: Calendar, now: datetime.datetime) -> Iterator[Reason]:
    article = Article(PETITION_ACT, 26)
    if facts.rated:
        yield _("A mark was given already.", article)
    if given.score is not None and not 1 <= given.score <= HIGHEST_SCORE:
        yield _("A mark is from 1 to %(most)s, not %(score)s.", article, most=HIGHEST_SCORE, score=given.score)


def _opt_out(facts: CaseFacts, given: Given, calendar: Calendar, now: datetime.datetime) -> Iterator[Reason]:
    if facts.objects_to_disclosure:
        yield _("The petitioner does not want it to be public.")


def _opt_in(facts: CaseFacts, given: Given, calendar: Calendar, now: datetime.datetime) -> Iterator[Reason]:
    if not facts.objects_to_disclosure:
        yield _("The petitioner has not objected.")


Rule = Callable[[CaseFacts, Given, Calendar, datetime.datetime], Iterator[Reason]]
_RULES: Mapping[Event, Rule] = {
    Event.CONFIRM_PAYMENT: _confirm,
    Event.DEMAND_SUPPLEMENT: _demand,
    Event.DEMAND_AGAIN: _demand_again,
    Event.ASK_LONGER: _ask_longer,
    Event.RETURN: _return,
    Event.DEEM_WITHDRAWN: _deem,
    Event.STOP_CLOCK: _stop,
    Event.RESUME_CLOCK: _resume,
    Event.EXTEND: _extend,
    Event.NOT_PROCESS: _not_process,
    Event.CLOSE_REPEAT: _close_repeat,
    Event.OBJECT: _object,
    Event.EXTEND_OBJECTION: _extend_objection,
    Event.RATE: _rate,
    Event.OPT_OUT: _opt_out,
    Event.OPT_IN: _opt_in,
}


def runs(facts: CaseFacts) -> bool:
    """Whether the processing period runs now."""
    return (
        facts.state in OPEN - {State.SUBMITTED, State.AWAITING_PAYMENT, State.SUPPLEMENT} and facts.paused_for is None
    )


def _is_past(day: datetime.date | None, calendar: Calendar, now: datetime.datetime) -> bool:
    return day is not None and calendar.local(now).date() > day


def _supplement_runs(facts: CaseFacts, article: Article) -> Reason:
    day = facts.supplement_due.isoformat() if facts.supplement_due else "–"
    return _("The petitioner has until %(day)s for the supplement.", article, day=day)


__all__ = ["BY_HAND", "CaseFacts", "Clock", "Given", "PauseGround", "judge", "runs"]
