"""What everybody may read of a public petition: the fields that the rule gives, and no other way to them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from cms.ordinance.disclosure import Audience, Petition, PetitionField, visible
from cms.ordinance.policy import Policy
from petitions.disclosure.keeping import by_rule, policy_now
from petitions.models import PublicCase

#: How each field reads from a row; what has no reading here is never shown to everybody.
_READ: Mapping[PetitionField, Callable[[PublicCase], Any]] = {
    PetitionField.TITLE: lambda row: row.title,
    PetitionField.KIND: lambda row: row.get_kind_display(),
    PetitionField.RECEIVED_ON: lambda row: row.received_on,
    PetitionField.DEPARTMENT: lambda row: row.department.local_name,
    PetitionField.STATUS: lambda row: row.get_state_display(),
    PetitionField.DUE: lambda row: row.due_on,
    PetitionField.RESULT: lambda row: row.result,
}


@dataclass(frozen=True)
class Entry:
    """One public petition as everybody sees it: fields by the rule's own names; what is not given is not in it."""

    public_id: str
    fields: Mapping[str, Any]
    changed_at: Any
    is_closed: bool

    @property
    def title(self) -> str:
        """A heading, also where the rule gives no title."""
        return str(self.fields.get("title") or self.public_id)


def allowed(policy: Policy | None) -> frozenset[PetitionField]:
    """What everybody may see of a petition that is public."""
    return visible(Petition(True, True, False), Audience.PUBLIC, policy) if policy else frozenset()


def public_rows(policy: Policy | None = None) -> QuerySet[PublicCase]:
    """Everything that everybody may read now, the newest first."""
    return by_rule(policy or policy_now()).select_related("department")


def entry(row: PublicCase, fields: frozenset[PetitionField]) -> Entry:
    """A row as everybody sees it."""
    shown = {field.value: read(row) for field, read in _READ.items() if field in fields}
    return Entry(row.public_id, shown, row.changed_at, row.closed_on is not None)
