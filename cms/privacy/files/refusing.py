"""Why a file is not taken: whole sentences for whoever attached it, all of them at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

Reasons = Iterator[str]


class Refused(Exception):  # noqa: N818 - a verdict, not an error of ours
    """The file is not taken. ``reasons``: a sentence each, in the language in use."""

    def __init__(self, reasons: Iterable[str]) -> None:
        self.reasons = tuple(dict.fromkeys(reasons))
        super().__init__(" ".join(self.reasons))


def mismatch(extension: str) -> str:
    """The content is of another type than the name says."""
    said = _("The content is not that of a “%(extension)s” file. Save it again with the program that made it.")
    return said % {"extension": extension}


def broken() -> str:
    """No program opens it, or none could look into it."""
    return _("The file is damaged and cannot be opened.")


def locked() -> str:
    """It opens with a password only, so nobody can look into it."""
    return _("The file is locked with a password. Remove the password and attach it again.")


def macros() -> str:
    """Office documents with programs inside."""
    return _("The document contains macros. Save it without macros and attach it again.")
