"""What the schedule does for evaluations: each night it looks, and closes what is over."""

from django.utils import timezone

from cms.evaluation.closing import close, due_periods, evaluates
from cms.evaluation.models import last_noted
from cms.evaluation.noting import note
from cms.evaluation.periods import DAY
from tenants.due import due_act

#: From this hour on (Asia/Seoul): deadlines were worked out at midnight, links looked at from two o'clock on.
HOUR = 4


@due_act("evaluation of departments")
def evaluate_departments() -> None:
    """Once a night, during the day where the night was missed; nothing where nobody wants it."""
    now = timezone.localtime()
    if now.hour < HOUR:
        return
    if last_noted() != now.date() - DAY and evaluates(now.date()):
        note()
    for period in due_periods(now.date()):
        close(period)
