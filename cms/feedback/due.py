"""What the schedule does here."""

import datetime as dt

from django.utils.translation import gettext_noop, ngettext_lazy

from cms.feedback.services import forget_senders, remembered_senders
from tenants.due import Condition, due_act, there_are


def _are_remembered(now: dt.datetime) -> Condition:
    return there_are(remembered_senders(now))


@due_act(
    gettext_noop("senders of opinions"),
    order=890,
    patient=True,
    when=_are_remembered,
    says={"forgotten": ngettext_lazy("%(count)s sender forgotten", "%(count)s senders forgotten", "count")},
)
def forget() -> dict[str, int]:
    """From where an opinion came is kept for a day."""
    return {"forgotten": forget_senders()}
