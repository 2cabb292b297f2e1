"""What the petition window has of a member: their petitions, which stay with their own data when the account goes."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from cms.members.leaving import ExportedFile, exported_with_member, holds_member, leaves_with_member
from cms.ordinance.case_numbers import shown
from cms.ordinance.petition_retention import ERASURE
from cms.ordinance.retention import Hold
from cms.privacy.files import open_sealed
from petitions.filing.drafts import discard
from petitions.models import Case, CaseFile, Draft


@exported_with_member(
    "petitions",
    _("Petitions"),
    files=lambda user: _files(user),
    words={
        "number": _("receipt number"),
        "service": _("petition service"),
        "state": _("state"),
        "title": _("title"),
        "content": _("content"),
        "name": _("name"),
        "email": _("e-mail"),
        "telephone": _("telephone"),
        "address": _("address"),
        "arrived_at": _("arrived"),
        "closed_at": _("Closed"),
    },
    order=200,
)
def petitions(user: Any) -> list[dict[str, Any]]:
    """What was filed while signed in, as it was filed."""
    return [
        {
            "number": shown(row.number),
            "service": str(row.service or ""),
            "state": str(row.get_state_display()),
            "title": row.title or "",
            "content": row.body or "",
            "name": row.name or "",
            "email": row.email or "",
            "telephone": row.telephone or "",
            "address": row.address or "",
            "arrived_at": row.arrived_at.isoformat(),
            "closed_at": row.closed_at.isoformat() if row.closed_at else "",
        }
        for row in Case.objects.filter(member=user, erased_at=None).select_related("service").order_by("pk")
    ]


@holds_member
def holds(user: Any) -> list[Hold]:
    """Open petitions are handled to their end; closed ones are kept for the years of the records schedule."""
    own = Case.objects.filter(member=user, erased_at=None)
    found = []
    if own.filter(closed_at=None).exists():
        found.append(Hold(gettext_noop("Petitions that are being handled"), ERASURE))
    last = own.exclude(closed_at=None).exclude(erase_on=None).order_by("-erase_on").values_list("erase_on", flat=True)
    if last:
        found.append(Hold(gettext_noop("Petitions that were answered"), ERASURE, last[0]))
    return found


@leaves_with_member("petitions")
def without_account(user: Any) -> None:
    """A petition is still found by its number and name; what was not sent goes."""
    Case.objects.filter(member=user).update(member=None)
    for draft in Draft.objects.filter(member=user):
        discard(draft)


def _files(user: Any) -> Iterator[ExportedFile]:
    """The petitioner's own, and those of answers; nothing internal."""
    rows = CaseFile.objects.of_petitioner().filter(case__member=user, case__erased_at=None)
    for row in rows.select_related("file", "case").order_by("pk"):
        yield ExportedFile(f"{shown(row.case.number)}/{row.file.name}", partial(open_sealed, row.file))
