"""The same petition again (반복 민원): what may be closed as a repeat, and what goes to the audit department.

법 제23조, 영 제26조, 영 제17조제2항. Whether two petitions are identical a person decides (법 제23조제3항);
:func:`alike` only proposes where to look.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from cms.ordinance.citation import Article
from cms.ordinance.laws import PETITION_ACT, PETITION_DECREE
from cms.ordinance.similarity import Likeness, judge_keys, key
from cms.ordinance.verdict import FactsError, Reason, Verdict, judged
from cms.ordinance.verdict import reason as _

#: 법 제23조제1항: 3회 이상 반복하여 … 2회 이상 그 처리결과를 통지하고
LEAST_FILINGS = 3
LEAST_RESULTS = 2
#: 다수인관련민원: 5명 이상이 연명으로 (법 제2조제6호). Its further mark, five households, is not asked for here:
#: the committee is heard rather once too often.
MANY_PETITIONERS = 5

REPEATS = Article(PETITION_ACT, 23, 1)
COMMITTEE = Article(PETITION_DECREE, 26)
AUDIT = Article(PETITION_DECREE, 17, 2)


@dataclass(frozen=True, slots=True)
class Earlier:
    """An earlier petition of the same petitioner that a person has found identical.

    ``results_notified_at``: when its results were notified (처리결과의 통지).
    """

    received_at: datetime.datetime
    results_notified_at: tuple[datetime.datetime, ...] = ()


@dataclass(frozen=True, slots=True)
class Repeat:
    """A petition that may be a repeat.

    ``has_just_cause`` (정당한 사유) is a person's recorded decision. ``petitioners``: how many signed it.
    ``committee_deliberated``: whether the petition mediation committee (민원조정위원회) has deliberated on it.
    """

    is_statutory: bool
    received_at: datetime.datetime
    earlier: tuple[Earlier, ...]
    has_just_cause: bool = False
    petitioners: int = 1
    committee_deliberated: bool = False


def may_close_as_repeat(case: Repeat) -> Verdict:
    """Whether a petition may be closed as a repeat (종결처리).

    법 제23조제1항: 동일한 내용의 민원(법정민원을 제외한다)을 정당한 사유 없이 3회 이상 반복하여 제출한 경우에는
    2회 이상 그 처리결과를 통지하고, 그 후에 접수되는 민원에 대하여는 종결처리할 수 있다. Only results
    notified before this petition was received count. The same holds for one that another agency
    passed on (제2항). 영 제26조: 다수인관련민원 only after the committee's deliberation. Raises FactsError
    for a time without a zone and for fewer than one petitioner.
    """
    _check(case)
    before = [each for each in case.earlier if each.received_at < case.received_at]
    results = sum(moment < case.received_at for each in before for moment in each.results_notified_at)
    reasons: list[Reason] = []
    if case.is_statutory:
        reasons.append(_("A statutory petition is never closed as a repeat.", REPEATS))
    if len(before) + 1 < LEAST_FILINGS:
        reasons.append(
            _(
                "A repeat is filed at least %(least)s times; this is filing number %(number)s.",
                REPEATS,
                least=LEAST_FILINGS,
                number=len(before) + 1,
            )
        )
    if results < LEAST_RESULTS:
        reasons.append(
            _(
                "Before it came, the result must have been notified at least %(least)s times, not %(number)s.",
                REPEATS,
                least=LEAST_RESULTS,
                number=results,
            )
        )
    if case.has_just_cause:
        reasons.append(_("The petitioner has just cause to file it again.", REPEATS))
    if case.petitioners >= MANY_PETITIONERS and not case.committee_deliberated:
        reasons.append(
            _(
                "A petition of %(least)s or more people is closed only after the mediation committee has deliberated.",
                COMMITTEE,
                least=MANY_PETITIONERS,
            )
        )
    return judged(reasons, REPEATS, *([COMMITTEE] if case.petitioners >= MANY_PETITIONERS else []))


def goes_to_audit(is_grievance: bool, identical_before: int) -> Verdict:
    """Whether the audit department (감사부서 등) investigates.

    영 제17조제2항: the same grievance (고충민원) again is investigated by the audit department.
    ``identical_before``: how many earlier ones of the same petitioner a person has found identical.
    """
    if identical_before < 0:
        raise FactsError([_("A number of petitions is not negative: %(number)s.", number=identical_before)])
    reasons: list[Reason] = []
    if not is_grievance:
        reasons.append(_("Only a grievance goes to the audit department.", AUDIT))
    if not identical_before:
        reasons.append(_("The petitioner has not filed the same grievance before.", AUDIT))
    return judged(reasons, AUDIT)


@dataclass(frozen=True, slots=True)
class Filing:
    """A petition as it is compared. ``petitioner``: whatever tells one petitioner from another."""

    reference: str
    petitioner: str
    text: str
    received_at: datetime.datetime


@dataclass(frozen=True, slots=True)
class Alike:
    """Another petition worth looking at; ``percent`` rounded down."""

    reference: str
    likeness: Likeness
    percent: int


def alike(filing: Filing, others: Iterable[Filing]) -> tuple[Alike, ...]:
    """The petitioner's earlier petitions that resemble this one: the most alike first, then the newest.

    법 제23조제3항: 해당 민원의 성격, 종전 민원과의 내용적 유사성ㆍ관련성 및 종전 민원과 동일한 답변을 할 수 밖에
    없는 사정 등을 종합적으로 고려하여 결정하여야 한다. So this proposes, and a person decides.
    """
    own = [each for each in others if each.petitioner == filing.petitioner]
    _require_zones(filing.received_at, *(each.received_at for each in own))
    return _resembling(filing, [each for each in own if each.received_at <= filing.received_at])


def of_one_purport(filing: Filing, others: Iterable[Filing]) -> tuple[Alike, ...]:
    """Other people's petitions that resemble this one, ranked likewise, whenever they came.

    영 제6조제6항: petitions of the same purport (동일한 취지) by five people or more may be merged: see
    ``joint.may_receive_as_one``. Here too a person decides.
    """
    foreign = [each for each in others if each.petitioner != filing.petitioner]
    _require_zones(*(each.received_at for each in foreign))
    return _resembling(filing, foreign)


def _resembling(filing: Filing, others: Iterable[Filing]) -> tuple[Alike, ...]:
    ours = key(filing.text)
    found = []
    for each in sorted(others, key=lambda one: (one.received_at, one.reference), reverse=True):
        likeness, score = judge_keys(ours, key(each.text))
        if likeness is not Likeness.NONE and each.reference != filing.reference:
            found.append(Alike(each.reference, likeness, int(score * 100)))
    return tuple(sorted(found, key=lambda one: (one.likeness, one.percent), reverse=True))


def _check(case: Repeat) -> None:
    _require_zones(
        case.received_at,
        *(moment for each in case.earlier for moment in (each.received_at, *each.results_notified_at)),
    )
    if case.petitioners < 1:
        raise FactsError([_("A petition has at least one petitioner, not %(number)s.", number=case.petitioners)])


def _require_zones(*moments: datetime.datetime) -> None:
    naive = [moment for moment in moments if moment.utcoffset() is None]
    if naive:
        raise FactsError([_("%(time)s has no time zone.", time=moment.isoformat()) for moment in naive])
