"""Evaluation of departments: how well they keep their pages (홈페이지 정보관리에 대한 평가).

Scores are whole-number arithmetic on recorded counts, so that anybody can compute them again.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from fractions import Fraction

from cms.ordinance.counting import last_by_calendar
from cms.ordinance.periods import Unit
from cms.ordinance.policy import Policy
from cms.ordinance.verdict import FactsError, Reason, Verdict, allowed, judged, refused
from cms.ordinance.verdict import reason as _

HUNDREDTH = Decimal("0.01")
#: What cannot exceed what: a page that is there at the end was there on a day.
PARTS = (("pages", "page_days"), ("on_time", "page_days"), ("unbroken", "pages"), ("answered", "to_answer"))


@dataclass(frozen=True, slots=True)
class Counts:
    """What was counted of a department's pages in a period. ``department`` tells it from the others.

    ``pages``      its public pages at the end of the last day on which somebody looked
    ``page_days``  a page on a day: each page of the department at the end of each day on which somebody looked
    ``on_time``    those page-days whose page was not yet past its day for the next check
    ``unbroken``   of ``pages``, those without a link that leads nowhere
    ``to_answer``  reported errors and suggestions that were answered in the period, or wait for too long at its end
    ``answered``   those of them that were answered

    What follows breaks ties and tells whether there is enough to judge by (see :class:`Ranking`):

    ``due``             pages whose check fell due until the end, or that were confirmed in the period
    ``overdue_median``  days by which pages are overdue at the end, their median; 0 where none is
    ``careful``         confirmations, without those that one person gave too many of within a minute
    """

    department: str
    pages: int
    page_days: int
    on_time: int
    unbroken: int
    to_answer: int
    answered: int
    due: int = 0
    overdue_median: Decimal = Decimal(0)
    careful: int = 0

    def __post_init__(self) -> None:
        reasons = [
            _("%(department)s: %(name)s is not negative.", department=self.department, name=each.name)
            for each in fields(self)
            if each.name != "department" and getattr(self, each.name) < 0
        ]
        for part, whole in PARTS:
            if getattr(self, part) > getattr(self, whole):
                reasons.append(
                    _("%(department)s: %(part)s exceeds %(whole)s.", department=self.department, part=part, whole=whole)
                )
        if reasons:
            raise FactsError(reasons)


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each share counts; the operator's setting."""

    on_time: int = 60
    answered: int = 20
    links: int = 20

    def __post_init__(self) -> None:
        values = [getattr(self, each.name) for each in fields(self)]
        if min(values) < 0 or sum(values) != 100:
            raise FactsError([_("The weights of an evaluation are not negative and add up to 100.")])


@dataclass(frozen=True, slots=True)
class Ranking:
    """How ranks are drawn. No ordinance says; the rule is fixed before the period is closed and stands in its document.

    ``by_figures``  equal scores are told apart by further figures, in this order: fewer days overdue (median at the
                    end), more reports answered, more careful confirmations a page, more pages. Departments that are
                    equal in all of them share a rank. False: equal scores share a rank.
    ``least_due``   a department of which fewer pages were due is scored and not ranked: nobody is commended because
                    nothing was asked of them
    """

    by_figures: bool = True
    least_due: int = 1

    def __post_init__(self) -> None:
        if self.least_due < 0:
            raise FactsError([_("The least number of due pages is not negative.")])


#: As periods were ranked before ties were broken.
SCORE_ALONE = Ranking(by_figures=False, least_due=0)


@dataclass(frozen=True, slots=True)
class Score:
    """A department's score out of 100 and its rank; none where there is too little to judge by."""

    department: str
    score: Decimal
    rank: int | None


class Answering(StrEnum):
    """What a reported error or suggestion means for a period."""

    ANSWERED = "answered"
    LATE = "late"
    NEITHER = "neither"


def answering(
    received: datetime.date, answered: datetime.date | None, period: tuple[datetime.date, datetime.date], within: int
) -> Answering:
    """How a reported error counts in the period of these two days, both of them in it.

    Answered in the period: it counts, and well. Open at its end for more than ``within`` days: it counts against. No
    ordinance names a time for answers; the days are the operator's setting. All else counts elsewhere or not yet.
    """
    first, last = period
    if answered is not None and answered <= last:
        return Answering.ANSWERED if answered >= first else Answering.NEITHER
    return Answering.LATE if (last - received).days > within else Answering.NEITHER


