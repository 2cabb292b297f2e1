"""Taking in a petition from another municipality of the platform: one case, however often it is brought."""

from __future__ import annotations

import datetime as dt
import uuid as uuids
from dataclasses import dataclass

from django.db import connection, transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from cms.departments.models import Department
from cms.ordinance.case import Event, State
from cms.privacy.files import as_checked, keep
from petitions.models import Case, Channel, Fault, Representative, Service, TransferIn
from petitions.models.attachment import CaseFile
from petitions.services.acting import SCHEDULE, act, log
from petitions.services.filing import new_number
from petitions.services.repeats import email_index, telephone_index
from petitions.transfer.package import Package, contact_of
from tenants.context import tenant
from tenants.models import Municipality
from tenants.selectors import NoPolicy, current_policy

_LOCK = 360041


class NotTaken(Exception):  # noqa: N818 - a verdict, not an error of ours
    """The receiver cannot take it now; nothing was written."""

    def __init__(self, fault: Fault) -> None:
        self.fault = fault
        super().__init__(str(fault.value))


@dataclass(frozen=True)
class Taken:
    """Under which number the receiver has it, and whom to ask there."""

    number: str
    contact: str


def take_in(uuid: uuids.UUID, package: Package, sender: Municipality, department: str = "") -> Taken:
    """The case in the schema at hand, closed under its key; the same one where it was taken in before.

    Its number, department and clock are this municipality's: the period runs from this receipt, so that the time that
    the transfer took is not counted (영 제13조제3항, 제20조).

    :raises NotTaken: where no policy is in force, or no department oversees petitions.
    """
    with transaction.atomic():
        _take_turn(uuid)
        known = TransferIn.objects.filter(uuid=uuid).select_related("case__department").first()
        if known is not None:
            return _taken(known.case)
        now = timezone.now()
        case = _new(uuid, package, _department(department), now)
        case.save(force_insert=True)
        _write_down(uuid, case, package, sender, now)
        _bring_files(case, package, sender)
        act(case, Event.RECEIVE, SCHEDULE, now=now)
        return _taken(case)


def taken_already(uuid: uuids.UUID) -> Taken | None:
    """What became of it in the schema at hand."""
    row = TransferIn.objects.filter(uuid=uuid).select_related("case__department").first()
    return _taken(row.case) if row else None


def _taken(case: Case) -> Taken:
    return Taken(case.number, contact_of(case))


def _take_turn(uuid: uuids.UUID) -> None:
    """Brought twice at once it is handled one after the other."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, hashtext(%s))", [_LOCK, str(uuid)])


def _department(code: str) -> Department:
    open_ones = Department.objects.open()
    chosen = open_ones.filter(code=code).first() if code else None
    found = chosen or open_ones.filter(handles_petitions=True).order_by("sort_order", "code").first()
    if found is None:
        raise NotTaken(Fault.NO_DEPARTMENT)
    return found


def _new(uuid: uuids.UUID, package: Package, department: Department, now: dt.datetime) -> Case:
    values = dict(package.values)
    service = Service.objects.open().filter(name=package.service_name, kind=values["kind"]).order_by("pk").first()
    if service is not None:  # the same matter has this municipality's own period (민원처리기준표)
        values |= {"period_amount": service.period_amount, "period_unit": service.period_unit}
    try:
        policy = current_policy()
    except NoPolicy:
        raise NotTaken(Fault.NO_POLICY) from None
    return Case(
        **values,
        number=new_number(),
        channel=Channel.TRANSFER,
        state=State.SUBMITTED.value,
        service=service,
        department=department,
        email_index=email_index(values["email"] or ""),
        telephone_index=telephone_index(values["telephone"] or ""),
        is_public_kind=bool(service and service.disclosure_default == "public"),
        arrived_at=now,
        policy_version=policy.number,
        submission=salted_hmac("petitions.transfer", str(uuid), algorithm="sha256").hexdigest(),
    )


def _write_down(uuid: uuids.UUID, case: Case, package: Package, sender: Municipality, now: dt.datetime) -> None:
    TransferIn.objects.create(
        uuid=uuid,
        case=case,
        from_slug=sender.slug,
        from_name=sender.name_ko,
        from_number=package.number,
        from_contact=package.contact,
        first_arrived_at=package.arrived_at,
        arrived_at=now,
        history=package.history,
    )
    for name, contact in package.representatives:
        Representative.objects.create(case=case, name=name, contact=contact)
    log(case, "arrive", SCHEDULE, before="", facts={"from": sender.name_ko, "number": package.number}, now=now)


def _bring_files(case: Case, package: Package, sender: Municipality) -> None:
    """One after the other: opened under the sender's key, closed under ours. No query is asked in between."""
    for origin, field, sealed in package.files:
        with tenant(sender):
            content = as_checked(sealed)
        CaseFile.objects.create(case=case, file=keep(content), origin=origin, field=field)
