"""What homepage management does with an account: locking it, opening it again, sending the first mail once more."""

from __future__ import annotations

from typing import Any

from allauth.usersessions.models import UserSession
from django.db import transaction
from django.utils.translation import gettext as _

from cms.members import joining
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


def _locked(member: Member) -> Member:
    row = Member.objects.select_for_update(of=("self", "user")).select_related("user").get(pk=member.pk)
    if row.left_at is not None:
        raise Refused(_("This account is gone already."))
    return row
