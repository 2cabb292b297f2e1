"""What the schedule does to watch over petitions."""

import datetime as dt

from django.utils.translation import gettext_noop, ngettext_lazy

from petitions.watching import dunning, recounting
from tenants.due import Condition, due_act, there_are


def _asked(now: dt.datetime) -> Condition:
    return there_are(recounting.waiting())


@due_act(
    gettext_noop("petitions: counting periods anew"),
    order=850,
    patient=True,
    when=_asked,
    says={"changed": ngettext_lazy("%(count)s due date changed", "%(count)s due dates changed", "count")},
)
def recount() -> dict[str, int]:
    """After a change of holidays or working hours."""
    return {"changed": recounting.recount_due()}


def _letters(now: dt.datetime) -> Condition:
    return there_are(dunning.waiting(now))


@due_act(
    gettext_noop("petitions: dunning letters"),
    order=863,
    patient=True,
    when=_letters,
    says={
        "sent": ngettext_lazy("%(count)s letter sent", "%(count)s letters sent", "count"),
        "later": ngettext_lazy("%(count)s letter to be tried again", "%(count)s letters to be tried again", "count"),
        "nobody": ngettext_lazy(
            "%(count)s letter with nobody to go to", "%(count)s letters with nobody to go to", "count"
        ),
    },
)
def letters() -> dict[str, int]:
    """To officers and heads of departments."""
    return dunning.post()
