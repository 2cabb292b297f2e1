"""What people read of an enumeration, in English, and marked for the message catalogues.

The law knows nothing of gettext; the rooms above translate: ``gettext(Kind.CARD.word)``.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Self


def gettext_noop(text: str) -> str:
    """The text itself. By this name the message catalogues find it."""
    return text


class Word(str):
    """An English word or two that the message catalogues know, so that it may be translated where it stands."""

    __slots__ = ()


class Worded(StrEnum):
    """An enumeration whose members have a value for machines and a word for people.

    A member is found by its value alone, as ever: ``Unit("days")``.
    """

    word: Word

    def __new__(cls, value: str, word: str = "") -> Self:
        member = str.__new__(cls, value)
        member._value_ = value
        member.word = Word(word)
        return member
