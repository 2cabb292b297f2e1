"""Sends approved messages in batches. Recipients are gathered once, each is written to at most once.

A delivery is marked, and that is committed, before anything leaves. Whoever is killed in between leaves it marked: the
next run calls it unclear, shows it at the desk and sends nothing again. No address ever stands in a log.
"""

from __future__ import annotations

import datetime as dt
import logging
from collections import Counter
from typing import Any

from django.db import connection, transaction
from django.db.models import QuerySet
from django.utils import timezone

from cms.core.encryption import Unreadable, blind_index
from cms.core.mailing import PATIENCE, hand_over, next_attempt, send_each
from cms.members import subscriptions, telephones
from cms.members.messages import composing, sms
from cms.members.models import Channel, Delivery, MemberServiceSetting, Message, MessageState, SendState, Subscription
from cms.members.models.member import mailbox
from cms.ordinance.masking import mask

logger = logging.getLogger(__name__)
#: Deliveries a run, so that a run ends within its minute; the next minute has a run of its own.
AT_ONCE = 300
_GATHERED_AT_ONCE = 1000
#: So many tries, which take about a day; then it counts as refused.
MOST_TRIES = 24
CUT_OFF = dt.timedelta(minutes=15)


def approved(at: dt.datetime) -> QuerySet[Message]:
    """Messages whose recipients are to be gathered, or that may be finished."""
    rows = Message.objects.filter(state=MessageState.APPROVED)
    return rows.exclude(not_before__gt=at).exclude(
        gathered_at__isnull=False, deliveries__state__in=(SendState.WAITING, SendState.SENDING)
    )


def due(at: dt.datetime) -> QuerySet[Delivery]:
    """Deliveries whose time has come."""
    rows = Delivery.objects.filter(state=SendState.WAITING, next_attempt_at__lte=at)
    return rows.filter(message__state=MessageState.APPROVED).order_by("next_attempt_at", "pk")


def cut_off(at: dt.datetime) -> QuerySet[Delivery]:
    """Deliveries that a process marked which is no more."""
    return Delivery.objects.filter(state=SendState.SENDING, claimed_at__lte=at - CUT_OFF)


def run() -> dict[str, int]:
    """Gather, send what is due, and close what is done; counts of ``sent``, ``later`` and ``undeliverable``."""
    at = timezone.now()
    cut_off(at).update(state=SendState.UNCLEAR)
    if MemberServiceSetting.current().is_quiet(timezone.localtime(at).hour):
        return {}
    for pk in approved(at).filter(gathered_at=None).values_list("pk", flat=True):
        gather(pk)
    at = timezone.now()
    did = Counter(_mails(at)) + Counter(_texts(at))
    for pk in approved(at).filter(gathered_at__isnull=False).values_list("pk", flat=True):
        _finish(pk)
    return dict(did)


def gather(pk: int) -> int:
    """A delivery for each member who wants the topic by this channel now; how many. Cut off, it begins again."""
    made = 0
    message = Message.objects.select_related("topic").get(pk=pk)
    keys = list(subscriptions.readers(message.topic, message.channel).values_list("pk", flat=True))
    for start in range(0, len(keys), _GATHERED_AT_ONCE):
        made += _gather_some(message, keys[start : start + _GATHERED_AT_ONCE])
    Message.objects.filter(pk=pk, gathered_at=None).update(gathered_at=timezone.now())
    return made


def _gather_some(message: Message, keys: list[int]) -> int:
    """The same mailbox, or the same telephone, is written to once: the second row is left out."""
    rows = []
    for each in Subscription.objects.filter(pk__in=keys).select_related("member"):
        try:
            place = each.member.mail if message.channel == Channel.MAIL else each.member.telephone
        except Unreadable:
            logger.exception("%s: the address of a member cannot be read", connection.schema_name)
            continue
        if place:
            index = blind_index(mailbox(place), Delivery.PURPOSE)
            rows.append(Delivery(message=message, member=each.member, place=index))
    return len(Delivery.objects.bulk_create(rows, ignore_conflicts=True))


def _mails(at: dt.datetime) -> dict[str, int]:
    keys = list(due(at).filter(message__channel=Channel.MAIL).values_list("pk", flat=True)[:AT_ONCE])
    return send_each(keys, lambda pk, mail, did: _mail(pk, at, mail, did), lambda pk: _put_off(pk, at))


def _texts(at: dt.datetime) -> dict[str, int]:
    did = Counter[str]()
    if not sms.is_offered():
        return did
    for pk in list(due(at).filter(message__channel=Channel.SMS).values_list("pk", flat=True)[:AT_ONCE]):
        try:
            _text(pk, at, did)
        except Unreadable:
            logger.exception("%s: delivery %s cannot be written", connection.schema_name, pk)
            _put_off(pk, at)
    return did


def _mail(pk: int, at: dt.datetime, mail: Any, did: Counter[str]) -> None:
    row = _claim(pk, at)
    if row is not None:
        answer = hand_over(composing.mail(row), mail)
        _settle(row, answer.verdict.value, answer.said, at, did)


def _text(pk: int, at: dt.datetime, did: Counter[str]) -> None:
    row = _claim(pk, at)
    if row is not None:
        text, language = composing.sms_text(row.message, row.member)
        answer = sms.send(str(row.member.telephone), text, language, key=f"message-{row.message_id}-{row.pk}")
        _settle(row, answer.verdict.value, answer.said, at, did)


@transaction.atomic
def _claim(pk: int, at: dt.datetime) -> Delivery | None:
    """Marked for this process; None where another has it, or the member wants it no more."""
    rows = due(at).select_for_update(of=("self",), skip_locked=True).select_related("message__topic", "member")
    row = rows.prefetch_related("message__texts", "message__topic__names").filter(pk=pk).first()
    if row is None:
        return None
    wanted = subscriptions.readers(row.message.topic, row.message.channel).filter(member=row.member_id).exists()
    if row.message.channel == Channel.SMS:  # another number may be a stranger's until its owner has answered there
        wanted = wanted and telephones.is_verified(row.member)
    row.state = SendState.SENDING if wanted else SendState.SKIPPED
    row.claimed_at = at
    row.save(update_fields=["state", "claimed_at"])
    return row if wanted else None


def _settle(row: Delivery, verdict: str, said: str, at: dt.datetime, did: Counter[str]) -> None:
    """What the server said may name the mailbox: it is kept covered."""
    row.attempts, row.error = row.attempts + 1, mask(said)[:500]
    if verdict == "taken":
        row.state, row.sent_at = SendState.SENT, at
        did["sent"] += 1
    elif verdict == "later" and row.attempts < MOST_TRIES:
        row.state, row.next_attempt_at = SendState.WAITING, next_attempt(at, row.attempts - 1)
        did["later"] += 1
    else:
        row.state = SendState.REFUSED
        did["undeliverable"] += 1
    row.save()


def _put_off(pk: int, at: dt.datetime) -> None:
    """Its key is lost, not the server: nothing has left."""
    Delivery.objects.filter(pk=pk).update(state=SendState.WAITING, next_attempt_at=at + PATIENCE[-1])


@transaction.atomic
def _finish(pk: int) -> None:
    message = Message.objects.select_for_update().get(pk=pk)
    waiting = message.deliveries.filter(state__in=(SendState.WAITING, SendState.SENDING)).exists()
    if message.state == MessageState.APPROVED and message.gathered_at and not waiting:
        message.state, message.finished_at = MessageState.SENT, timezone.now()
        message.version += 1
        message.save()
