"""What the schedule does for evaluations: each night it looks, and closes what is over."""

import datetime as dt

from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext_noop, ngettext_lazy

from cms.evaluation.closing import close, due_periods, evaluates
from cms.evaluation.models import EvaluationPeriod, NotedDay, last_noted
from cms.evaluation.noting import note
from cms.evaluation.periods import DAY, Period
from tenants.due import Question, due_act, there_are, there_are_none

#: From this hour on (Asia/Seoul): deadlines were worked out at midnight, links looked at from two o'clock on.
HOUR = 4
REST = dt.timedelta(hours=1)


def _is_to_be_looked_at(now: dt.datetime) -> Question:
    """Yesterday is not on record, or what is on record belongs to a month or quarter that is over and not closed."""
    if now.hour < HOUR:
        return False
    month = Period.month_of(now.date())
    around = EvaluationPeriod.objects.filter(first__lte=OuterRef("day"), last__gte=OuterRef("day"))
    months = NotedDay.objects.filter(~Exists(around), day__lt=month.first)
    quarters = NotedDay.objects.filter(~Exists(around.filter(name__contains="Q")), day__lt=month.quarter.first)
    yesterday = NotedDay.objects.filter(day=now.date() - DAY)
    return [there_are_none(yesterday), there_are(months), there_are(quarters)]


@due_act(
    gettext_noop("evaluation of departments"),
    order=130,
    patient=True,
    rest=REST,  # most municipalities do not evaluate, which their rows do not say
    when=_is_to_be_looked_at,
    says={
        "noted": ngettext_lazy("%(count)s change put on record", "%(count)s changes put on record", "count"),
        "closed": ngettext_lazy("%(count)s period closed", "%(count)s periods closed", "count"),
    },
)
def evaluate_departments() -> dict[str, int]:
    """Once a night, during the day where the night was missed; nothing where nobody wants it."""
    now, noted, closed = timezone.localtime(), 0, 0
    if now.hour < HOUR:
        return {}
    if last_noted() != now.date() - DAY and evaluates(now.date()):
        day = note()
        noted = day.facts if day else 0
    for period in due_periods(now.date()):
        closed += close(period) is not None
    return {"noted": noted, "closed": closed}
