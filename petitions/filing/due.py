"""What the schedule does with drafts."""

import datetime as dt

from django.utils import timezone
from django.utils.translation import gettext_noop, ngettext_lazy

from petitions.filing import limits
from petitions.filing.drafts import discard_over, over
from petitions.models import PasswordKey
from tenants.due import Question, due_act, there_are

#: So long it can be seen that a key was given.
_KEY_DAYS = dt.timedelta(days=30)


def _are_over(now: dt.datetime) -> Question:
    return [there_are(over(now)), there_are(limits.outdated(now)), there_are(_old_keys(now))]


def _old_keys(now: dt.datetime):  # type: ignore[no-untyped-def]
    return PasswordKey.objects.filter(expires_at__lte=now - _KEY_DAYS)


@due_act(
    gettext_noop("drafts of petitions: erasing"),
    order=892,
    patient=True,
    when=_are_over,
    says={"erased": ngettext_lazy("%(count)s draft erased", "%(count)s drafts erased", "count")},
)
def erase_drafts() -> dict[str, int]:
    """Drafts whose days are over, with their files; failed attempts at numbers, keys for passwords."""
    limits.forget()
    _old_keys(timezone.now()).delete()
    return {"erased": discard_over()}
