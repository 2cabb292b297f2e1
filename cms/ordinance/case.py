"""A petition as a case (민원): its states, what can happen to it, by whom, and what follows.

One table: ``TABLE[state, event]`` says where a case goes, who may send it there, what they must give, what becomes of
the clock and whether the petitioner is told. What is not in the table cannot happen. What else stands against an event,
``cms.ordinance.case_rules`` judges from the facts of the case.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from cms.ordinance.citation import Article
from cms.ordinance.laws import PETITION_ACT, PETITION_DECREE
from cms.ordinance.words import Worded, gettext_noop


class State(Worded):
    """Where a case stands."""

    SUBMITTED = "submitted", gettext_noop("petition submitted")  # 신청
    AWAITING_PAYMENT = "awaiting_payment", gettext_noop("awaiting payment")  # 입금 대기
    RECEIVED = "received", gettext_noop("petition received")  # 접수
    ASSIGNED = "assigned", gettext_noop("being dealt with")  # 담당자 지정, 처리 중
    SUPPLEMENT = "supplement", gettext_noop("supplement requested")  # 보완 요구
    CONSULTATION = "consultation", gettext_noop("in consultation with others")  # 협의 중
    EXTENDED = "extended", gettext_noop("period extended")  # 처리기간 연장
    TRANSFERRED = "transferred", gettext_noop("transferred to another agency")  # 이송
    COMPLETED = "completed", gettext_noop("petition completed")  # 처리 완료
    REFUSED = "refused", gettext_noop("petition refused")  # 거부·불가
    RETURNED = "returned", gettext_noop("petition returned")  # 반려
    WITHDRAWN = "withdrawn", gettext_noop("petition withdrawn")  # 취하
    REPEAT = "repeat", gettext_noop("closed as a repeat")  # 반복 민원 종결
    OBJECTION = "objection", gettext_noop("objection pending")  # 이의신청


class Event(Worded):
    """What can happen to a case."""

    RECEIVE = "receive", gettext_noop("receive")  # 접수
    CONFIRM_PAYMENT = "confirm_payment", gettext_noop("confirm the payment")  # 입금 확인
    LAPSE = "lapse", gettext_noop("return for want of payment")  # 미입금 반려
    ASSIGN = "assign", gettext_noop("name the officer in charge")  # 담당자 지정
    PASS_ON = "pass_on", gettext_noop("pass on to another department")  # 부서 이송
    TRANSFER = "transfer", gettext_noop("transfer to another agency")  # 다른 행정기관 이송
    DEMAND_SUPPLEMENT = "demand_supplement", gettext_noop("demand a supplement")  # 보완 요구
    DEMAND_AGAIN = "demand_again", gettext_noop("demand the supplement again")  # 재보완 요구
    ASK_LONGER = "ask_longer", gettext_noop("ask for more time for the supplement")  # 보완기간 연장 요청
    DEMAND_BOUNCED = "demand_bounced", gettext_noop("note that the demand came back")  # 보완요구 반송
    SUPPLY = "supply", gettext_noop("hand in the supplement")  # 보완
    CONSULT = "consult", gettext_noop("consult others")  # 협의
    END_CONSULTATION = "end_consultation", gettext_noop("end the consultation")  # 협의 완료
    STOP_CLOCK = "stop_clock", gettext_noop("begin time that is not counted")  # 불산입 시작
    RESUME_CLOCK = "resume_clock", gettext_noop("end time that is not counted")  # 불산입 종료
    EXTEND = "extend", gettext_noop("extend the period")  # 처리기간 연장
    TELL_PROGRESS = "tell_progress", gettext_noop("tell how far things are")  # 처리진행상황 통지
    DUN = "dun", gettext_noop("send a dunning letter")  # 독촉
    COMPLETE = "complete", gettext_noop("complete with an answer")  # 처리결과 통지
    REFUSE = "refuse", gettext_noop("refuse with reasons")  # 거부
    NOT_PROCESS = "not_process", gettext_noop("decline by a ground of the law")  # 민원 처리의 예외
    RETURN = "return", gettext_noop("return what was not supplemented")  # 반려
    DEEM_WITHDRAWN = "deem_withdrawn", gettext_noop("close as deemed withdrawn")  # 취하 간주
    WITHDRAW = "withdraw", gettext_noop("withdraw the petition")  # 취하
    CHANGE = "change", gettext_noop("change the petition")  # 내용 변경
    CLOSE_REPEAT = "close_repeat", gettext_noop("close as a repeat")  # 반복 민원 종결처리
    MERGE = "merge", gettext_noop("merge with another petition")  # 병합
    OBJECT = "object", gettext_noop("object to the refusal")  # 이의신청
    EXTEND_OBJECTION = "extend_objection", gettext_noop("extend the time for deciding the objection")  # 결정기간 연장
    UPHOLD = "uphold", gettext_noop("uphold the objection")  # 인용
    DISMISS = "dismiss", gettext_noop("dismiss the objection")  # 기각
    REOPEN = "reopen", gettext_noop("reopen the case")  # 재개
    RATE = "rate", gettext_noop("say how satisfied one is")  # 만족도
    OPT_OUT = "opt_out", gettext_noop("object to disclosure")  # 공개 거부
    OPT_IN = "opt_in", gettext_noop("agree to disclosure")  # 공개 동의


class Actor(Worded):
    """Who acts. One person may be several: the head of a department is also one of its officers."""

    PETITIONER = "petitioner", gettext_noop("the petitioner")  # 민원인
    OFFICER = "officer", gettext_noop("an officer of the department in charge")  # 처리주무부서 담당자
    HEAD = "head", gettext_noop("the head of the department in charge")  # 처리주무부서의 장
    COORDINATOR = "coordinator", gettext_noop("the department that oversees petitions")  # 총괄부서
    SCHEDULE = "schedule", gettext_noop("the schedule")  # 자동 처리


class Clock(Worded):
    """What an event does to the processing period."""

    STAYS = "stays", gettext_noop("goes on as before")
    STARTS = "starts", gettext_noop("starts")
    STOPS = "stops", gettext_noop("stands still")
    RESUMES = "resumes", gettext_noop("runs again")
    GROWS = "grows", gettext_noop("gets more time")
    ENDS = "ends", gettext_noop("ends")
    OWN = "own", gettext_noop("has a time of its own")  # an objection's


class Need(Worded):
    """What must be given with an event."""

    REASON = "reason", gettext_noop("a reason")
    DEPARTMENT = "department", gettext_noop("a department")
    OFFICER = "officer", gettext_noop("an officer")
    AGENCY = "agency", gettext_noop("an agency")
    TEXT = "text", gettext_noop("a text")
    DAYS = "days", gettext_noop("a number of days")
    AMOUNT = "amount", gettext_noop("the length of the extension")
    REMEDY = "remedy", gettext_noop("what can be done against it")
    GROUND = "ground", gettext_noop("a ground of the law")
    CASE = "case", gettext_noop("another case")
    SCORE = "score", gettext_noop("a mark from 1 to 5")


@dataclass(frozen=True, slots=True)
class Transition:
    """``to`` is None where the state stays, and WORK where the case goes back to being dealt with."""

    to: State | None
    by: frozenset[Actor]
    needs: tuple[Need, ...]
    clock: Clock
    told: bool
    article: Article | None


#: States in which the department works on the case.
AT_WORK = frozenset({State.ASSIGNED, State.EXTENDED, State.CONSULTATION})
#: States in which the processing period may run.
OPEN = AT_WORK | {State.SUBMITTED, State.AWAITING_PAYMENT, State.RECEIVED, State.SUPPLEMENT}
CLOSED = frozenset(State) - OPEN - {State.OBJECTION}
_RUNNING = AT_WORK | {State.RECEIVED}
_DESK = frozenset({Actor.OFFICER, Actor.HEAD, Actor.COORDINATOR})
_IN_CHARGE = frozenset({Actor.OFFICER, Actor.HEAD})
_LEADING = frozenset({Actor.HEAD, Actor.COORDINATOR})
_CITIZEN = frozenset({Actor.PETITIONER})
_ANYBODY = _CITIZEN | _DESK
_CLOCKWORK = frozenset({Actor.SCHEDULE})


def _act(number: int, paragraph: int = 0) -> Article:
    return Article(PETITION_ACT, number, paragraph)


def _decree(number: int, paragraph: int = 0) -> Article:
    return Article(PETITION_DECREE, number, paragraph)


def _row(
    event: Event,
    since: frozenset[State],
    to: State | None,
    by: frozenset[Actor],
    *needs: Need,
    clock: Clock = Clock.STAYS,
    told: bool = True,
    article: Article | None = None,
) -> dict[tuple[State, Event], Transition]:
    return {(state, event): Transition(to, by, needs, clock, told, article) for state in since}


def _intake() -> dict[tuple[State, Event], Transition]:
    """From arrival to the desk."""
    return {
        **_row(Event.RECEIVE, frozenset({State.SUBMITTED}), State.RECEIVED, _DESK | _CLOCKWORK, clock=Clock.STARTS,
            article=_decree(6, 7)),
        **_row(Event.CONFIRM_PAYMENT, frozenset({State.AWAITING_PAYMENT}), State.RECEIVED, _DESK | _CLOCKWORK,
            clock=Clock.STARTS, article=_act(9, 1)),
        **_row(Event.LAPSE, frozenset({State.AWAITING_PAYMENT}), State.RETURNED, _DESK | _CLOCKWORK, Need.REASON,
            clock=Clock.ENDS),
        **_row(Event.ASSIGN, frozenset({State.RECEIVED}), State.ASSIGNED, _DESK | _CLOCKWORK, Need.OFFICER, told=False,
            article=_decree(13, 1)),
        **_row(Event.ASSIGN, AT_WORK | {State.SUPPLEMENT, State.OBJECTION}, None, _DESK | _CLOCKWORK, Need.OFFICER,
            told=False, article=_decree(13, 1)),
        **_row(Event.PASS_ON, _RUNNING | {State.SUBMITTED}, State.RECEIVED, _DESK, Need.DEPARTMENT, Need.REASON,
            article=_decree(13, 2)),
        **_row(Event.TRANSFER, _RUNNING | {State.SUBMITTED}, State.TRANSFERRED, _DESK, Need.AGENCY, Need.REASON,
            clock=Clock.ENDS, article=_decree(13, 3)),
        **_row(Event.MERGE, _RUNNING | {State.SUBMITTED}, None, _DESK, Need.CASE, Need.REASON, article=_decree(6, 6)),
    }  # fmt: skip


def _supplement() -> dict[tuple[State, Event], Transition]:
    """보완: 법 제22조, 영 제24조·제25조."""
    waiting = frozenset({State.SUPPLEMENT})
    return {
        **_row(Event.DEMAND_SUPPLEMENT, _RUNNING, State.SUPPLEMENT, _IN_CHARGE, Need.TEXT, Need.DAYS, clock=Clock.STOPS,
            article=_act(22, 1)),
        **_row(Event.DEMAND_AGAIN, waiting, None, _IN_CHARGE, Need.TEXT, Need.DAYS, article=_decree(24, 3)),
        **_row(Event.ASK_LONGER, waiting, None, _ANYBODY, Need.DAYS, article=_decree(24, 2)),
        **_row(Event.DEMAND_BOUNCED, waiting, None, _DESK | _CLOCKWORK, told=False, article=_decree(25, 2)),
        **_row(Event.SUPPLY, waiting, State.ASSIGNED, _ANYBODY, Need.TEXT, clock=Clock.RESUMES, article=_decree(24, 2)),
        **_row(Event.RETURN, waiting, State.RETURNED, _IN_CHARGE, Need.REASON, clock=Clock.ENDS,
            article=_decree(25, 1)),
        **_row(Event.DEEM_WITHDRAWN, waiting, State.WITHDRAWN, _IN_CHARGE, clock=Clock.ENDS, article=_decree(25, 2)),
    }  # fmt: skip


def _work() -> dict[tuple[State, Event], Transition]:
    """What the department does until it answers."""
    return {
        **_row(Event.CONSULT, frozenset({State.ASSIGNED, State.EXTENDED}), State.CONSULTATION, _IN_CHARGE, Need.AGENCY,
            Need.REASON, told=False, article=_act(20, 1)),
        **_row(Event.END_CONSULTATION, frozenset({State.CONSULTATION}), State.ASSIGNED, _IN_CHARGE, told=False,
            article=_act(20, 1)),
        **_row(Event.STOP_CLOCK, _RUNNING, None, _IN_CHARGE, Need.GROUND, Need.REASON, clock=Clock.STOPS,
            article=_decree(20)),
        **_row(Event.RESUME_CLOCK, _RUNNING, None, _IN_CHARGE | _CLOCKWORK, clock=Clock.RESUMES, article=_decree(20)),
        **_row(Event.EXTEND, frozenset({State.ASSIGNED, State.EXTENDED}), State.EXTENDED, _IN_CHARGE, Need.AMOUNT,
            Need.REASON, clock=Clock.GROWS, article=_decree(21, 1)),
        **_row(Event.EXTEND, frozenset({State.CONSULTATION}), None, _IN_CHARGE, Need.AMOUNT, Need.REASON,
            clock=Clock.GROWS, article=_decree(21, 1)),
        **_row(Event.TELL_PROGRESS, _RUNNING | {State.SUPPLEMENT}, None, _DESK | _CLOCKWORK, Need.TEXT,
            article=_decree(23, 1)),
        **_row(Event.DUN, _RUNNING | {State.OBJECTION}, None, frozenset({Actor.COORDINATOR}) | _CLOCKWORK, told=False,
            article=_decree(28, 2)),
    }  # fmt: skip


def _ends() -> dict[tuple[State, Event], Transition]:
    """How a case ends."""
    return {
        **_row(Event.COMPLETE, AT_WORK, State.COMPLETED, _IN_CHARGE, Need.TEXT, clock=Clock.ENDS, article=_act(27, 1)),
        **_row(Event.REFUSE, AT_WORK, State.REFUSED, _IN_CHARGE, Need.TEXT, Need.REASON, Need.REMEDY, clock=Clock.ENDS,
            article=_act(27, 2)),
        **_row(Event.NOT_PROCESS, _RUNNING, State.REFUSED, _IN_CHARGE, Need.GROUND, Need.REASON, clock=Clock.ENDS,
            article=_act(21)),
        **_row(Event.CLOSE_REPEAT, _RUNNING, State.REPEAT, _IN_CHARGE, Need.CASE, Need.REASON, clock=Clock.ENDS,
            article=_act(23, 1)),
        **_row(Event.WITHDRAW, OPEN, State.WITHDRAWN, _CITIZEN, clock=Clock.ENDS, article=_act(22, 2)),
        **_row(Event.CHANGE, OPEN, None, _CITIZEN, Need.TEXT, article=_act(22, 2)),
    }  # fmt: skip


def _afterwards() -> dict[tuple[State, Event], Transition]:
    """이의신청 (법 제35조, 영 제40조), 재개, 만족도 (법 제26조), 공개."""
    pending, answered = frozenset({State.OBJECTION}), frozenset({State.COMPLETED, State.REFUSED})
    everywhere = frozenset(State)
    return {
        **_row(Event.OBJECT, frozenset({State.REFUSED}), State.OBJECTION, _CITIZEN, Need.REASON, clock=Clock.OWN,
            article=_act(35, 1)),
        **_row(Event.WITHDRAW, pending, State.REFUSED, _CITIZEN, article=_act(35)),
        **_row(Event.EXTEND_OBJECTION, pending, None, _IN_CHARGE, Need.DAYS, Need.REASON, clock=Clock.OWN,
            article=_act(35, 2)),
        **_row(Event.UPHOLD, pending, State.COMPLETED, _IN_CHARGE, Need.TEXT, clock=Clock.ENDS, article=_act(35, 2)),
        **_row(Event.DISMISS, pending, State.REFUSED, _IN_CHARGE, Need.TEXT, Need.REASON, Need.REMEDY, clock=Clock.ENDS,
            article=_act(35, 2)),
        **_row(Event.REOPEN, frozenset({State.COMPLETED, State.REFUSED, State.RETURNED, State.REPEAT}), State.RECEIVED,
            _LEADING, Need.REASON, clock=Clock.STARTS),
        **_row(Event.RATE, answered, None, _CITIZEN, Need.SCORE, told=False, article=_act(26)),
        **_row(Event.OPT_OUT, everywhere, None, _ANYBODY, told=False),
        **_row(Event.OPT_IN, everywhere, None, _CITIZEN, told=False),
    }  # fmt: skip


#: 민원의 상태 × 사건. What is not here cannot happen.
TABLE: Mapping[tuple[State, Event], Transition] = MappingProxyType(
    {**_intake(), **_supplement(), **_work(), **_ends(), **_afterwards()}
)


def first_state(awaits_payment: bool) -> State:
    """Where a petition that arrives begins (안양 제8조제5항, 용인 제9조제2항: the payment comes before the receipt)."""
    return State.AWAITING_PAYMENT if awaits_payment else State.SUBMITTED


def possible(state: State) -> tuple[Event, ...]:
    """What can happen to a case in this state, in the table's order."""
    return tuple(event for event in Event if (state, event) in TABLE)


def target(state: State, event: Event, extended: bool) -> State:
    """The state after an event. Work on a case whose period was extended goes on as “extended”.

    :raises KeyError: where the table does not have it.
    """
    to = TABLE[state, event].to
    if to is None:
        return state
    back_to_work = event in (Event.SUPPLY, Event.END_CONSULTATION)
    return State.EXTENDED if back_to_work and extended else to
