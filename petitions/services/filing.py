"""Filing a petition: once, whoever clicks twice, and with everything that follows from it."""

from __future__ import annotations

import datetime as dt
import json
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.hashers import make_password
from django.db import connection, transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from cms.core.open_forms import TooMany, sender_of
from cms.departments.models import Department
from cms.ordinance.case import Actor, Event, State, first_state
from cms.ordinance.case_numbers import ALPHABET, RANDOM_SIGNS, make
from cms.ordinance.disclosure import may_have_password
from cms.ordinance.policy import Policy
from petitions import checking
from petitions.models import Case, Channel, Disclosed, Service
from petitions.services.acting import PETITIONER, SCHEDULE, By, Refused, act, log
from petitions.services.repeats import email_index, telephone_index
from tenants.selectors import current_policy

#: From one address within so long.
WINDOW = dt.timedelta(minutes=10)
MOST_BY_SENDER = 10
PURPOSE = "petition"
_FILING_LOCK = 360036


@dataclass(frozen=True, kw_only=True)
class Filed:
    """What a petitioner sends. ``answers``: by the name of the form's field. ``submission``: the same for the same
    form sent twice. ``address``: the network address, of which only a keyed hash is kept, for a day. ``facts``: what
    else the first line of history keeps, nothing personal (the consents that were given)."""

    service: Service | None
    kind: str
    title: str
    body: str
    name: str
    submission: str
    department: Department
    email: str = ""
    telephone: str = ""
    postal: str = ""
    answers: Mapping[str, Any] = field(default_factory=dict)
    language: str = "ko"
    password: str = ""
    wants_public: bool = False
    wants_sms: bool = False
    signers: int = 1
    member: Any = None
    identity_provider: str = ""
    identity_verified_at: dt.datetime | None = None
    channel: str = Channel.WINDOW
    address: str = ""
    period: tuple[int, str] | None = None
    at_counter_by: Any = None
    facts: Mapping[str, Any] = field(default_factory=dict)


def file(filed: Filed, *, also: Callable[[Case], None] | None = None, now: dt.datetime | None = None) -> Case:
    """The case with its number, first events and notice; the same case again where the form was sent twice.

    :param also: what else belongs to it (attachments, the draft's end), in the same transaction.
    :raises Refused: with every reason (the service takes no petitions online, no longer, or not yet).
    :raises TooMany: when one sender has sent enough for the moment.
    """
    now = now or timezone.now()
    submission = submission_of(filed.submission)
    with transaction.atomic():
        _take_turn(submission)
        known = Case.objects.filter(submission=submission).first()
        if known is not None:
            return known
        policy = current_policy()
        if reasons := _against(filed, policy.policy):
            raise Refused(reasons)
        sender = _sender(filed, now)
        case = _new(filed, submission, sender, policy.number, now)
        case.save(force_insert=True)
        by = By(frozenset({Actor.OFFICER}), filed.at_counter_by) if filed.at_counter_by else PETITIONER
        told = case.at is State.AWAITING_PAYMENT
        log(case, "submit", by, before="", told=told, facts={**filed.facts, "channel": case.channel}, now=now)
        if also is not None:
            also(case)
        if case.at is State.SUBMITTED:
            act(case, Event.RECEIVE, SCHEDULE, now=now)
    case.refresh_from_db()
    return case


def submission_of(token: str) -> str:
    """What is kept of a form's token: the same for the same form, and nothing that leads back to it."""
    return salted_hmac("petitions.submission", token, algorithm="sha256").hexdigest()


def fee_is_awaited(fee: int, policy: Policy) -> bool:
    """Whether the payment comes before the receipt (안양 제8조제5항, 용인 제9조제2항)."""
    return fee > 0 and bool(policy.petitions.fee_before_receipt)


def new_number() -> str:
    """A receipt number (접수번호) that nobody can guess."""
    return make("".join(secrets.choice(ALPHABET) for _sign in range(RANDOM_SIGNS)))


def _take_turn(submission: str) -> None:
    """The same form sent twice at once is handled one after the other."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, hashtext(%s))", [_FILING_LOCK, submission])


def _against(filed: Filed, policy: Policy) -> list[str]:
    reasons = []
    service = filed.service
    if service is not None and filed.at_counter_by is None:
        if not service.is_open():
            reasons.append(_("“%(name)s” cannot be asked for now.") % {"name": service.name})
        elif not service.online:
            reasons.append(_("“%(name)s” is not taken on the homepage.") % {"name": service.name})
        else:
            reasons += checking.online_faults(service, policy)
        if service.needs_identity and filed.identity_verified_at is None and not reasons:
            reasons.append(_("This petition needs your identity to be verified."))
    if filed.password:
        reasons += [reason.said(_) for reason in may_have_password(policy).reasons]
    by_post = filed.at_counter_by is not None and filed.postal.strip()
    if not (filed.email or filed.telephone or by_post):
        reasons.append(_("Give an e-mail address or a telephone number, so that you can be told the result."))
    if not filed.department.is_open:
        reasons.append(_("“%(name)s” is closed.") % {"name": filed.department})
    return reasons


def _sender(filed: Filed, now: dt.datetime) -> str:
    if not filed.address:
        return ""
    sender = sender_of(PURPOSE, filed.address)
    if Case.objects.filter(sender=sender, arrived_at__gte=now - WINDOW).count() >= MOST_BY_SENDER:
        raise TooMany
    return sender


def _new(filed: Filed, submission: str, sender: str, policy_number: int, now: dt.datetime) -> Case:
    service = filed.service
    amount, unit = filed.period or ((service.period_amount, service.period_unit) if service else (7, "days"))
    fee = service.fee_won if service else 0
    public = bool(service and service.disclosure_default == Disclosed.PUBLIC)
    return Case(
        number=new_number(),
        channel=filed.channel,
        service=service,
        kind=filed.kind,
        state=first_state(fee_is_awaited(fee, current_policy().policy)).value,
        department=filed.department,
        language=filed.language,
        member=filed.member,
        name=filed.name,
        email=filed.email or None,
        telephone=filed.telephone or None,
        wants_sms=filed.wants_sms and bool(filed.telephone),
        address=filed.postal or None,
        email_index=email_index(filed.email),
        telephone_index=telephone_index(filed.telephone),
        title=filed.title,
        body=filed.body,
        answers=json.dumps(dict(filed.answers), ensure_ascii=False) if filed.answers else None,
        signers=filed.signers,
        identity_provider=filed.identity_provider,
        identity_verified_at=filed.identity_verified_at,
        password=make_password(filed.password) if filed.password else "",
        is_public_kind=public,
        objects_to_disclosure=not filed.wants_public,
        period_amount=amount,
        period_unit=unit,
        fee_won=fee,
        arrived_at=now,
        policy_version=policy_number,
        submission=submission,
        sender=sender,
    )
