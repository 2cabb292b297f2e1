"""Sends the notices that wait. That an author was told is entered in the register when the message went out."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from cms.core.mailing import PATIENCE, Verdict, hand_over, next_attempt, send_each
from cms.moderation.models import ReasonNotice, RegisterAct
from cms.moderation.notices.composing import compose
from cms.moderation.services.registering import register
from cms.moderation.services.who import SCHEDULE
from cms.moderation.subjects import subject_of
from cms.ordinance.masking import mask


def due(at: dt.datetime) -> QuerySet[ReasonNotice]:
    """Notices whose time has come."""
    return ReasonNotice.objects.filter(state=ReasonNotice.State.WAITING, next_attempt_at__lte=at).order_by(
        "next_attempt_at", "pk"
    )


def post() -> dict[str, int]:
    """Send what is due; counts of ``sent``, ``refused`` and ``later``."""
    now = timezone.now()
    keys = list(due(now).values_list("pk", flat=True))
    return send_each(keys, lambda pk, mail, did: _send(pk, now, mail, did), lambda pk: _put_off(pk, now))


@transaction.atomic
def _send(pk: int, now: dt.datetime, mail: Any, did: Counter[str]) -> None:
    """Nothing where another process has it. The row is locked while its message is handed over."""
    rows = due(now).select_for_update(of=("self",), skip_locked=True).select_related("matter")
    notice = rows.filter(pk=pk).first()
    if notice is None:
        return
    answer = hand_over(compose(notice), mail)
    notice.attempts += 1
    notice.error = mask(answer.said)[:500]  # what the server said may name the mailbox
    if answer.verdict is Verdict.LATER:
        notice.next_attempt_at = next_attempt(now, notice.attempts - 1)
        did["later"] += 1
    elif answer.verdict is Verdict.REFUSED:
        notice.state = ReasonNotice.State.REFUSED
        did["refused"] += 1
    else:
        notice.state, notice.sent_at, notice.mail = ReasonNotice.State.SENT, now, None  # not needed any more
        _enter(notice)
        did["sent"] += 1
    notice.save()


def _enter(notice: ReasonNotice) -> None:
    """당사자에게 … 통지: which row of the register the author was told of."""
    subject = subject_of(notice.matter.subject_kind)
    register(
        RegisterAct.NOTIFIED,
        subject.describe(subject.get(notice.matter.subject_pk)),
        by=SCHEDULE,
        matter=notice.matter,
        facts={"of": notice.register_number, "act": notice.kind},
    )


def _put_off(pk: int, now: dt.datetime) -> None:
    ReasonNotice.objects.filter(pk=pk).update(next_attempt_at=now + PATIENCE[-1])
