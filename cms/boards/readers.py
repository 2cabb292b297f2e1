"""Who reads a board (열람 범위), and in which words somebody is turned away."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from cms.boards.models import BoardPage, Who
from cms.members.selectors import member_of


def may_read(board: BoardPage, user: Any) -> bool:
    """Whether the list and the posts of a board are open to this reader. Staff read every board."""
    if board.readers == Who.EVERYBODY or is_staff(user):
        return True
    if board.readers == Who.STAFF:
        return False
    member = member_of(user)
    return member is not None and (board.readers == Who.MEMBERS or member.is_verified)


def why_closed(board: BoardPage, user: Any) -> str:
    """What a reader who may not read is told, and what to do about it."""
    if board.readers == Who.STAFF:
        return _("This board is read by the staff of the municipality only.")
    if board.readers == Who.VERIFIED:
        if user.is_authenticated:
            return _("This board is read by members whose name is verified. Verify your name in your profile first.")
        return _("This board is read by members whose name is verified. Sign in to read it.")
    return _("This board is read by members. Sign in to read it.")


def is_staff(user: Any) -> bool:
    """Whether somebody works at the desk."""
    return bool(user.is_authenticated and user.is_active and user.has_perm("wagtailadmin.access_admin"))
