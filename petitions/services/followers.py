"""What else follows when something happened to a case, in the same transaction: other parts of the window sign up."""

from __future__ import annotations

from collections.abc import Callable

from petitions.models import Case, CaseEvent

Follower = Callable[[Case, CaseEvent], None]
_FOLLOWERS: list[Follower] = []


def follows(function: Follower) -> Follower:
    """Call this with the case and the line of its history, after each event; what it raises undoes the event."""
    _FOLLOWERS.append(function)
    return function


def tell(case: Case, line: CaseEvent) -> None:
    """Everybody who signed up."""
    for follower in _FOLLOWERS:
        follower(case, line)
