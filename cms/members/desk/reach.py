"""Who looks after members: whoever has the right by their role (homepage management). Nobody sees a password."""

from __future__ import annotations

from typing import Any

SEE, WRITE = "members.view_member", "members.change_message"


def sees_members(user: Any) -> bool:
    """The list, and a member's screen."""
    return bool(user.is_active and user.has_perm(SEE))


def writes_messages(user: Any) -> bool:
    """Writing, approving and stopping messages."""
    return bool(user.is_active and user.has_perm(WRITE))
