"""The fields of consultation as readers of one language see them."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from cms.core.tongues import korean_marked
from cms.departments.models import Department
from petitions.models import ConsultationField
from petitions.tongues import KOREAN


@dataclass(frozen=True)
class Offered:
    """A field, its words in the reader's language where there are any, and who answers."""

    field: ConsultationField
    name: SafeString | str
    description: SafeString | str
    consultants: tuple[str, ...]

    @property
    def department(self) -> Department:
        """Who is responsible."""
        return self.field.department


def offered() -> list[Offered]:
    """What can be asked about now, in order. Two queries, and one more for readers of another language."""
    return [as_offered(row) for row in open_fields()]


def open_fields() -> QuerySet[ConsultationField]:
    """With all that a reader of the language in use is shown."""
    rows = ConsultationField.objects.filter(active=True, department__closed_on=None).select_related("department")
    more = ("consultants",) if _language() == KOREAN else ("consultants", "names")
    return rows.prefetch_related(*more)


def as_offered(row: ConsultationField) -> Offered:
    """One field as the reader sees it."""
    language = _language()
    names = row.names.all() if language != KOREAN else ()
    said = next((text for text in names if text.language == language), None)
    name = said.name if said else row.name
    description = (said.description if said else "") or row.description
    people = tuple(person.get_full_name() for person in row.consultants.all() if person.is_active)
    return Offered(row, korean_marked(name), korean_marked(description), people)


def _language() -> str:
    return get_language() or KOREAN
