"""Evaluation of departments: how well they keep their pages (홈페이지 정보관리에 대한 평가).

Scores are whole-number arithmetic on recorded counts, so that anybody can compute them again.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from cms.ordinance.counting import last_by_calendar
from cms.ordinance.periods import Unit
from cms.ordinance.policy import Policy
from cms.ordinance.verdict import FactsError, Reason, Verdict, allowed, judged, refused
from cms.ordinance.verdict import reason as _

HUNDREDTH = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Counts:
    """What was counted of a department's pages at the end of the period."""

    department: str
    pages: int
    fresh: int
    stamped: int
    feedback: int
    feedback_answered: int

    def __post_init__(self) -> None:
        reasons = [
            _("%(department)s: %(name)s is not negative.", department=self.department, name=name)
            for name in ("pages", "fresh", "stamped", "feedback", "feedback_answered")
            if getattr(self, name) < 0
        ]
        for part, whole in (("fresh", "pages"), ("stamped", "pages"), ("feedback_answered", "feedback")):
            if getattr(self, part) > getattr(self, whole):
                reasons.append(
                    _("%(department)s: %(part)s exceeds %(whole)s.", department=self.department, part=part, whole=whole)
                )
        if reasons:
            raise FactsError(reasons)


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each share counts; the operator's setting."""

    fresh: int = 60
    stamped: int = 20
    feedback: int = 20

    def __post_init__(self) -> None:
        values = [getattr(self, each.name) for each in fields(self)]
        if min(values) < 0 or sum(values) != 100:
            raise FactsError([_("The weights of an evaluation are not negative and add up to 100.")])


@dataclass(frozen=True, slots=True)
class Score:
    """A department's score out of 100 and its rank; equal scores share a rank."""

    department: str
    score: Decimal
    rank: int


def evaluate(departments: Sequence[Counts], weights: Weights, policy: Policy) -> tuple[Verdict, tuple[Score, ...]]:
    """The scores of all departments, best first. Departments without pages are left out.

    Seoul 제4조제3항: 시장은 홈페이지 정보관리에 대한 정례적인 평가를 실시하고 … Where the ordinance is
    silent the municipality may evaluate all the same, but no article asks for it.
    """
    names = [each.department for each in departments]
    if len(set(names)) < len(names):
        raise FactsError([_("A department is counted twice.")])
    scored = [(_score(each, weights), each.department) for each in departments if each.pages]
    ranked = sorted(scored, key=lambda pair: (-pair[0], pair[1]))
    results = tuple(
        Score(name, _rounded(score), 1 + sum(1 for other, _name in ranked if other > score)) for score, name in ranked
    )
    clause = policy.evaluation.regular
    return allowed(*([clause.article] if clause else [])), results


def _score(counts: Counts, weights: Weights) -> Fraction:
    """Where nobody gave feedback, nothing was left unanswered."""
    answered = Fraction(counts.feedback_answered, counts.feedback) if counts.feedback else Fraction(1)
    return (
        weights.fresh * Fraction(counts.fresh, counts.pages)
        + weights.stamped * Fraction(counts.stamped, counts.pages)
        + weights.feedback * answered
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
    if score.rank not in set(best):
        reasons.append(_("Rank %(rank)s is not among the best.", clause.article, rank=score.rank))
    return judged(reasons, clause.article)
