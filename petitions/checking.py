"""What a service must be, whoever writes it and by whatever path."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from cms.departments.forms import closed_sentence
from cms.departments.models import Department
from cms.ordinance import intake
from cms.ordinance.periods import Period, Unit
from cms.ordinance.policy import Policy
from cms.ordinance.verdict import FactsError
from petitions.form_fields import wants_file
from tenants.selectors import NoPolicy, current_policy

if TYPE_CHECKING:
    from petitions.models import Service

Faults = dict[str, list[str]]
#: Fields of which these rules speak.
FIELDS = frozenset(
    {"department", "online", "needs_identity", "needs_attachments", "period_amount", "period_unit"}
    | {"open_from", "open_until", "form_fields"}
)


def require(service: Service) -> None:
    """Raises ValidationError with every fault, by field."""
    faults: Faults = {}
    for field, sentence in (
        *_department(service),
        *(("period_amount", each) for each in period_faults(service.period_amount, service.period_unit)),
        *(("online", each) for each in online_faults(service)),
        *_span(service),
        *_files(service),
    ):
        faults.setdefault(field, []).append(sentence)
    if faults:
        raise ValidationError(faults)


def period_faults(amount: int | None, unit: str) -> list[str]:
    """Why this is no processing period (처리기간); none where it is one."""
    if amount is None or unit not in list(Unit):
        return []  # the field itself says so
    try:
        Period(amount, Unit(unit))
    except FactsError as wrong:
        return [reason.said(_) for reason in wrong.reasons]
    return []


def online_faults(service: Service, policy: Policy | None = None) -> list[str]:
    """Why it cannot be asked for online (용인 제9조제1항: 본인의 확인과 붙임서류가 필요 없는 민원에 한정)."""
    if not service.online:
        return []
    asked = policy or in_force()
    if asked is None:
        return []
    facts = intake.Service(service.needs_identity, service.needs_attachments, service.fee_won)
    verdict = intake.may_be_made_online(facts, asked)
    return [f"{reason.said(_)} ({reason.article})" for reason in verdict.reasons]


def in_force() -> Policy | None:
    """The policy of today; None before the first version."""
    try:
        return current_policy().policy
    except NoPolicy:
        return None


def _department(service: Service) -> list[tuple[str, str]]:
    closed = Department.objects.closed().filter(pk=service.department_id).first() if service.department_id else None
    return [("department", closed_sentence(closed))] if closed else []


def _span(service: Service) -> list[tuple[str, str]]:
    if service.open_from and service.open_until and service.open_until < service.open_from:
        return [("open_until", _("The service ends before it begins."))]
    return []


def _files(service: Service) -> list[tuple[str, str]]:
    if not service.needs_attachments and wants_file(service.form_fields.raw_data):
        return [("needs_attachments", _("The form demands a file: say here that attachments are needed."))]
    return []
