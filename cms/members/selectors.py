"""Who the account that is signed in belongs to: a citizen, or somebody who works here."""

from __future__ import annotations

from typing import Any

from cms.members.models import Member
from cms.members.stand_in import is_stand_in


def is_citizen(user: Any) -> bool:
    """Whether this account is a citizen's (회원). Costs no query: citizens' accounts know no address but a stand-in."""
    return bool(user is not None and user.is_authenticated and is_stand_in(user.email))


def member_of(user: Any) -> Member | None:
    """The member whose account this is; None for staff, for nobody, and for who has left. One query an account."""
    if not is_citizen(user):
        return None
    if not hasattr(user, "_member_here"):
        user._member_here = Member.objects.filter(user_id=user.pk, left_at=None).first()
    member: Member | None = user._member_here
    return member
