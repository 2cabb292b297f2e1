"""The history of a case, its plain facts in words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.ordinance.case_numbers import shown
from cms.ordinance.case_rules import PauseGround
from cms.ordinance.non_processing import Ground
from petitions.models import CaseEvent, Channel

FACTS = {
    "officer": gettext_lazy("officer in charge"),
    "from": gettext_lazy("from"),
    "to": gettext_lazy("to"),
    "agency": gettext_lazy("agency"),
    "into": gettext_lazy("merged into"),
    "days": gettext_lazy("days"),
    "until": gettext_lazy("last day"),
    "times": gettext_lazy("times"),
    "ground": gettext_lazy("ground"),
    "amount": gettext_lazy("longer by"),
    "before": gettext_lazy("due before"),
    "after": gettext_lazy("due now"),
    "earlier": gettext_lazy("earlier petitions"),
    "register": gettext_lazy("number in the register"),
    "channel": gettext_lazy("channel"),
    "files": gettext_lazy("files"),
    "why": gettext_lazy("reason"),
    "board": gettext_lazy("taken over from the board"),
    "post": gettext_lazy("address of the post"),
}
_GROUNDS = {each.value: each.word for each in (*PauseGround, *Ground)}


def with_lines(events: Iterable[CaseEvent]) -> list[CaseEvent]:
    """Each event with its facts as ``lines``; a fact that has no word here is told by its own name."""
    rows = list(events)
    for event in rows:
        event.lines = [f"{FACTS.get(name, name)}: {_said(name, value)}" for name, value in event.facts.items() if value]  # type: ignore[attr-defined]
    return rows


def _said(name: str, value: Any) -> str:
    if name == "ground":
        return _(str(_GROUNDS.get(value, value)))
    if name == "channel":
        return str(dict(Channel.choices).get(value, value))
    if name in ("into", "earlier"):
        return ", ".join(shown(number) for number in ([value] if isinstance(value, str) else value))
    if name in ("before", "after", "until"):
        return str(value).replace("T", " ").removesuffix("+09:00")
    return str(value)
