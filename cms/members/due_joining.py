"""What the schedule forgets of people who began something and did not come back."""

import datetime as dt

from django.utils import timezone
from django.utils.translation import gettext_noop, ngettext_lazy

from cms.members import joining, mail_change
from cms.members.models import MailChange
from tenants.due import Question, due_act, there_are


def _are_unproven(now: dt.datetime) -> Question:
    return [
        there_are(joining.unproven(now)),
        there_are(MailChange.objects.filter(asked_at__lt=now - mail_change.GOOD_FOR)),
    ]


@due_act(
    gettext_noop("members: addresses that nobody proved"),
    order=845,
    patient=True,
    when=_are_unproven,
    says={"forgotten": ngettext_lazy("%(count)s sign-up forgotten", "%(count)s sign-ups forgotten", "count")},
)
def forget() -> dict[str, int]:
    """Sign-ups and new addresses whose link has run out."""
    return {"forgotten": joining.forget_unproven() + mail_change.forget_stale(timezone.now())}
