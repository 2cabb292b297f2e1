"""Letting a petition go to another agency: the event and what carries it out are one transaction.

However a transfer is entered, ``follow`` sees it: a municipality of this platform gets the case itself, anybody else a
letter.
"""

from __future__ import annotations

import datetime as dt

from django.db import connection, transaction
from django.utils.translation import gettext as _

from cms.ordinance.case import Event
from petitions.models import Case, CaseEvent, Notice, TransferLetter, TransferOut
from petitions.services.acting import By, Refused, act
from petitions.services.followers import follows
from petitions.services.gifts import Gift
from petitions.transfer.choices import known_as, municipality
from tenants.models import Municipality

#: The petitioner is told when the receiver has it, with its number there; at the latest after so long.
PATIENCE = dt.timedelta(minutes=30)


def send(case: Case, by: By, to_slug: str, reason: str, *, department: str = "", seen: int | None = None) -> CaseEvent:
    """Transfer to a municipality of this platform; the schedule delivers it within a minute.

    :param department: code of the department there; else the one that oversees petitions.
    :raises Refused: with every reason: not on the platform, suspended, this municipality itself, or what the law says.
    """
    to = municipality(to_slug)
    if to is None:
        raise Refused([_("There is no municipality “%(slug)s” on this platform.") % {"slug": to_slug}])
    with transaction.atomic():
        line = act(case, Event.TRANSFER, by, Gift(agency=to.name_ko, reason=reason), seen=seen)
        if department:
            TransferOut.objects.filter(case=case).update(to_department=department)
    return line


def send_letter(
    case: Case, by: By, agency: str, reason: str, *, address: str = "", number: str = "", seen: int | None = None
) -> CaseEvent:
    """Transfer to an agency outside of this platform, by official letter.

    :raises Refused: with every reason.
    """
    with transaction.atomic():
        line = act(case, Event.TRANSFER, by, Gift(agency=agency, reason=reason), seen=seen)
        TransferLetter.objects.filter(case=case).update(address=address.strip(), document_number=number.strip())
    return line


@follows
def follow(case: Case, line: CaseEvent) -> None:
    """The case itself on its way, or the record of a letter.

    :raises Refused: where the agency is this municipality itself, or one whose homepage is suspended.
    """
    if line.event != Event.TRANSFER.value:
        return
    agency = str(line.facts.get("agency", ""))
    to = known_as(agency)
    if to is None:
        _by_letter(case, line, agency)
    else:
        require(to)
        TransferOut.objects.create(case=case, to_slug=to.slug, to_name=to.name_ko, at=line.at)
        Notice.objects.filter(event=line).update(next_attempt_at=line.at + PATIENCE)


def require(to: Municipality) -> None:
    """Raises Refused for this municipality itself, and for one whose homepage is suspended."""
    if to.slug == connection.schema_name:
        raise Refused([_("%(name)s is this municipality itself. Pass it on to another department.") % {"name": to}])
    if to.state != Municipality.State.ACTIVE:
        raise Refused([_("The homepage of %(name)s is suspended: it takes no petitions now.") % {"name": to}])


def _by_letter(case: Case, line: CaseEvent, agency: str) -> None:
    TransferLetter.objects.create(
        case=case,
        at=line.at,
        agency=agency[:120],
        officer_name=line.by_name,
        department_name=case.department.name,
        contact=case.department.telephone,
    )
