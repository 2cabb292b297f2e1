"""What speaks for a program rather than a person. None of it is a reason by itself, and nobody is told of it."""

from __future__ import annotations

from cms.boards.proof import is_first_use, is_solved
from cms.boards.services.rules import UNPROVEN
from cms.core.open_forms import likely_advertising

ADVERTISING = "advertising"


def doubts(token: str, number: str, text: str) -> tuple[str, ...]:
    """Those that hold. Asked once for what is sent: a proof is used up by it."""
    found = []
    if not (is_solved(token, number) and is_first_use(token, number)):
        found.append(UNPROVEN)
    if likely_advertising(text):
        found.append(ADVERTISING)
    return tuple(found)
