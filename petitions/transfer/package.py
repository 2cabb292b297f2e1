"""Everything of a petition that goes along to another municipality, read in the sender's own schema.

It lives in memory only, between opening under one key and closing under another.
"""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from typing import Any

from django.db import connection

from cms.privacy.models import SealedFile
from petitions.models import Case, TransferIn
from petitions.models.attachment import CaseFile
from petitions.models.case import PERSONAL

#: What goes as it stands, beside what is personal.
CARRIED = (
    "kind",
    "language",
    "signers",
    "wants_sms",
    "identity_provider",
    "identity_verified_at",
    "password",
    "objects_to_disclosure",
    "period_amount",
    "period_unit",
    "fee_won",
    "paid_at",
)


@dataclass(frozen=True, repr=False)
class Package:
    """Nothing of it is ever shown: it has no words of its own for logs and error reports."""

    values: dict[str, Any]
    service_name: str
    number: str
    contact: str
    arrived_at: dt.datetime
    history: str
    representatives: tuple[tuple[str | None, str | None], ...]
    files: tuple[tuple[str, str, SealedFile], ...]


def pack(case_pk: int) -> Package:
    """The petition of the schema at hand.

    :raises Unreadable: where something of it does not open under this municipality's key.
    """
    case = Case.objects.select_related("department", "service").get(pk=case_pk)
    before = TransferIn.objects.filter(case=case).first()
    return Package(
        values={name: getattr(case, name) for name in (*PERSONAL, *CARRIED)},
        service_name=case.service.name if case.service else "",
        number=case.number,
        contact=contact_of(case),
        arrived_at=before.first_arrived_at if before else case.arrived_at,
        history=json.dumps(_history(case, before), ensure_ascii=False),
        representatives=tuple((row.name, row.contact) for row in case.representatives.all()),
        files=_files(case),
    )


def contact_of(case: Case) -> str:
    """Whom to ask about a case: its department with its telephone."""
    return f"{case.department.name} {case.department.telephone}".strip()


def _history(case: Case, before: TransferIn | None) -> list[dict[str, Any]]:
    """What happened, the oldest first; of a case that had been transferred before, what happened there as well."""
    earlier: list[dict[str, Any]] = json.loads(before.history) if before and before.history else []
    here = connection.tenant.name_ko
    return [*earlier, *({"agency": here, **_line(line)} for line in case.events.all())]


def _line(line: Any) -> dict[str, Any]:
    return {
        "at": line.at.isoformat(),
        "event": line.event,
        "after": line.after,
        "actor": line.actor,
        "by": line.by_name,
        "department": line.department_name,
        "words": line.words or "",
    }


def _files(case: Case) -> tuple[tuple[str, str, SealedFile], ...]:
    rows = CaseFile.objects.of_petitioner().filter(case=case).select_related("file")
    return tuple((row.origin, row.field, row.file) for row in rows)
