"""Another e-mail address: it counts when somebody has read a mail there; the former one is told."""

from __future__ import annotations

import datetime as dt
import secrets

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from cms.members import keys, mails
from cms.members.joining import is_proven
from cms.members.models import MailChange, Member, mail_index
from cms.members.stand_in import member_with

GOOD_FOR = dt.timedelta(days=1)


@transaction.atomic
def ask(member: Member, mail: str) -> None:
    """Keep what is wanted and write there. Somebody who has the address already is told instead, and nobody else."""
    known = member_with(mail)
    if known is not None and known.pk != member.pk:
        MailChange.objects.filter(member=member).delete()
        mails.send_soon(mails.Kind.CHANGE_KNOWN, known)
        return
    row = {"mail": mail, "key": secrets.token_hex(16), "asked_at": timezone.now()}
    MailChange.objects.update_or_create(member=member, defaults=row)
    mails.send_soon(mails.Kind.CHANGE, member)


def waiting(token: str) -> MailChange | None:
    """Whose wish a link proves; None for one that is spent or too old."""
    account, _dot, key = (keys.opened(token, mails.CHANGE, GOOD_FOR) or "").partition(".")
    change = MailChange.objects.filter(member__account=account, member__left_at=None).select_related("member").first()
    return change if change is not None and constant_time_compare(change.key, key) else None


def carry_out(token: str) -> Member | None:
    """The new address counts from now on; None where the link does not, or somebody else has proven it meanwhile."""
    change = waiting(token)
    if change is None:
        return None
    member, former = change.member, change.member.mail or ""
    try:
        with transaction.atomic():
            change.delete()
            _make_room(change.mail, member)
            member.mail, member.mail_index = change.mail, mail_index(change.mail)
            member.save(update_fields=["mail", "mail_index"])
            mails.send_soon(mails.Kind.CHANGED, member, former)
    except IntegrityError:
        return None
    return member


def forget_stale(now: dt.datetime) -> int:
    """Wishes whose link has run out; how many."""
    return MailChange.objects.filter(asked_at__lt=now - GOOD_FOR).delete()[0]


def _make_room(mail: str, member: Member) -> None:
    """Whoever signed up with the address and never proved it had not the right to it."""
    other = member_with(mail)
    if other is not None and other.pk != member.pk and not is_proven(other):
        other.user.delete()
