"""Consultation (민원상담): a question to those who answer in a field, received and dealt with as a petition.

안양 제10조제2항: 실명으로 상담 등록을 한 민원사항에 대하여는 관련법령에 따라 처리하여야 한다. Where the
ordinance asks for a verified name, nothing is registered without one.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.core import signing
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from cms.members.proving import Verified
from cms.ordinance.case import Event
from cms.ordinance.intake import may_register_consultation
from cms.ordinance.statutory import PROCESSING, PetitionKind
from petitions.models import Case, Channel, ConsultationField, Kind
from petitions.people import can_be_officer
from petitions.services.acting import SCHEDULE, Refused, act
from petitions.services.filing import Filed, file
from petitions.services.gifts import Gift
from tenants.selectors import current_policy

_SALT = "petitions.consultation.verified"
#: A proof is good for so many seconds: as long as somebody writes.
PATIENCE = 60 * 60


@dataclass(frozen=True, kw_only=True)
class Question:
    """What the form took."""

    name: str
    title: str
    body: str
    email: str = ""
    telephone: str = ""
    language: str = "ko"
    token: str = ""

    @property
    def fingerprint(self) -> str:
        """The same for the same words sent from the same form."""
        parts = (self.token, self.name, self.email, self.telephone, self.title, self.body)
        return salted_hmac("petitions.consultation", "\x1f".join(parts), algorithm="sha256").hexdigest()


def needs_name() -> bool:
    """Whether a consultation is registered under a verified name only."""
    return not may_register_consultation(name_is_verified=False, policy=current_policy().policy)


def proof_of(found: Verified, about: int) -> str:
    """That somebody was verified for a consultation in this field, to go along with the form."""
    return signing.dumps([about, found.name, found.provider, found.at.isoformat()], salt=_SALT)


def proven(proof: str, about: int) -> Verified | None:
    """Whom a proof names; None where it is forged, for another field, or too old."""
    try:
        field, name, provider, at = signing.loads(proof, salt=_SALT, max_age=PATIENCE)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return Verified(name, provider, dt.datetime.fromisoformat(at)) if field == about else None


def consult(field: ConsultationField, question: Question, verified: Verified | None, *, address: str) -> Case:
    """The consultation as a case of the field's department, handed at once to its consultant where there is one.

    :raises Refused: with every reason; TooMany: when one sender has sent enough for the moment.
    """
    reasons = [
        reason.said(_) for reason in may_register_consultation(verified is not None, current_policy().policy).reasons
    ]
    if not field.active:
        reasons.append(_("Nobody is consulted about “%(name)s” at present.") % {"name": field.name})
    if reasons:
        raise Refused(reasons)
    period, _article = PROCESSING[PetitionKind.QUESTION]
    filed = Filed(
        service=None,
        kind=Kind.ENQUIRY,
        title=question.title,
        body=question.body,
        name=verified.name if verified else question.name,
        email=question.email,
        telephone=question.telephone,
        submission=f"consultation {question.fingerprint}",
        department=field.department,
        language=question.language,
        channel=Channel.CONSULTATION,
        period=(period.amount, period.unit.value),
        identity_provider=verified.provider if verified else "",
        identity_verified_at=verified.at if verified else None,
        address=address,
    )
    with transaction.atomic():
        case = file(filed)
        _hand_over(case, field)
    return case


def _hand_over(case: Case, field: ConsultationField) -> None:
    """To the consultant (민원상담관) of the field, where exactly one can be the officer of this case."""
    able = [person for person in field.consultants.all() if can_be_officer(person, case)]
    if len(able) == 1 and case.officer_id is None and case.received_at is not None:
        act(case, Event.ASSIGN, SCHEDULE, Gift(officer=able[0]), now=timezone.now())
