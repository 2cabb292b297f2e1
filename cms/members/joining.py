"""Becoming a member: signing up, proving the address, and what is forgotten when nobody proves it.

Whoever signs up gets the same answer whether the address is known here or not; what differs is said in the mail, to
whoever can read that.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from allauth.account.models import EmailAddress
from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import password_changed
from django.db import IntegrityError, connection, transaction
from django.db.models import QuerySet
from django.utils import timezone

from cms.members import consents, keys, mails, nicknames
from cms.members.models import ConsentText, Member, mail_index
from cms.members.models.member import new_account
from cms.members.stand_in import member_with, stand_in

#: Whoever has not proven the address by then is forgotten, with all that was typed.
UNPROVEN = dt.timedelta(days=7)
LINK_GOOD_FOR = dt.timedelta(days=3)


@dataclass(frozen=True)
class Typed:
    """What somebody who signs up has typed and agreed to, checked by the form."""

    mail: str
    nickname: str
    password: str
    language: str
    agreed: Sequence[ConsentText]


def sign_up(typed: Typed) -> str:
    """Make the account, or tell its owner that there is one; the account's key, or one of nobody.

    One that was never proven makes room: the owner of the address decides by the mail that they answer.
    """
    try:
        with transaction.atomic():
            known = member_with(typed.mail)
            if known is not None and is_proven(known):
                return _known_already(known, typed)
            if known is not None:
                known.user.delete()
            member = _made(typed)
    except IntegrityError:  # the same address in the same moment: the other one was first
        return new_account()
    return member.account


def prove(token: str) -> Member | None:
    """The address is proven by whoever came by the mail's link; None for a link that is spent or too old.

    The nickname is theirs now, unless somebody was faster.
    """
    member = waiting(token)
    if member is None:
        return None
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext('members.nicknames'))")
        member.nickname = nicknames.free(member.nickname)
        member.save(update_fields=["nickname"])
        mark_proven(member)
    return member


def waiting(token: str) -> Member | None:
    """Whose address a link would prove."""
    account = keys.opened(token, mails.JOIN, LINK_GOOD_FOR)
    member = Member.objects.filter(account=account or "", left_at=None).select_related("user").first()
    return member if member is not None and not is_proven(member) else None


def link_for(member: Member) -> str:
    """The key that the mail brings."""
    return keys.closed(member.account, mails.JOIN)


def mark_proven(member: Member) -> None:
    """Somebody has read what was sent to the member's address."""
    EmailAddress.objects.filter(user_id=member.user_id, verified=False).update(verified=True)


def is_proven(member: Member) -> bool:
    """Whether anybody has read a mail at the member's address."""
    return EmailAddress.objects.filter(user_id=member.user_id, verified=True).exists()


def send_again(member: Member) -> None:
    """The mail with the link once more; nothing for who is proven."""
    if not is_proven(member):
        mails.send_soon(mails.Kind.PROVE, member)


def unproven(now: dt.datetime) -> QuerySet[Member]:
    """Who signed up and never came back."""
    return Member.objects.filter(
        left_at=None, user__date_joined__lt=now - UNPROVEN, user__emailaddress__verified=False
    ).exclude(user__emailaddress__verified=True)


def forget_unproven() -> int:
    """Delete them; how many. Nothing hangs on them: nobody ever signed in."""
    gone = list(unproven(timezone.now()).values_list("user_id", flat=True))
    get_user_model().objects.filter(pk__in=gone).delete()
    return len(gone)


def _known_already(known: Member, typed: Typed) -> str:
    make_password(typed.password)  # as long as for a new account
    mails.send_soon(mails.Kind.KNOWN, known)
    return new_account()


def _made(typed: Typed) -> Member:
    account = new_account()
    user = get_user_model()(username=account, email=stand_in(account))
    user.set_password(typed.password)
    user.save()
    password_changed(typed.password, user)
    EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=False)
    member = Member.objects.create(
        user=user,
        account=account,
        nickname=typed.nickname,
        mail=typed.mail,
        mail_index=mail_index(typed.mail),
        language=typed.language,
    )
    consents.agree(account, typed.agreed)
    mails.send_soon(mails.Kind.PROVE, member)
    return member
