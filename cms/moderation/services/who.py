"""Who acts on a matter, and how an act is refused."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext

from cms.ordinance.verdict import Reason


class Refused(Exception):  # noqa: N818
    """Why not: every reason as a sentence in the reader's language."""

    def __init__(self, reasons: Iterable[Reason | str]) -> None:
        said = (each if isinstance(each, str) else each.said(gettext) for each in reasons)
        self.reasons = tuple(dict.fromkeys(said))
        super().__init__(" ".join(self.reasons))


class Overtaken(Refused):
    """Somebody else changed the matter after it was shown."""

    def __init__(self) -> None:
        super().__init__([gettext("Somebody else has changed this matter meanwhile. Please look at it again.")])


@dataclass(frozen=True)
class By:
    """Who acts, and in which way (a screen of the desk, the schedule, a shell). ``user`` is None for no account.

    ``name`` stands in the register for good: an officer's. A citizen acts without one.
    """

    user: Any = None
    name: str = ""
    way: str = ""

    @classmethod
    def officer(cls, user: Any, way: str) -> By:
        """Somebody of the staff."""
        return cls(user, str(user.get_full_name() or user.get_username()), way)


#: The schedule acts for nobody.
SCHEDULE = By(way="schedule")
