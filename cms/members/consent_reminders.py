"""Members are told what they agreed to, so that they can take it back (정보통신망법 제50조제8항, 영 제62조의3)."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from cms.members import outbox, subscriptions
from cms.members.models import MailKind, Member, MemberMail, MemberServiceSetting, SendState, Subscription
from cms.ordinance.message_consent import AHEAD, is_to_be_confirmed

AT_ONCE = 500
#: No consent is confirmed sooner than this: a year less the days that reminders begin ahead.
EARLIEST = dt.timedelta(days=365) - AHEAD - dt.timedelta(days=2)


def due(today: dt.date) -> QuerySet[Subscription]:
    """Consents that may be due, the oldest first; of members to whom no such mail is on its way."""
    under_way = MemberMail.objects.filter(
        member=OuterRef("member"), kind=MailKind.CONSENT, state__in=(SendState.WAITING, SendState.SENDING)
    )
    rows = Subscription.objects.filter(confirmed_on__lte=today - EARLIEST, member__left_at=None)
    return rows.exclude(member__mail__isnull=True).exclude(Exists(under_way)).order_by("confirmed_on", "pk")


def queue_due() -> int:
    """One mail for each member, about all that they agreed to; how many."""
    today, years = timezone.localdate(), MemberServiceSetting.current().consent_years or 2
    found = due(today).values_list("member_id", "confirmed_on")
    people = {member for member, day in found[: AT_ONCE * 8] if is_to_be_confirmed(day, today, years).ok}
    return sum(_queue(pk) for pk in sorted(people)[:AT_ONCE])


@transaction.atomic
def _queue(pk: int) -> bool:
    member = Member.objects.select_for_update(skip_locked=True).filter(pk=pk, left_at=None).first()
    if member is None or not due(timezone.localdate()).filter(member=member).exists():
        return False
    outbox.queue(member, MailKind.CONSENT)
    return True


def _was_told(row: MemberMail, at: dt.datetime) -> None:
    subscriptions.confirmed(row.member.subscriptions.select_related("member", "topic"))


def _was_not_told(row: MemberMail, at: dt.datetime) -> None:
    """A mailbox that does not exist cannot go on agreeing: its consents end."""
    subscriptions.end_all(row.member, way="unreachable")


outbox.after(MailKind.CONSENT, sent=_was_told, refused=_was_not_told)
