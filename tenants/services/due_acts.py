"""What the schedule does for the platform's own sake."""

import datetime as dt

from django.utils import timezone
from django.utils.translation import gettext_noop, ngettext_lazy
from django_tasks_db.models import DBTaskResult

from tenants.due import Condition, due_act, there_are

KEEP_TASK_RESULTS = dt.timedelta(days=14)


def _are_old(now: dt.datetime) -> Condition:
    return there_are(DBTaskResult.objects.finished().filter(finished_at__lt=now - KEEP_TASK_RESULTS))


@due_act(
    gettext_noop("old task results"),
    order=900,
    patient=True,
    when=_are_old,
    says={"forgotten": ngettext_lazy("%(count)s result forgotten", "%(count)s results forgotten", "count")},
)
def prune_task_results() -> dict[str, int]:
    """Forget results that nobody will ask for any more."""
    rows = _are_old(timezone.now()).rows
    return {"forgotten": rows.delete()[0]}
