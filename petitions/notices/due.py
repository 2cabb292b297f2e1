"""What the schedule does with notices."""

import datetime as dt

from django.utils.translation import gettext_noop, ngettext_lazy

from petitions.notices.posting import due, post
from petitions.notices.reminding import ending, long_open, remind, tell_progress
from tenants.due import Condition, due_act, there_are


def _wait(now: dt.datetime) -> Condition:
    return there_are(due(now))


@due_act(
    gettext_noop("petitions: notices"),
    order=862,
    patient=True,
    when=_wait,
    says={
        "sent": ngettext_lazy("%(count)s notice sent", "%(count)s notices sent", "count"),
        "later": ngettext_lazy("%(count)s notice to be tried again", "%(count)s notices to be tried again", "count"),
        "by_hand": ngettext_lazy(
            "%(count)s notice to be told by telephone or post",
            "%(count)s notices to be told by telephone or post",
            "count",
        ),
        "undeliverable": ngettext_lazy("%(count)s notice undeliverable", "%(count)s notices undeliverable", "count"),
    },
)
def mail() -> dict[str, int]:
    """What petitioners are told."""
    return post()


def _ends(now: dt.datetime) -> Condition:
    return there_are(ending(now.date()))


@due_act(
    gettext_noop("petitions: reminders of supplements"),
    order=852,
    patient=True,
    when=_ends,
    rest=dt.timedelta(hours=1),
    says={"reminded": ngettext_lazy("%(count)s petitioner reminded", "%(count)s petitioners reminded", "count")},
)
def supplements() -> dict[str, int]:
    """Of a supplement whose last day comes."""
    return {"reminded": remind()}


def _are_open(now: dt.datetime) -> Condition:
    return there_are(long_open(now))


@due_act(
    gettext_noop("petitions: progress notices"),
    order=853,
    patient=True,
    when=_are_open,
    rest=dt.timedelta(minutes=30),
    says={"told": ngettext_lazy("%(count)s petitioner told", "%(count)s petitioners told", "count")},
)
def progress() -> dict[str, int]:
    """Where thirty days have passed and no officer wrote."""
    return {"told": tell_progress()}
