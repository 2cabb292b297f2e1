"""Why a page may not be published, and the exception that carries all of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError

if TYPE_CHECKING:
    from cms.publication.findings import Found


@dataclass(frozen=True)
class Place:
    """Where something stands in a page: the field, the number of the block or row in it (from 0), and both in words."""

    field: str = ""
    block: int | None = None
    part: str = ""
    words: str = ""


@dataclass(frozen=True)
class Reason:
    """One reason, as a sentence for the editor. ``found`` is set where a person may confirm instead of changing."""

    sentence: str
    place: Place = Place()
    found: Found | None = None

    @property
    def whole(self) -> str:
        """The sentence with its place, for those who do not see it beside the field."""
        return f"{self.place.words}: {self.sentence}" if self.place.words else self.sentence


class PublicationRefused(ValidationError):  # noqa: N818 - what happened, not a slip of ours
    """A page must not become public, or not with this content. ``reasons`` holds every one, not the first."""

    def __init__(self, page: object, reasons: Sequence[Reason]) -> None:
        self.page = page
        self.reasons = tuple(reasons)
        super().__init__(_by_field(page, self.reasons))

    @property
    def sentences(self) -> list[str]:
        """All reasons with their places."""
        return [reason.whole for reason in self.reasons]


def _by_field(page: object, reasons: Iterable[Reason]) -> dict[str, list[ValidationError]]:
    known = {field.name for field in page._meta.get_fields()} if hasattr(page, "_meta") else set()
    errors: dict[str, list[ValidationError]] = defaultdict(list)
    for reason in reasons:
        field = reason.place.field if reason.place.field in known else NON_FIELD_ERRORS
        errors[field].append(ValidationError(reason.whole, code="publication"))
    return dict(errors)