def median(days: Iterable[int]) -> Decimal | None:
    """The middle of these whole days, half a day exactly where two are in the middle; none of none."""
    ordered = sorted(days)
    if not ordered:
        return None
    return (Decimal(ordered[(len(ordered) - 1) // 2]) + Decimal(ordered[len(ordered) // 2])) / 2


def evaluate(
    departments: Sequence[Counts], weights: Weights, policy: Policy, ranking: Ranking = SCORE_ALONE
) -> tuple[Verdict, tuple[Score, ...]]:
    """The scores of all departments, best first, those without a rank last. Departments without pages are left out.

    Seoul 제4조제3항: 시장은 홈페이지 정보관리에 대한 정례적인 평가를 실시하고 … Where the ordinance is
    silent the municipality may evaluate all the same, but no article asks for it.
    """
    names = [each.department for each in departments]
    if len(set(names)) < len(names):
        raise FactsError([_("A department is counted twice.")])
    standing = {each.department: _standing(each, weights, ranking) for each in departments if each.pages}
    ranked = {each.department for each in departments if each.pages and each.due >= ranking.least_due}
    ordered = sorted(standing, key=lambda name: (name not in ranked, [-figure for figure in standing[name]], name))
    results = tuple(
        Score(name, _rounded(standing[name][0]), _rank(name, ranked, standing) if name in ranked else None)
        for name in ordered
    )
    clause = policy.evaluation.regular
    return allowed(*([clause.article] if clause else [])), results


def _standing(counts: Counts, weights: Weights, ranking: Ranking) -> tuple[Fraction, ...]:
    """What ranks go by, the more the better."""
    score = _score(counts, weights)
    if not ranking.by_figures:
        return (score,)
    careful = Fraction(counts.careful, counts.pages)
    return score, -Fraction(counts.overdue_median), Fraction(counts.answered), careful, Fraction(counts.pages)


def _rank(name: str, ranked: Iterable[str], standing: dict[str, tuple[Fraction, ...]]) -> int:
    """One more than are better; who is equal shares it."""
    return 1 + sum(standing[other] > standing[name] for other in ranked)


def _score(counts: Counts, weights: Weights) -> Fraction:
    """Where nothing was to be answered, nothing was left unanswered."""
    answered = Fraction(counts.answered, counts.to_answer) if counts.to_answer else Fraction(1)
    return (
        weights.on_time * Fraction(counts.on_time, counts.page_days)
        + weights.answered * answered
        + weights.links * Fraction(counts.unbroken, counts.pages)
    )


def _rounded(score: Fraction) -> Decimal:
    return (Decimal(score.numerator) / Decimal(score.denominator)).quantize(HUNDREDTH, ROUND_HALF_UP)


def is_due(last_on: datetime.date | None, every_months: int, policy: Policy, today: datetime.date) -> Verdict:
    """Whether the regular evaluation is to be held now. How often is the operator's setting.

    Seoul 제4조제3항: 정례적인 평가를 실시하고.
    """
    clause = policy.evaluation.regular
    if not clause:
        return refused([_("The ordinance asks for no evaluation.")])
    if every_months < 1:
        raise FactsError([_("An evaluation is held every month at most, not every %(months)s.", months=every_months)])
    reasons: list[Reason] = []
    if last_on is not None:
        due_after = last_by_calendar(last_on + datetime.timedelta(1), every_months, Unit.MONTHS)
        if today <= due_after:
            reasons.append(_("The last evaluation holds until %(day)s.", clause.article, day=due_after.isoformat()))
    return judged(reasons, clause.article)


def may_reward(score: Score, best: Iterable[int], policy: Policy) -> Verdict:
    """Whether a department may get an incentive (인센티브); ``best``: the ranks that do.

    Seoul 제4조제3항: 정보관리 우수부서에 대하여는 인센티브를 제공할 수 있다.
    """
    clause = policy.evaluation.incentives
    if not clause:
        return refused([_("The ordinance knows no incentives for departments.")])
    reasons: list[Reason] = []
    if score.rank is None:
        reasons.append(_("Too few pages were due to judge by.", clause.article))
    elif score.rank not in set(best):
        reasons.append(_("Rank %(rank)s is not among the best.", clause.article, rank=score.rank))
    return judged(reasons, clause.article)
