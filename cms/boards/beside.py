"""What stands beside every form of a board: what it is for, on which grounds a post may go, who decides, what then.

The grounds are the ordinance's own, verbatim with their article (안양·용인 제6조제2항, 서울 제5조, 동작 제8조).
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import SafeString

from cms.boards.models import BoardPage
from cms.core.tongues import korean_marked
from cms.moderation.selectors import NOBODY_NAMED
from cms.moderation.terms import Terms, terms


@dataclass(frozen=True)
class Ground:
    """One ground: its number, its article as it is cited, its text verbatim."""

    number: int
    article: str
    text: str

    def as_choice(self) -> SafeString:
        """For a list of choices: the text first, then where it stands."""
        return format_html('{} <span class="small">({})</span>', korean_marked(self.text), korean_marked(self.article))


@dataclass(frozen=True)
class Rules:
    """The ordinance's rules for one board."""

    purpose: str
    grounds: tuple[Ground, ...]
    decided_by: str
    objection_days: int
    department: str
    telephone: str


def rules_of(board: BoardPage, known: Terms | None = None) -> Rules:
    """As they are today."""
    known = known or terms()
    removal = known.policy.removal
    return Rules(
        purpose=board.purpose,
        grounds=grounds(known),
        decided_by=str(removal.decided_by.value) if removal.decided_by else NOBODY_NAMED,
        objection_days=known.objection_days,
        department=board.department.local_name,
        telephone=board.department.telephone,
    )


def grounds(known: Terms | None = None) -> tuple[Ground, ...]:
    """The policy's grounds; none where the ordinance names none."""
    items = (known or terms()).policy.removal.grounds
    if not items:
        return ()
    return tuple(Ground(item.number, str(items.cited(item.number)), item.text) for item in items)
