"""Files that go with a written answer: looked at and closed when they are chosen, the petitioner's once it is sent.

Until then they wait with the case, for whoever of the desk goes on with the answer; no petitioner sees them.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from cms.ordinance.case import Actor
from cms.privacy.files import Checked, as_checked, keep, remove
from petitions.filing.attaching import take
from petitions.models import Case, CaseEvent, CaseFile, Origin
from petitions.notices.telling import ANSWERED
from petitions.services.acting import By, Overtaken, Refused, lock, log
from petitions.services.followers import follows

ATTACH, DETACH = "attach", "detach"


def waiting(case: Case) -> QuerySet[CaseFile]:
    """What goes with the next answer."""
    rows = CaseFile.objects.filter(case=case, origin=Origin.ANSWER, event=None, file__removed_at=None)
    return rows.select_related("file")


def attach(case: Case, sent: Sequence[UploadedFile], by: By, *, seen: int | None = None) -> list[str]:
    """Keep what may be kept for the next answer; every reason against the rest.

    :raises Refused: for strangers and closed cases; :class:`Overtaken` where the case changed after it was seen.
    """
    with transaction.atomic():
        held = _held(case, by, seen)
        taken, reasons = take(sent, [row.file.size for row in waiting(held)])
        for checked in taken:
            _keep(held, checked)
        if taken:
            _write_down(held, ATTACH, by, len(taken))
    case.refresh_from_db()
    return reasons


def detach(case: Case, pk: int, by: By, *, seen: int | None = None) -> None:
    """Take a file away before the answer is sent; nothing of it stays.

    :raises Refused: as :func:`attach`, and where there is no such file.
    """
    with transaction.atomic():
        held = _held(case, by, seen)
        row = waiting(held).filter(pk=pk).first()
        if row is None:
            raise Refused([_("There is no such file.")])
        row.delete()
        remove(row.file)
        _write_down(held, DETACH, by, 1)
    case.refresh_from_db()


@follows
def send_along(case: Case, line: CaseEvent) -> None:
    """With the answer its files become the petitioner's; those of merged petitions get them, too, each closed anew."""
    if line.event not in ANSWERED:
        return
    leading = case.merged_into
    if leading is not None:
        theirs = Q(event=None) | Q(event=leading.events.filter(event=line.event).last())
        rows = CaseFile.objects.filter(theirs, case=leading, origin=Origin.ANSWER, file__removed_at=None)
        for row in rows.select_related("file"):
            _keep(case, as_checked(row.file))
    waiting(case).update(event=line)


def _keep(case: Case, checked: Checked) -> None:
    CaseFile.objects.create(case=case, file=keep(checked), origin=Origin.ANSWER)


def _held(case: Case, by: By, seen: int | None) -> Case:
    held = lock(case)
    reasons = []
    if not by.actors & {Actor.OFFICER, Actor.HEAD}:
        reasons.append(_("This petition is not for you to deal with."))
    if not held.is_open:
        reasons.append(_("The petition is closed already."))
    if reasons:
        raise Refused(reasons)
    if seen is not None and held.version != seen:
        raise Overtaken
    return held


def _write_down(held: Case, event: str, by: By, number: int) -> None:
    held.version += 1
    held.save(update_fields=["version"])
    log(held, event, by, facts={"files": number})
