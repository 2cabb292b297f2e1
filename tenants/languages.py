"""Adding a language to a municipality and withdrawing one: rooms above say beforehand what that does, and do it.

    @language_part(gettext_noop("pages"), order=200, foresee=what_happens_to_pages)
    def pages(change: LanguageChange) -> Iterable[str]: …

Both run inside the municipality's schema; what is carried out, in one transaction with the operator's log.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import get_language_info, gettext

from tenants.models import Municipality


@dataclass(frozen=True)
class LanguageChange:
    """What an operator asks. ``with_pages``: of a language that was withdrawn before, its pages come back, too."""

    municipality: Municipality
    language: str
    adding: bool
    reason: str = ""
    with_pages: bool = False
    by: str = ""  # the operator's name; empty for the command line


@dataclass(frozen=True)
class Effect:
    """One thing that happens, as a sentence in the operator's language, with what it happens to.

    ``brings_back``: there are pages that the operator may ask for (``with_pages``).
    """

    sentence: str
    items: tuple[str, ...] = ()
    brings_back: bool = False


Foresee = Callable[[LanguageChange], Iterable[Effect]]
#: Carries the change out and returns sentences on what the operator has to know besides the plan.
CarryOut = Callable[[LanguageChange], Iterable[str]]


@dataclass(frozen=True)
class Part:
    """What one room has to do with the languages of a municipality."""

    name: str
    order: int
    foresee: Foresee
    carry_out: CarryOut

    @property
    def label(self) -> str:
        """Its heading in the plan, in the operator's language."""
        return gettext(self.name)


_parts: dict[str, Part] = {}


def language_part(name: str, *, order: int, foresee: Foresee) -> Callable[[CarryOut], CarryOut]:
    """Sign up a part.

    Orders: 100 the language itself, 200 pages, 300 front page, 400 translations, 500 links, 600 people.

    :raises ImproperlyConfigured: when the name is taken.
    """

    def sign_up(carry_out: CarryOut) -> CarryOut:
        if name in _parts:
            raise ImproperlyConfigured(f"A part of the change of languages named {name} is registered already.")
        _parts[name] = Part(name, order, foresee, carry_out)
        return carry_out

    return sign_up


def parts() -> list[Part]:
    """All parts in their order."""
    return sorted(_parts.values(), key=lambda part: (part.order, part.name))


def language_name(code: str) -> str:
    """The language's own name, and the one that the reader gives it: Tiếng Việt (베트남어)."""
    own = dict(settings.LANGUAGES)[code]
    known = str(get_language_info(code)["name_translated"])
    return own if own.casefold() == known.casefold() else f"{own} ({known})"
