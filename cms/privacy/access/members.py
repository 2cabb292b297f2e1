"""Writes down who looked at a member's personal data: the desk of members lies below this room and asks it to."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpRequest

from cms.members.desk.noting import keeps_access_log
from cms.members.models import Member
from cms.privacy.access.noting import Several, looked_at
from cms.privacy.models import How, Purpose


@keeps_access_log
def note(request: HttpRequest, member: Member | None, fields: Sequence[str], count: int, reason: str) -> None:
    """One member's screen, or a search for one."""
    looked_at(
        request.user,
        member or Several("members.member", count),
        fields=fields,
        purpose=Purpose.OPERATION,
        how=How.SCREEN if member else How.SEARCH,
        request=request,
        reason=reason,
    )
