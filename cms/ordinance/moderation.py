"""A matter (사안) of moderation: its states, what can be done about a post, by whom, and what follows.

One table: ``TABLE[state, act]`` says where a matter goes, who may send it there, what they must give, and whether the
author is told. What is not in the table cannot happen. What else stands against an act, the facts say:
:func:`cms.ordinance.moderation_rules.judge`, by the rule of removals (:mod:`cms.ordinance.removal`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from cms.ordinance.removal import Opinion
from cms.ordinance.words import Worded, gettext_noop


class State(Worded):
    """Where a matter stands. A post that nobody has pointed at has none; a closed matter may be followed by another."""

    OPEN = "open", gettext_noop("reported")  # 신고·발견
    PROPOSED = "proposed", gettext_noop("awaiting decision")  # 삭제 제안
    REFERRED = "referred", gettext_noop("awaiting review")  # 심의 요청
    DECIDED = "decided", gettext_noop("decided, to be carried out")  # 삭제 결정
    REMOVED = "removed", gettext_noop("removed")  # 삭제
    KEPT = "kept", gettext_noop("stays")  # 유지
    RESTORED = "restored", gettext_noop("restored")  # 복원


class Act(Worded):
    """What can be done about a post."""

    REPORT = "report", gettext_noop("report")  # 신고
    PROPOSE = "propose", gettext_noop("propose the removal")  # 삭제 제안
    SECOND = "second", gettext_noop("give the second look")  # 확인
    REFER = "refer", gettext_noop("request a review")  # 심의 요청
    ENTER_RESULT = "enter_result", gettext_noop("enter the result of the review")  # 심의 결과
    HIDE = "hide", gettext_noop("hide for a time")  # 임시조치
    SHOW = "show", gettext_noop("show again")  # 임시조치 해제
    DECIDE_REMOVE = "decide_remove", gettext_noop("decide to remove")  # 삭제 결정
    DECIDE_KEEP = "decide_keep", gettext_noop("decide that it stays")  # 유지 결정
    CARRY_OUT = "carry_out", gettext_noop("carry out the removal")  # 삭제
    OBJECT = "object", gettext_noop("object to the removal")  # 이의신청
    UPHOLD = "uphold", gettext_noop("refuse the objection")  # 이의신청 기각
    RESTORE = "restore", gettext_noop("restore the post")  # 복원


class Actor(Worded):
    """Who acts. One person may be several."""

    READER = "reader", gettext_noop("a reader")  # 이용자
    MODERATOR = "moderator", gettext_noop("homepage management or the board's department")  # 게시판 담당
    DECIDER = "decider", gettext_noop("the office that the ordinance names")  # 홈페이지담당부서의 장, 시장 …
    AUTHOR = "author", gettext_noop("the author")  # 게시자
    SCHEDULE = "schedule", gettext_noop("the schedule")  # 자동 처리


class Need(Worded):
    """What must be there for an act."""

    GROUND = "ground", gettext_noop("a ground of the ordinance")  # 삭제 사유의 호
    REASON = "reason", gettext_noop("a reason")  # 삭제한 이유
    WORDS = "words", gettext_noop("words that say why")  # 취지와 이유
    QUESTION = "question", gettext_noop("a question to the review body")  # 심의 요청 내용
    OPINION = "opinion", gettext_noop("the result of the review")  # 심의 결과
    ANSWER = "answer", gettext_noop("an answer in words")  # 결과의 내용, 결정 이유
    DAYS = "days", gettext_noop("a number of days")  # 임시조치 기간
    SECOND_LOOK = "second_look", gettext_noop("the second look of another person")  # where it is set
    POLICY_VERSION = "policy_version", gettext_noop("the version of the rules")
    EVIDENCE = "evidence", gettext_noop("the copy of the whole post")  # 게시글 전체를 인쇄 또는 파일로 저장
    REGISTER = "register", gettext_noop("the entry in the register")  # 별지 제1호서식에 기록


@dataclass(frozen=True, slots=True)
class Transition:
    """``to`` is None where the state stays. ``told``: the author gets a notice."""

    to: State | None
    by: frozenset[Actor]
    needs: tuple[Need, ...]
    told: bool


#: States in which nothing is decided yet, or the decision is not carried out.
PENDING = frozenset({State.OPEN, State.PROPOSED, State.REFERRED, State.DECIDED})
#: States in which a matter is over. After a removal only an objection moves it.
CLOSED = frozenset(State) - PENDING
FIRST = State.OPEN

_BEFORE_DECISION = frozenset({State.OPEN, State.PROPOSED})
_UNREVIEWED = PENDING - {State.REFERRED}
_DESK = frozenset({Actor.MODERATOR, Actor.DECIDER})
_DECIDES = frozenset({Actor.DECIDER})
_CLOCKWORK = frozenset({Actor.SCHEDULE})


def _row(
    act: Act,
    since: frozenset[State],
    to: State | None,
    by: frozenset[Actor],
    *needs: Need,
    told: bool = False,
) -> dict[tuple[State, Act], Transition]:
    return {(state, act): Transition(to, by, needs, told) for state in since}


def _doubt() -> dict[tuple[State, Act], Transition]:
    """From the first report to the eve of the decision."""
    proposed = frozenset({State.PROPOSED})
    return {
        **_row(Act.REPORT, PENDING, None, frozenset({Actor.READER, Actor.MODERATOR, Actor.DECIDER}), Need.GROUND),
        **_row(Act.PROPOSE, _BEFORE_DECISION, State.PROPOSED, _DESK, Need.GROUND, Need.REASON),
        **_row(Act.SECOND, proposed, None, _DESK),
        **_row(Act.HIDE, _UNREVIEWED, None, _DESK, Need.GROUND, Need.REASON, Need.DAYS, told=True),
        **_row(Act.SHOW, _UNREVIEWED, None, _DESK | _CLOCKWORK, told=True),
        **_row(Act.SHOW, frozenset({State.REFERRED}), None, _CLOCKWORK, told=True),
    }


def _review() -> dict[tuple[State, Act], Transition]:
    """심의: 안양 제6조제2항 단서. Until the result the post is locked: nothing but the result moves the matter."""
    return {
        **_row(Act.REFER, _BEFORE_DECISION, State.REFERRED, _DESK, Need.QUESTION, Need.POLICY_VERSION, told=True),
        **_row(Act.ENTER_RESULT, frozenset({State.REFERRED}), State.PROPOSED, _DESK, Need.OPINION, Need.ANSWER,
            told=True),
    }  # fmt: skip


def _decision() -> dict[tuple[State, Act], Transition]:
    """삭제의 결정과 집행. A decision may be taken anew until it is carried out."""
    ready, decided = frozenset({State.PROPOSED, State.DECIDED}), frozenset({State.DECIDED})
    return {
        **_row(Act.DECIDE_REMOVE, ready, State.DECIDED, _DECIDES, Need.GROUND, Need.REASON, Need.SECOND_LOOK,
            Need.POLICY_VERSION),
        **_row(Act.DECIDE_KEEP, frozenset({State.OPEN}), State.KEPT, _DESK, Need.WORDS, Need.POLICY_VERSION),
        **_row(Act.DECIDE_KEEP, ready, State.KEPT, _DECIDES, Need.WORDS, Need.POLICY_VERSION),
        **_row(Act.CARRY_OUT, decided, State.REMOVED, _DESK, Need.GROUND, Need.REASON, Need.EVIDENCE, Need.REGISTER,
            Need.POLICY_VERSION, told=True),
    }  # fmt: skip


def _afterwards() -> dict[tuple[State, Act], Transition]:
    """이의신청과 복원."""
    removed = frozenset({State.REMOVED})
    return {
        **_row(Act.OBJECT, removed, None, frozenset({Actor.AUTHOR}), Need.WORDS, told=True),
        **_row(Act.UPHOLD, removed, None, _DECIDES, Need.ANSWER, Need.POLICY_VERSION, told=True),
        **_row(Act.RESTORE, removed, State.RESTORED, _DECIDES, Need.ANSWER, Need.EVIDENCE, Need.POLICY_VERSION,
            told=True),
    }  # fmt: skip


#: 사안의 상태 × 행위. What is not here cannot happen.
TABLE: Mapping[tuple[State, Act], Transition] = MappingProxyType(
    {**_doubt(), **_review(), **_decision(), **_afterwards()}
)


def possible(state: State) -> tuple[Act, ...]:
    """What can be done in this state, in the table's order."""
    return tuple(act for act in Act if (state, act) in TABLE)


def target(state: State, act: Act, opinion: Opinion | None = None) -> State:
    """The state after an act. A review that finds that the post stays ends the matter: its result binds.

    :raises KeyError: where the table does not have it.
    """
    to = TABLE[state, act].to
    if act is Act.ENTER_RESULT and opinion is Opinion.KEEP:
        return State.KEPT
    return state if to is None else to


def author_told(state: State, act: Act, hidden: bool) -> bool:
    """Whether the author gets a notice. Who was told that the post is ``hidden`` is told as well that it stays.

    :raises KeyError: where the table does not have it.
    """
    return TABLE[state, act].told or (act is Act.DECIDE_KEEP and hidden)
