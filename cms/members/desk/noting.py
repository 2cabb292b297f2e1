"""Looking at a member's personal data is written down (접속기록) by the room that keeps such a log, which lies above.

It signs up with :func:`keeps_access_log`; without it nothing personal is shown.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest

from cms.members.models import Member

#: Request, the member (None for a search), the fields that are shown, how many people, why.
Noter = Callable[[HttpRequest, Member | None, Sequence[str], int, str], object]
_noters: list[Noter] = []


def keeps_access_log(noter: Noter) -> Noter:
    """Sign up what writes the row."""
    _noters.append(noter)
    return noter


def looked_at(
    request: HttpRequest, member: Member | None, fields: Sequence[str], *, count: int = 1, reason: str = ""
) -> None:
    """Write it down, in the transaction of what is shown.

    :raises ImproperlyConfigured: where nobody keeps a log.
    """
    if not _noters:
        raise ImproperlyConfigured("Nobody keeps the log of accesses to members' personal data.")
    for noter in _noters:
        noter(request, member, fields, count, reason)
