"""What the schedule does with opinions."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone
from django.utils.translation import gettext_noop, ngettext_lazy

from petitions.dialogue.erasing import erase_due, over, remembered_senders
from petitions.dialogue.posting import due, post
from tenants.due import Condition, Question, due_act, there_are


def _wait(now: dt.datetime) -> Condition:
    return there_are(due(now))


@due_act(
    gettext_noop("dialogue: mail"),
    order=865,
    patient=True,
    when=_wait,
    says={
        "sent": ngettext_lazy("%(count)s message sent", "%(count)s messages sent", "count"),
        "later": ngettext_lazy("%(count)s message to be tried again", "%(count)s messages to be tried again", "count"),
        "undeliverable": ngettext_lazy("%(count)s message undeliverable", "%(count)s messages undeliverable", "count"),
    },
)
def mail() -> dict[str, int]:
    """Receipts, and what was decided."""
    return post()


def _are_over(now: dt.datetime) -> Question:
    return [there_are(over(now.date())), there_are(remembered_senders(now))]


@due_act(
    gettext_noop("dialogue: erasing"),
    order=894,
    patient=True,
    when=_are_over,
    says={
        "erased": ngettext_lazy("%(count)s opinion erased", "%(count)s opinions erased", "count"),
        "forgotten": ngettext_lazy("%(count)s sender forgotten", "%(count)s senders forgotten", "count"),
    },
)
def erase() -> dict[str, int]:
    """Personal data whose time is over, and from where opinions came."""
    return {"erased": erase_due(), "forgotten": remembered_senders(timezone.now()).update(sender="")}
