"""Recording that a person answers for showing what may be personal data."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from cms.publication import acting
from cms.publication.findings import Found
from cms.publication.models import FindingConfirmation

_PENDING = "_publication_confirmed"


def confirm_with(page: Any, found: Iterable[Found], reason: str) -> None:
    """Let the next saving of this page record these confirmations, whoever saves it; until then they count already."""
    setattr(page, _PENDING, [(each, reason) for each in found])


def pending(page: Any) -> set[tuple[str, str]]:
    """Confirmed with this saving, and not recorded yet."""
    return {(each.subject, each.digest) for each, _reason in getattr(page, _PENDING, ())}


def keep_confirmations(page: Any) -> None:
    """Record what is pending. A second confirmation of one find changes nothing: who answered first stays."""
    waiting = getattr(page, _PENDING, ())
    if not waiting:
        return
    setattr(page, _PENDING, [])
    for each, reason in waiting:
        confirm(each, reason)


def confirm(found: Found, reason: str) -> FindingConfirmation:
    """Record one confirmation by who acts now."""
    person = acting.present().person
    row, _created = FindingConfirmation.objects.get_or_create(
        subject=found.subject,
        digest=found.digest,
        defaults={
            "kind": found.kind,
            "masked": found.masked,
            "reason": reason[:300],
            "confirmed_by": person,
            "confirmed_by_name": (person.get_full_name() or person.get_username()) if person else "",
        },
    )
    return row
