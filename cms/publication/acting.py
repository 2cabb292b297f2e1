"""Who acts, by which way and why, for as long as a request, a command or a scheduled act lasts.

Signals of the ORM know none of this; the register needs all of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

#: The way of code that says nothing of itself: a shell, a script.
SHELL = "shell"
SCHEDULE = "schedule"
#: An operator of the platform, who has no account in the municipality.
OPERATOR = "operator"
#: The nightly look, which enters what passed by every path that enters itself.
VERIFICATION = "verification"


@dataclass
class Acting:
    """``user`` may be unknown (a shell) or nobody (the schedule). ``refusals`` collects what was refused meanwhile."""

    way: str = SHELL
    user: Any = None
    reason: str = ""
    request: Any = None
    refusals: list[Any] = field(default_factory=list)

    @property
    def person(self) -> Any:
        """The account that acts, None without one."""
        user = self.request.user if self.request is not None else self.user
        return user if user is not None and user.is_authenticated else None


_present: ContextVar[Acting | None] = ContextVar("publication_acting", default=None)


def present() -> Acting:
    """Who acts now."""
    return _present.get() or Acting()


@contextmanager
def acting(**facts: Any) -> Iterator[Acting]:
    """Everything within is done by this way, account or reason."""
    now = Acting(**facts)
    token = _present.set(now)
    try:
        yield now
    finally:
        _present.reset(token)
