"""Where a piece stands on its page, in words."""

from __future__ import annotations

from collections.abc import Iterable

from django.core.exceptions import FieldDoesNotExist
from django.utils.text import capfirst
from wagtail.models import Page

from cms.translating.pieces import Piece


def field_of(piece: Piece) -> str:
    """The field of the page: the first part of the path."""
    return piece.place.split(".", 1)[0]


def names(page: type[Page], pieces: Iterable[Piece]) -> dict[str, str]:
    """The fields of these pieces as the editor's form calls them."""
    return {field: _name(page, field) for field in dict.fromkeys(map(field_of, pieces))}


def _name(page: type[Page], field: str) -> str:
    try:
        found = page._meta.get_field(field)
    except FieldDoesNotExist:
        return field
    model = getattr(found, "related_model", None) if found.auto_created else None
    return str(capfirst(model._meta.verbose_name_plural if model else getattr(found, "verbose_name", field)))
