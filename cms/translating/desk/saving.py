"""What somebody typed on a sheet: saved piece by piece, and nothing of it lost.

Each field tells what was saved when it was shown. What somebody else has saved since is not written over: both texts
are shown, and the next "save" is meant.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from wagtail_localize.models import Translation

from cms.core.typed import whole_number
from cms.translating.desk.marks import stamp
from cms.translating.desk.sheet import Sheet
from cms.translating.pieces import Written, write

TEXT, WAS = "text-", "was-"


@dataclass
class Typed:
    """What came of it. ``strange``: texts for pieces that the original no longer has."""

    written: Written = field(default_factory=Written)
    conflicts: list[int] = field(default_factory=list)
    strange: list[str] = field(default_factory=list)

    @property
    def lost_nothing(self) -> bool:
        """Whether all that was typed is saved."""
        return not self.conflicts and not self.strange


def fields_of(data: Mapping[str, Any]) -> dict[str, str]:
    """What is worth keeping of a request."""
    return {name: value for name, value in data.items() if name.startswith((TEXT, WAS)) and isinstance(value, str)}


@transaction.atomic
def save(sheet: Sheet, data: Mapping[str, Any], person: Any) -> Typed:
    """Write what was typed; what collides with somebody else's text is noted on its line instead.

    :raises PermissionDenied: for a person who may not translate this.
    """
    Translation.objects.select_for_update().get(pk=sheet.translation.pk)
    fresh = Sheet(sheet.translation, sheet.page)
    typed, texts = Typed(), {}
    for number, text, was in _entries(data):
        line = fresh.by_number.get(number)
        if line is None:
            typed.strange += [text] if text and stamp(text) != was else []
        elif text == line.piece.text or stamp(text) == was:
            continue
        elif was == line.stamp:
            texts[number] = text
        else:
            typed.conflicts.append(number)
    typed.written = write(sheet.translation, texts, person) if texts else Written()
    sheet.lines = Sheet(sheet.translation, sheet.page).lines
    sheet.__dict__.pop("by_number", None)
    _hold(sheet, data, typed.conflicts)
    return typed


def lay_out(sheet: Sheet, data: Mapping[str, Any]) -> None:
    """Put texts that were typed and not saved into their fields, beside what was saved meanwhile."""
    differing = [
        number
        for number, text, was in _entries(data)
        if (line := sheet.by_number.get(number)) and text != line.piece.text and stamp(text) != was
    ]
    _hold(sheet, data, differing)


def _hold(sheet: Sheet, data: Mapping[str, Any], numbers: list[int]) -> None:
    for number, text, was in _entries(data):
        if number in numbers:
            line = sheet.by_number[number]
            line.typed = text
            line.other = line.piece.text if line.stamp != was else None


def _entries(data: Mapping[str, Any]) -> list[tuple[int, str, str]]:
    """Number of the piece, what was typed, what was saved when it was shown."""
    found = []
    for name, text in data.items():
        number = whole_number(name.removeprefix(TEXT))
        if name.startswith(TEXT) and number is not None:
            found.append((number, _plain(text), str(data.get(f"{WAS}{number}", ""))))
    return found


def _plain(text: str) -> str:
    """As it is saved: a browser's ends of lines are not the writer's."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()
