"""Mail about an account: the last one, the warning before dormancy ends, what somebody has agreed to.

The words are made when it is sent. A row is marked before the message leaves, so that a process that is killed sends
nothing twice; the address of somebody who left is emptied as soon as nothing more is sent there.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from cms.core.mailing import PATIENCE, Answer, Verdict, hand_over, next_attempt, send_each
from cms.members.composing import compose
from cms.members.models import MailKind, Member, MemberMail, SendState
from cms.ordinance.masking import mask

#: So many messages a run: the next minute has a run of its own.
AT_ONCE = 200
#: Whoever could not be reached for so long is not tried again.
LATEST = dt.timedelta(days=7)
#: A row that is marked for longer was being sent by a process that is no more.
CUT_OFF = dt.timedelta(minutes=15)

Sent = Callable[[MemberMail, dt.datetime], None]
#: What a room of members does when its mail arrived, or never will.
_on_sent: dict[str, Sent] = {}
_on_refused: dict[str, Sent] = {}


def queue(
    member: Member, kind: MailKind, *, mail: str | None = None, facts: dict[str, Any] | None = None
) -> MemberMail:
    """Write down a mail; the schedule sends it within a minute or so of the commit."""
    return MemberMail.objects.create(member=member, kind=kind, language=member.language, mail=mail, facts=facts or {})


def after(kind: MailKind, *, sent: Sent, refused: Sent) -> None:
    """What follows when the server took a mail of this kind, and when it refused it for good."""
    _on_sent[kind], _on_refused[kind] = sent, refused


def due(at: dt.datetime) -> QuerySet[MemberMail]:
    """Mails whose time has come."""
    return MemberMail.objects.filter(state=SendState.WAITING, next_attempt_at__lte=at).order_by("next_attempt_at", "pk")


def post() -> dict[str, int]:
    """Send what is due; counts of ``sent``, ``later`` and ``undeliverable``."""
    at = timezone.now()
    _give_up_cut_off(at)
    return send_each(
        list(due(at).values_list("pk", flat=True)[:AT_ONCE]),
        lambda pk, mail, did: _send(pk, at, mail, did),
        lambda pk: MemberMail.objects.filter(pk=pk).update(state=SendState.WAITING, next_attempt_at=at + PATIENCE[-1]),
    )


def _give_up_cut_off(at: dt.datetime) -> None:
    rows = MemberMail.objects.filter(state=SendState.SENDING, next_attempt_at__lte=at - CUT_OFF)
    rows.update(state=SendState.UNCLEAR, mail=None)


def _send(pk: int, at: dt.datetime, mail: Any, did: Counter[str]) -> None:
    row = _claim(pk, at)
    if row is None:
        return
    message = compose(row)
    if message is None:
        _finish(row, SendState.SKIPPED)
        return
    _settle(row, hand_over(message, mail), at, did)


@transaction.atomic
def _claim(pk: int, at: dt.datetime) -> MemberMail | None:
    """Marked before anything leaves; None where another process has it."""
    rows = due(at).select_for_update(of=("self",), skip_locked=True).select_related("member")
    row = rows.filter(pk=pk).first()
    if row is not None:
        row.state, row.next_attempt_at = SendState.SENDING, at
        row.save(update_fields=["state", "next_attempt_at"])
    return row


@transaction.atomic
def _settle(row: MemberMail, answer: Answer, at: dt.datetime, did: Counter[str]) -> None:
    row.attempts += 1
    row.error = mask(answer.said)[:500]
    if answer.verdict is Verdict.TAKEN:
        row.sent_at = at
        _finish(row, SendState.SENT)
        _on_sent.get(row.kind, _nothing)(row, at)
        did["sent"] += 1
    elif answer.verdict is Verdict.LATER and not _is_too_late(row, at):
        row.state, row.next_attempt_at = SendState.WAITING, next_attempt(at, row.attempts - 1)
        row.save()
        did["later"] += 1
    else:
        _finish(row, SendState.REFUSED)
        _on_refused.get(row.kind, _nothing)(row, at)
        did["undeliverable"] += 1


def _is_too_late(row: MemberMail, at: dt.datetime) -> bool:
    """An hour between tries at the end: so many tries take longer than the patience there is."""
    return row.attempts * PATIENCE[-1] > LATEST


def _finish(row: MemberMail, state: SendState) -> None:
    row.state, row.mail = state, None
    row.save()


def _nothing(row: MemberMail, at: dt.datetime) -> None:
    """For mails that nothing follows."""
