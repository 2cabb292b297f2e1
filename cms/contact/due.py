"""What the schedule does with letters."""

import datetime as dt

from django.utils.translation import gettext_noop, ngettext_lazy

from cms.contact.posting import due, post
from cms.contact.services.erasing import erase_due, forget_senders, over, remembered_senders
from tenants.due import Condition, Question, due_act, there_are


def _wait(now: dt.datetime) -> Condition:
    return there_are(due(now))


@due_act(
    gettext_noop("letters to foreign homepages: mail"),
    order=860,
    patient=True,
    when=_wait,
    says={
        "sent": ngettext_lazy("%(count)s message sent", "%(count)s messages sent", "count"),
        "later": ngettext_lazy("%(count)s message to be tried again", "%(count)s messages to be tried again", "count"),
        "undeliverable": ngettext_lazy("%(count)s message undeliverable", "%(count)s messages undeliverable", "count"),
    },
)
def mail() -> dict[str, int]:
    """Receipts, answers, and notices to the offices."""
    return post()


def _are_over(now: dt.datetime) -> Question:
    return [there_are(over(now.date())), there_are(remembered_senders(now))]


@due_act(
    gettext_noop("letters to foreign homepages: erasing"),
    order=891,
    patient=True,
    when=_are_over,
    says={
        "erased": ngettext_lazy("%(count)s letter erased", "%(count)s letters erased", "count"),
        "forgotten": ngettext_lazy("%(count)s sender forgotten", "%(count)s senders forgotten", "count"),
    },
)
def erase() -> dict[str, int]:
    """Personal data whose time is over, and from where letters came."""
    return {"erased": erase_due(), "forgotten": forget_senders()}
