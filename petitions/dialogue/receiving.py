"""Taking in an opinion: once, whoever clicks twice; where the ordinance says so, as a petition at once."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db import connection, transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from cms.core.open_forms import TooMany, likely_advertising, sender_of
from cms.departments.models import Department
from cms.ordinance import dialogue
from cms.ordinance.policy import Visibility
from cms.ordinance.statutory import PROCESSING, PetitionKind
from petitions.dialogue.settings import office, runs
from petitions.models import (
    Case,
    Channel,
    Decision,
    DialogueSetting,
    Kind,
    Opinion,
    OpinionAct,
    OpinionEvent,
    OpinionMail,
)
from petitions.services.acting import Refused
from petitions.services.filing import Filed, file, new_number
from tenants.selectors import current_policy

#: From one address, and altogether, within so long.
WINDOW = dt.timedelta(minutes=10)
MOST_BY_SENDER = 5
MOST = 100
PURPOSE = "dialogue"
_LOCK = 360042
#: The periods of the decree by kind (영 제14조, 제15조, 제17조).
_PERIODS = {
    Kind.SUGGESTION: PetitionKind.SUGGESTION,
    Kind.ENQUIRY: PetitionKind.QUESTION,
    Kind.GRIEVANCE: PetitionKind.GRIEVANCE,
}
#: What a writer, or the office for them, calls an opinion.
KINDS = tuple(_PERIODS)


@dataclass(frozen=True, kw_only=True)
class Written:
    """What the form took. ``token`` is the form's own: the same form sent twice is one opinion."""

    kind: str
    name: str
    title: str
    body: str
    email: str = ""
    telephone: str = ""
    wants_public: bool = False
    language: str = "ko"
    token: str = ""

    @property
    def fingerprint(self) -> str:
        """The same for the same words sent from the same form."""
        parts = (self.token, self.kind, self.name, self.email, self.telephone, self.title, self.body)
        return salted_hmac("petitions.opinion", "\x1f".join(parts), algorithm="sha256").hexdigest()


def receive(written: Written, *, address: str, now: dt.datetime | None = None) -> Opinion:
    """The opinion with its number; a petition at once where every opinion is one.

    :param address: the writer's network address; only a keyed hash of it is kept, for a day.
    :raises Refused: with every reason; TooMany: when one sender, or everybody, has sent enough for the moment.
    """
    now = now or timezone.now()
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s, hashtext(current_schema()))", [_LOCK])
        known = Opinion.objects.filter(submission=written.fingerprint).first()
        if known is not None:
            return known
        setting = DialogueSetting.current()
        if reasons := against(written, setting):
            raise Refused(reasons)
        sender = _sender(address, now)
        return _take(written, setting, sender, now)


def against(written: Written, setting: DialogueSetting) -> list[str]:
    """Why it cannot be taken, beside what the form says."""
    reasons = []
    policy = current_policy().policy
    if not runs(setting, policy):
        reasons.append(_("The dialogue is not run at present."))
    way = Visibility.PUBLIC if written.wants_public else Visibility.PRIVATE
    if way not in setting.choices.ways:
        reasons.append(_("The dialogue is not held this way here. Please choose the other one."))
    reasons += [reason.said(_) for reason in dialogue.may_be(way, policy).reasons]
    if not (written.email or written.telephone):
        reasons.append(_("Give an e-mail address or a telephone number, so that you can be told the result."))
    if office(setting) is None:
        reasons.append(_("Nobody is named here who reads opinions. Please call us."))
    return reasons


def _sender(address: str, now: dt.datetime) -> str:
    recent = Opinion.objects.filter(written_at__gte=now - WINDOW)
    sender = sender_of(PURPOSE, address) if address else ""
    if recent.count() >= MOST or (sender and recent.filter(sender=sender).count() >= MOST_BY_SENDER):
        raise TooMany
    return sender


def _take(written: Written, setting: DialogueSetting, sender: str, now: dt.datetime) -> Opinion:
    opinion = Opinion(
        number=new_number(),
        language=written.language,
        written_at=now,
        kind=written.kind,
        name=written.name,
        email=written.email or None,
        telephone=written.telephone or None,
        title=written.title,
        body=written.body,
        wants_public=written.wants_public,
        held=likely_advertising(written.body),
        submission=written.fingerprint,
        sender=sender,
    )
    always = dialogue.triage(dialogue.Opinion(), current_policy().policy).outcome is dialogue.Outcome.PETITION
    department = office(setting)
    if always and department is not None:
        opinion.case = into_case(opinion, department, opinion.kind, now)
        opinion.number, opinion.decision, opinion.decided_at = opinion.case.number, Decision.PETITION, now
    opinion.save(force_insert=True)
    note(opinion, OpinionAct.RECEIVED, now=now)
    if always:
        note(opinion, OpinionAct.DECIDED_PETITION, now=now, words=_("The ordinance makes every opinion a petition."))
    elif opinion.email:
        OpinionMail.objects.create(opinion=opinion, kind=OpinionMail.Kind.RECEIPT, next_attempt_at=now)
    return opinion


def into_case(opinion: Opinion, department: Department, kind: str, now: dt.datetime) -> Case:
    """The opinion as a petition (민원사무에 준하여 접수·처리), with the period that the decree gives its kind."""
    period, _article = PROCESSING[_PERIODS[Kind(kind)]]
    filed = Filed(
        service=None,
        kind=kind,
        title=opinion.title or "",
        body=opinion.body or "",
        name=opinion.name or "",
        email=opinion.email or "",
        telephone=opinion.telephone or "",
        submission=f"opinion {opinion.submission}",
        department=department,
        language=opinion.language,
        wants_public=opinion.wants_public,
        channel=Channel.DIALOGUE,
        period=(period.amount, period.unit.value),
    )
    return file(filed, now=now)


def note(
    opinion: Opinion, act: OpinionAct, *, by: object = None, words: str = "", now: dt.datetime | None = None
) -> OpinionEvent:
    """A line of its history, within the transaction of what it tells of."""
    return OpinionEvent.objects.create(
        opinion=opinion,
        at=now or timezone.now(),
        act=act,
        by=by,
        by_name=by.get_full_name() if by else "",  # type: ignore[attr-defined]
        words=words or None,
        policy_version=current_policy().number,
    )
