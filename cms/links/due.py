"""The look at all links as a part of the schedule: once a night."""

from django.utils import timezone

from cms.links.models import LinkCheck
from cms.links.services import check_links
from tenants.due import due_act

#: From this hour on (Asia/Seoul): when few people read, and what ran out at midnight has run out.
HOUR = 2


@due_act("links")
def look_once_a_night() -> None:
    """Nothing where the night's look is done; a night that was missed is made up for during the day."""
    now = timezone.localtime()
    if now.hour >= HOUR and not LinkCheck.objects.filter(on=now.date()).exists():
        check_links(now.date())
