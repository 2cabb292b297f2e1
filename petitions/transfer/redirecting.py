"""A transfer that its receiver does not take: tried again, sent elsewhere, or by letter. It is never lost."""

from __future__ import annotations

import uuid

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.core.typed import one_line
from petitions.models import Case, CaseEvent, Notice, NoticeState, TransferLetter, TransferOut
from petitions.services.acting import By, Refused, lock, log
from petitions.transfer.choices import municipality
from petitions.transfer.delivering import alone, deliver, receiver_has
from petitions.transfer.sending import PATIENCE, require

LONGEST_AGENCY = 120


def retry(row: TransferOut, by: By) -> bool:
    """One attempt now; whether it arrived.

    :raises Refused: for strangers.
    """
    _require_somebody(by)
    return deliver(row.pk)


def send_elsewhere(row: TransferOut, by: By, to_slug: str, reason: str) -> None:
    """To another municipality of the platform; the petitioner is told.

    :raises Refused: with every reason; also where the first receiver has it after all.
    """
    to = municipality(to_slug)
    if to is None:
        raise Refused([_("There is no municipality “%(slug)s” on this platform.") % {"slug": to_slug}])
    require(to)
    with alone(row.uuid), transaction.atomic():
        case, held = _held(row, by, reason)
        held.uuid, held.to_slug, held.to_name, held.to_department = uuid.uuid4(), to.slug, to.name_ko, ""
        held.fault, held.attempts, held.next_attempt_at = "", 0, timezone.now()
        held.save()
        line = _tell(case, by, reason, to.name_ko)
        Notice.objects.filter(event=line).update(next_attempt_at=line.at + PATIENCE)


def send_by_letter(row: TransferOut, by: By, agency: str, reason: str) -> TransferLetter:
    """To an agency outside of this platform, by official letter; the petitioner is told.

    :raises Refused: with every reason; also where the first receiver has it after all.
    """
    agency = one_line(agency)[:LONGEST_AGENCY]
    if not agency:
        raise Refused([_("Say to which agency it goes.")])
    with alone(row.uuid), transaction.atomic():
        case, held = _held(row, by, reason)
        held.given_up_at = timezone.now()
        held.save(update_fields=["given_up_at"])
        line = _tell(case, by, reason, agency)
        return TransferLetter.objects.create(
            case=case,
            agency=agency,
            officer_name=line.by_name,
            department_name=case.department.name,
            contact=case.department.telephone,
        )


def _held(row: TransferOut, by: By, reason: str) -> tuple[Case, TransferOut]:
    """Both locked, while it is certain that the receiver does not have it."""
    _require_somebody(by)
    if not reason.strip():
        raise Refused([_("Say why.")])
    case = lock(row.case)
    held = TransferOut.objects.select_for_update().get(pk=row.pk)
    taken = receiver_has(held) if held.is_under_way else None
    if taken is not None or not held.is_under_way:
        raise Refused([_("%(name)s has this petition already.") % {"name": held.to_name}])
    return case, held


def _tell(case: Case, by: By, reason: str, agency: str) -> CaseEvent:
    """The petitioner is told once, and where it really goes."""
    old = Notice.objects.filter(case=case, event__event="transfer", state=NoticeState.WAITING)
    old.update(state=NoticeState.SETTLED)
    return log(case, "transfer", by, words=reason, facts={"agency": agency}, told=True)


def _require_somebody(by: By) -> None:
    if not by.actors:
        raise Refused([_("This petition is not for you to deal with.")])
