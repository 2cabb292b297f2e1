"""What homepage management does with an account: locking it, opening it again, sending the first mail once more."""

from __future__ import annotations

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db import transaction
from django.utils.translation import gettext as _

from cms.members import joining, mails
from cms.members.events import note
from cms.members.models import Member, MemberAct


class Refused(Exception):  # noqa: N818
    """Why not: sentences for the desk."""

    def __init__(self, *reasons: str) -> None:
        self.reasons = list(reasons)
        super().__init__(" ".join(reasons))


@transaction.atomic
def lock(member: Member, reason: str, by: Any) -> None:
    """Nobody signs in with it any more; who is signed in is not. Posts stay as they are.

    :raises Refused: without a reason, and for an account that is locked or gone.
    """
    row = _locked(member)
    reasons = [] if reason.strip() else [_("Write the reason.")]
    if not row.user.is_active:
        reasons.append(_("The account is locked already."))
    if reasons:
        raise Refused(*reasons)
    row.user.is_active = False
    row.user.save(update_fields=["is_active"])
    for session in UserSession.objects.filter(user=row.user):
        session.end()
    note(row.account, MemberAct.LOCKED, by=by.get_username(), facts={"reason": reason.strip()[:200]})


@transaction.atomic
def unlock(member: Member, by: Any) -> None:
    """The member signs in again. Raises Refused for an account that is not locked."""
    row = _locked(member)
    if row.user.is_active:
        raise Refused(_("The account is not locked."))
    row.user.is_active = True
    row.user.save(update_fields=["is_active"])
    note(row.account, MemberAct.UNLOCKED, by=by.get_username())


@transaction.atomic
def send_first_mail_again(member: Member, by: Any) -> None:
    """The mail by which an address is confirmed. Raises Refused for one that is confirmed."""
    row = _locked(member)
    if joining.is_proven(row):
        raise Refused(_("The address is confirmed already."))
    joining.send_again(row)
    note(row.account, MemberAct.RESENT, by=by.get_username())


@transaction.atomic
def take_second_factor_off(member: Member, reason: str, by: Any) -> None:
    """The member has lost the device and the recovery codes (일회용 비밀번호 해제); who it is, the desk has found out.

    The password alone signs in again, after every device was signed out; the member is told by mail.

    :raises Refused: without a reason, and where there is no second factor.
    """
    row = _locked(member)
    own = Authenticator.objects.filter(user=row.user)
    reasons = [] if reason.strip() else [_("Write the reason.")]
    if not own.exists():
        reasons.append(_("The account has no one-time passwords."))
    if reasons:
        raise Refused(*reasons)
    own.delete()
    for session in UserSession.objects.filter(user=row.user):
        session.end()
    note(row.account, MemberAct.FACTOR_OFF, by=by.get_username(), facts={"reason": reason.strip()[:200]})
    mails.send_soon(mails.Kind.FACTOR_OFF, row)


def _locked(member: Member) -> Member:
    row = Member.objects.select_for_update(of=("self", "user")).select_related("user").get(pk=member.pk)
    if row.left_at is not None:
        raise Refused(_("This account is gone already."))
    return row
