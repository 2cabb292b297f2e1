"""What the schedule does to watch over petitions."""

import datetime as dt

from django.utils import timezone
from django.utils.translation import gettext_noop, ngettext_lazy

from petitions.watching import dunning, recounting, surveying
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


def _surveyed(now: dt.datetime) -> Condition:
    return there_are(surveying.lasting())


@due_act(
    gettext_noop("petitions: field surveys"),
    order=851,
    patient=True,
    when=_surveyed,
    rest=dt.timedelta(hours=1),
    says={"ended": ngettext_lazy("%(count)s field survey ended", "%(count)s field surveys ended", "count")},
)
def surveys() -> dict[str, int]:
    """Whose days are used up."""
    return {"ended": surveying.end_surveys(timezone.now())}
