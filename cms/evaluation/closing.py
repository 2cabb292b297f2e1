"""Closing a period, and proving later that the same still comes out."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.evaluation.canonical import sha256
from cms.evaluation.forms import known_to
from cms.evaluation.models import DepartmentResult, EvaluationPeriod, EvaluationSetting, NotedDay
from cms.evaluation.noting import lock
from cms.evaluation.periods import Period
from cms.evaluation.reckoning import Evaluation, Terms, reckon
from cms.evaluation.tally import Result
from tenants.selectors import NoPolicy, current_policy


def evaluates(day: dt.date) -> bool:
    """Whether this municipality evaluates on a day: its ordinance demands it (서울 §4③), or it chose to."""
    try:
        demanded = bool(current_policy(day).policy.evaluation.regular)
    except NoPolicy:
        return False
    return demanded or EvaluationSetting.current().switched_on


def due_periods(today: dt.date | None = None) -> list[Period]:
    """The months that are over, on record and not closed yet, then the quarters; a missed night is made up for."""
    day = today or timezone.localdate()
    noted = {Period.month_of(each) for each in NotedDay.objects.dates("day", "month")}
    if not noted:
        return []
    closed = set(EvaluationPeriod.objects.values_list("name", flat=True))
    periods = sorted(noted) + sorted({month.quarter for month in noted})
    return [each for each in periods if each.last < day and str(each) not in closed and evaluates(each.last)]


@transaction.atomic
def close(period: Period) -> EvaluationPeriod | None:
    """Evaluate a period that is over, for good. Nothing where it is closed or another process is at it.

    :raises ValueError: for a period that is not over.
    :raises NothingNoted: where no day of it is on record.
    """
    if period.last >= timezone.localdate():
        raise ValueError(_("%(period)s is not over.") % {"period": period.label()})
    if not lock() or EvaluationPeriod.objects.filter(name=str(period)).exists():
        return None
    terms = Terms.today(period)
    evaluation = reckon(period, terms)
    closed = EvaluationPeriod.objects.create(
        name=str(period),
        first=period.first,
        last=period.last,
        policy_number=terms.policy.number,
        document=evaluation.document,
        sha256=evaluation.sha256,
    )
    DepartmentResult.objects.bulk_create(_row(closed, result) for result in evaluation.results)
    return closed


def _row(closed: EvaluationPeriod, result: Result) -> DepartmentResult:
    return DepartmentResult(period=closed, ledger=result.ledger, **result.figures)


@dataclass(frozen=True)
class Proof:
    """A closed period reckoned again; ``faults`` are sentences, none where every byte is the same."""

    evaluation: Evaluation
    faults: tuple[str, ...]


def prove(closed: EvaluationPeriod) -> Proof:
    """Reckon a closed period again, under its own terms, and compare document, hash, results and ledgers."""
    again = reckon(closed.period, Terms.of(closed))
    faults = []
    if sha256(closed.document) != closed.sha256:
        faults.append(_("The document does not have the hash that was kept with it."))
    if again.document != closed.document:
        faults.append(_("The document comes out differently."))
    kept = {row.department_id: row for row in closed.results.all()}
    form = closed.contents["form"]
    for result in again.results:
        row = kept.pop(result.figures["department_id"], None)
        if row is None or _said(row, form) != result:
            faults.append(
                _("The result of %(name)s comes out differently.") % {"name": result.figures["department_name"]}
            )
    faults += [
        _("The result of %(name)s has nothing on record.") % {"name": row.department_name} for row in kept.values()
    ]
    return Proof(again, tuple(faults))


def _said(row: DepartmentResult, form: int) -> Result:
    """A kept row as it was reckoned."""
    texts = ("overdue_median", "broken_median", "lag_median", "score")
    names = [field.name for field in row._meta.concrete_fields if field.name not in ("id", "period", "ledger", *texts)]
    figures = {name: getattr(row, name) for name in names}
    figures |= {name: _plain(getattr(row, name), 2 if name == "score" else None) for name in texts}
    return Result(known_to(form, figures), row.ledger)


def _plain(value, places: int | None) -> str | None:
    if value is None:
        return None
    return format(value, f".{places}f") if places else format(value.normalize(), "f")
