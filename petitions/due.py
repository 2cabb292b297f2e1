"""What the schedule does with petitions: erase what is over, and forget from where they came."""

import datetime as dt

from django.utils.translation import gettext_noop, ngettext_lazy

from petitions.services.erasing import erase_due, forget_senders, over, remembered_senders
from tenants.due import Question, due_act, there_are


def _are_over(now: dt.datetime) -> Question:
    return [there_are(over(now.date())), there_are(remembered_senders(now))]


@due_act(
    gettext_noop("petitions: erasing"),
    order=892,
    patient=True,
    when=_are_over,
    says={
        "erased": ngettext_lazy("%(count)s petition erased", "%(count)s petitions erased", "count"),
        "forgotten": ngettext_lazy("%(count)s sender forgotten", "%(count)s senders forgotten", "count"),
    },
)
def erase() -> dict[str, int]:
    """Personal data whose time is over, and from where petitions came."""
    return {"erased": erase_due(), "forgotten": forget_senders()}
