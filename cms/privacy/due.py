"""What the schedule does with personal data of all rooms."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext_noop, ngettext_lazy

from cms.privacy.access.forgetting import forget, over
from cms.privacy.access.reminding import remind, told
from cms.privacy.files import sweep
from tenants.due import Question, due_act, there_are, there_are_none

HOUR = dt.timedelta(hours=1)
MORNING = 9


@due_act(
    gettext_noop("attached files: sweeping"),
    order=892,
    patient=True,
    rest=HOUR,  # no row says that there is a file without one
    says={
        "swept": ngettext_lazy(
            "%(count)s file that belonged to nothing deleted",
            "%(count)s files that belonged to nothing deleted",
            "count",
        )
    },
)
def sweep_files() -> dict[str, int]:
    """Files of an upload that never came through, and of rows that were removed when the process died."""
    return {"swept": sweep()}


def _are_over(now: dt.datetime) -> Question:
    return [there_are(rows) for rows in over(now.date())]


@due_act(
    gettext_noop("access log: rows past their time"),
    order=893,
    patient=True,
    when=_are_over,
    says={"forgotten": ngettext_lazy("%(count)s access forgotten", "%(count)s accesses forgotten", "count")},
)
def forget_accesses() -> dict[str, int]:
    """Rows of the access log that the law no longer asks to be kept."""
    return {"forgotten": forget()}


def _may_wait(now: dt.datetime) -> Question:
    return now.hour >= MORNING and there_are_none(told(now))


@due_act(
    gettext_noop("access log: review of the month"),
    order=894,
    patient=True,
    when=_may_wait,
    says={"told": ngettext_lazy("%(count)s person told", "%(count)s people told", "count")},
)
def remind_of_review() -> dict[str, int]:
    """Months of the access log that nobody has reviewed."""
    return {"told": remind()}
