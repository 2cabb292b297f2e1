"""What speaks for a program rather than a person. None of it is a reason by itself, and nobody is told of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cms.boards.proof import is_first_use, is_solved
from cms.boards.services.rules import TRAPPED, UNPROVEN
from cms.core.open_forms import TRAP, likely_advertising

ADVERTISING = "advertising"


def doubts(data: Mapping[str, Any], text: str) -> tuple[str, ...]:
    """Those that hold. Asked once for what is sent: a proof is used up by it."""
    token, number = data.get("token", ""), data.get("work", "")
    found = [TRAPPED] if data.get(TRAP) else []
    if not (is_solved(token, number) and is_first_use(token, number)):
        found.append(UNPROVEN)
    if likely_advertising(text):
        found.append(ADVERTISING)
    return tuple(found)
