"""Plans for tests: ``plan("merge", lines=[("merge", "A", "B")])`` is a draft; ``applied(…)`` has been carried out."""

import datetime as dt

from django.utils import timezone

from cms.departments.models import Reorganisation, ReorganisationAssignment, ReorganisationLine
from cms.departments.reorganising.services import apply, confirm

FIELDS = ("kind", "code", "into", "parent", "name", "name_en", "telephone", "duties")


def line(kind: str, code: str, into: str = "", **values: str) -> dict[str, str]:
    return {"kind": kind, "code": code, "into": into, **values}


def plan(*lines: dict[str, str], title: str = "2027년 조직개편", on: dt.date | None = None) -> Reorganisation:
    row = Reorganisation.objects.create(title=title, effective_on=on or timezone.localdate())
    for order, values in enumerate(lines):
        ReorganisationLine.objects.create(reorganisation=row, sort_order=order, **values)
    return row


def assign(row: Reorganisation, code: str, into: str, **what) -> None:
    ReorganisationAssignment.objects.create(reorganisation=row, code=code, into=into, **what)


def applied(row: Reorganisation, user=None) -> Reorganisation:
    return apply(confirm(row, user), user)
