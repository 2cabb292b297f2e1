"""The look at all links as a part of the schedule: once a night."""

from django.utils import timezone
from django.utils.translation import gettext_noop, ngettext_lazy

from cms.links.models import LinkCheck
from cms.links.services import check_links
from tenants.due import due_act, there_are_none

#: From this hour on (Asia/Seoul): when few people read, and what ran out at midnight has run out.
HOUR = 2


@due_act(
    gettext_noop("links"),
    order=100,
    patient=True,
    when=lambda now: now.hour >= HOUR and there_are_none(LinkCheck.objects.filter(on=now.date())),
    says={
        "links": ngettext_lazy("%(count)s link looked at", "%(count)s links looked at", "count"),
        "broken": ngettext_lazy("%(count)s broken", "%(count)s broken", "count"),
    },
)
def look_once_a_night() -> dict[str, int]:
    """Nothing where the night's look is done; a night that was missed is made up for during the day."""
    now = timezone.localtime()
    if now.hour < HOUR or LinkCheck.objects.filter(on=now.date()).exists():
        return {}
    done = check_links(now.date())
    return {"links": done.links, "broken": done.broken} if done else {}
