"""Covers personal data in a text, sign for sign, so that every other place stays where it was."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from cms.ordinance.personal_data import MASK, Finding, Offices, scan

#: What keeps the look of a number, and says nothing.
_KEPT = frozenset("-@.,()/ \t\r\n")


def mask(text: str, offices: Offices | None = None, today: date | None = None) -> str:
    """The text with all personal data covered: scanning it again finds nothing.

    Covering one find may bring out another that had overlapped it; so it is scanned until clean.
    """
    known = offices or Offices()
    while findings := scan(text, known, today):
        text = cover(text, findings)
    return text


def cover(text: str, findings: Iterable[Finding]) -> str:
    """Cover these finds and nothing else: 010-1234-5678 becomes ●●●-●●●●-●●●●."""
    pieces = []
    place = 0
    for found in sorted(findings):
        pieces += [text[place : found.start], hidden(text[found.start : found.end])]
        place = found.end
    return "".join([*pieces, text[place:]])


def hidden(text: str) -> str:
    """The whole of it covered, but for the signs between its parts."""
    return "".join(sign if sign in _KEPT else MASK for sign in text)
