"""Reports of readers, as far as boards count them: so many from one network address or account in a while."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.moderation.models import Report
from cms.moderation.services import acting

WINDOW = dt.timedelta(hours=1)
MOST = 20


class TooMany(Exception):  # noqa: N818
    """More than a reader would report; the sentence is for them."""

    def __init__(self) -> None:
        super().__init__(_("Much has been reported from here just now. Please try again in an hour."))


def take(kind: str, pk: int, *, reporter: Any, sender: str, **said: Any) -> Report:
    """A report; the rest as :func:`cms.moderation.services.acting.report` has it.

    :raises TooMany: beyond twenty an hour; :class:`acting.Refused` with every reason.
    """
    mine = Q(reporter=reporter) if reporter else Q(sender=sender)
    recent = Report.objects.filter(mine, at__gt=timezone.now() - WINDOW)
    if (reporter or sender) and recent.count() >= MOST:
        raise TooMany
    return acting.report(kind, pk, reporter=reporter, sender=sender, **said)
