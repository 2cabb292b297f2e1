"""What the schedule does for freshness in each municipality; at most times nothing."""

import datetime as dt
from collections import Counter

from django.utils import timezone
from django.utils.translation import gettext_noop, ngettext_lazy

from cms.pages.models import Digest, FreshnessPass
from cms.pages.services.posting import MailRefused, due, post_all
from cms.pages.services.telling import tell, tells_at, work_out_the_day
from tenants.due import Condition, Question, due_act, there_are, there_are_none

NOTHING = dict[str, int]()


@due_act(
    gettext_noop("freshness: deadlines"),
    order=40,
    when=lambda now: there_are_none(FreshnessPass.objects.filter(day=now.date(), reckoned_at__isnull=False)),
    says={
        "overdue": ngettext_lazy("%(count)s page overdue", "%(count)s pages overdue", "count"),
        "due_soon": ngettext_lazy("%(count)s page due soon", "%(count)s pages due soon", "count"),
    },
)
def deadlines() -> dict[str, int]:
    """Once a day: rules that come into force, states, publications left over."""
    if FreshnessPass.objects.filter(day=timezone.localdate(), reckoned_at__isnull=False).exists():
        return NOTHING
    day = work_out_the_day()
    return {"overdue": day.overdue, "due_soon": day.due_soon}


def _nobody_was_told(now: dt.datetime) -> Question:
    told = FreshnessPass.objects.filter(day=now.date(), told_at__isnull=False)
    return tells_at(now) and there_are_none(told)


@due_act(
    gettext_noop("freshness: reminders"),
    order=50,
    when=_nobody_was_told,
    says={
        "steps": ngettext_lazy("%(count)s reminder", "%(count)s reminders", "count"),
        "messages": ngettext_lazy("to %(count)s person", "to %(count)s people", "count"),
    },
)
def reminders() -> dict[str, int]:
    """Once a working day: who is to be told of what."""
    if FreshnessPass.objects.filter(day=timezone.localdate(), told_at__isnull=False).exists():
        return NOTHING
    day = tell()
    return {"steps": day.steps, "messages": day.messages} if day else NOTHING


def _wait(now: dt.datetime) -> Condition:
    return there_are(due(now))


@due_act(
    gettext_noop("freshness: mail"),
    order=60,
    patient=True,
    when=_wait,
    says={
        "sent": ngettext_lazy("%(count)s message sent", "%(count)s messages sent", "count"),
        "undeliverable": ngettext_lazy(
            "%(count)s could not be delivered, others were told",
            "%(count)s could not be delivered, others were told",
            "count",
        ),
    },
)
def mail() -> Counter[str]:
    """The messages that wait, tried again until they are taken; the note says so as long as one was not.

    :raises MailRefused: with what the server said last.
    """
    did = post_all()
    left = Digest.objects.filter(state=Digest.State.WAITING, attempts__gt=0).exclude(error="")
    if first := left.first():
        raise MailRefused(left.count(), first.error, did)
    return did
