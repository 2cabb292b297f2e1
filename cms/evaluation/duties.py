"""Whether the management of information is evaluated, and the best are commended (서울 §4③)."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.core.dates import local_day, long_date
from cms.evaluation.closing import due_periods
from cms.evaluation.models import DepartmentResult, EvaluationPeriod, EvaluationSetting, NotedDay, last_noted
from cms.evaluation.periods import Period
from tenants.conformity import Evidence, Finding, Question, conformity_check, met, not_met, off

#: The schedule closes a period in the night after its end; two days allow for a night that failed.
GRACE = dt.timedelta(days=2)


@conformity_check("department-evaluation")
def department_evaluation(question: Question) -> Finding:
    """Met while every night is put on record and every month and quarter on record was evaluated at its end."""
    faults = [*_not_noted(question), *_not_closed(question.today)]
    last = EvaluationPeriod.objects.first()
    facts = [_evaluated(last)] if last else [_first_one(question.today)]
    return not_met(*faults, *facts) if faults else met(*facts)


@conformity_check("department-incentives")
def department_incentives(question: Question) -> Finding:
    """Met where the last evaluation commended somebody; off where none is commended yet or nobody is to be."""
    setting = EvaluationSetting.current()
    if not setting.commended:
        return off(Evidence(_("No rank is commended: the settings of the evaluation say none."), count=0))
    last = EvaluationPeriod.objects.first()
    number = DepartmentResult.objects.filter(period=last, medal__isnull=False).count() if last else 0
    if last is None or not number:
        return off(Evidence(_("No evaluation has commended a department yet."), count=0))
    sentence = ngettext(
        "In %(period)s %(number)d department was commended.",
        "In %(period)s %(number)d departments were commended.",
        number,
    )
    return met(Evidence(sentence % {"period": last, "number": number}, count=number, on=last.last))


def _not_noted(question: Question) -> list[Evidence]:
    """Nights that were missed, from the municipality's first day on."""
    last = last_noted()
    since = last or local_day(question.municipality.created_at)
    if question.today - since <= GRACE:
        return []
    if last is None:
        return [Evidence(_("Nothing was put on record yet: there is nothing that could be evaluated."))]
    sentence = _("The state of the pages was last put on record for %(day)s.")
    return [Evidence(sentence % {"day": long_date(last)}, on=last)]


def _not_closed(today: dt.date) -> list[Evidence]:
    late = due_periods(today - GRACE)
    if not late:
        return []
    names = ", ".join(period.label() for period in late)
    sentence = ngettext(
        "%(number)d period is over and was not evaluated: %(names)s.",
        "%(number)d periods are over and were not evaluated: %(names)s.",
        len(late),
    )
    return [Evidence(sentence % {"number": len(late), "names": names}, count=len(late))]


def _evaluated(last: EvaluationPeriod) -> Evidence:
    number = last.results.filter(score__isnull=False).count()
    sentence = ngettext(
        "%(period)s was evaluated on %(day)s: %(number)d department.",
        "%(period)s was evaluated on %(day)s: %(number)d departments.",
        number,
    )
    values = {"period": last, "day": long_date(last.closed_at), "number": number}
    return Evidence(sentence % values, count=number, on=last.last)


def _first_one(today: dt.date) -> Evidence:
    """There was no month's end yet."""
    first = NotedDay.objects.order_by("day").values_list("day", flat=True).first() or today
    ends = Period.month_of(first).last
    sentence = _("Departments are evaluated each month; the first evaluation covers the time until %(day)s.")
    return Evidence(sentence % {"day": long_date(ends)}, on=ends)
