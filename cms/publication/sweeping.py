"""Looking through all that is public, as if it were to go out today."""

from __future__ import annotations

import datetime as dt

from cms.departments.models import Department
from cms.ordinance.masking import mask
from cms.publication.checks import Publication, refusals
from cms.publication.files import public_today, shown_in
from cms.publication.making_up import enter_changed
from cms.publication.models import PublicSweep
from cms.publication.offices import offices
from cms.publication.register import latest_rows

#: Of each night's look the pages that are named; more than these are a matter for a rule, not for a list.
NAMED = 200
KEPT_DAYS = 90


def sweep(on: dt.date) -> PublicSweep:
    """Ask all checks about every public page, and keep what they say. Nothing is taken down: people decide.

    Content that the register does not know is entered as found.
    """
    known, departments, entered = offices(), Department.objects.in_bulk(), latest_rows()
    pages = 0
    faults: list[dict[str, object]] = []
    files: set[tuple[str, int]] = set()
    for page in public_today().filter(depth__gt=1).order_by("path").specific().iterator(chunk_size=100):
        if getattr(page, "department_id", None):
            page.department = departments[page.department_id]  # else a query a page
        publication = Publication(page, known=known)
        pages += 1
        enter_changed(publication, entered.get(page.pk))
        files |= shown_in(publication.content)
        reasons = [reason.whole for reason in refusals(publication)]
        if reasons and len(faults) < NAMED:
            faults.append({"page": page.pk, "title": mask(page.title, known), "reasons": reasons})
    PublicSweep.objects.filter(on__lt=on - dt.timedelta(days=KEPT_DAYS)).delete()
    facts = {"pages": pages, "files": len(files), "faults": faults}
    return PublicSweep.objects.update_or_create(on=on, defaults=facts)[0]


def latest() -> PublicSweep | None:
    """The last look."""
    return PublicSweep.objects.first()
