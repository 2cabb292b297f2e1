"""A member leaves (회원탈퇴), or is let go after the time of dormancy: everything personal in one transaction.

The emptied account and member rows stay, so that what one author wrote stays together; who that was is nowhere any
more. Consents, subscriptions and acts are logged by the account's key, which leads to nobody then.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.members import outbox, subscriptions
from cms.members.events import note
from cms.members.leaving import Withdrawn, holds_of, let_go, written
from cms.members.models import Delivery, FormerPassword, MailKind, Member, MemberAct, SendState
from cms.ordinance.laws import written as cited
from cms.ordinance.retention import Hold

#: How the row of a member says why it is empty.
BECAUSE = {MemberAct.LEFT: "asked", MemberAct.ERASED: "dormant"}


class Refused(Exception):  # noqa: N818
    """Why an account cannot go: sentences for whoever asked."""

    def __init__(self, reasons: list[str]) -> None:
        self.reasons = reasons
        super().__init__(" ".join(reasons))


@dataclass(frozen=True, slots=True)
class Gone:
    """What became of it: own posts taken back or left without a name, and what a law keeps."""

    posts: Withdrawn
    kept: tuple[Hold, ...]


def leave(member: Member, *, take_back: bool = False) -> Gone:
    """The member wants to go. ``take_back``: their own posts go, too, where no review is pending.

    :raises Refused: for an account of the desk, and for one that is gone already.
    """
    return _go(member.pk, MemberAct.LEFT, take_back=take_back)


def erase(member: Member, *, facts: dict[str, Any], by: str = "") -> Gone:
    """The time of dormancy is over. Posts stay, without the name.

    :raises Refused: as :func:`leave`.
    """
    return _go(member.pk, MemberAct.ERASED, facts=facts, by=by)


@transaction.atomic
def _go(pk: int, act: MemberAct, *, take_back: bool = False, facts: dict[str, Any] | None = None, by: str = "") -> Gone:
    member = Member.objects.select_for_update(of=("self",)).select_related("user").get(pk=pk)
    _may_go(member)
    user, today = member.user, timezone.localdate()
    kept = tuple(hold for hold in holds_of(user) if hold.lasts(today))
    posts = Withdrawn()
    if take_back:
        posts = sum((kind.take_back(user) for kind in written()), Withdrawn())
    let_go(user)
    subscriptions.end_all(member, way="left")
    if member.mail:
        outbox.queue(member, MailKind.FAREWELL, mail=member.mail, facts=_told(act, kept))
    _forget_deliveries(member)
    _forget_sign_in(user, member)
    _empty(member, act)
    note(member.account, act, by=by, facts={**(facts or {}), **_counted(member, posts), "kept": said(kept)})
    return Gone(posts, kept)


def said(kept: tuple[Hold, ...]) -> list[dict[str, str]]:
    """Legal duties as data: what, by which article, until when."""
    return [
        {
            "what": str(hold.what),
            "article": cited(hold.article),
            "until": hold.until.isoformat() if hold.until else "",
        }
        for hold in kept
    ]


def shown(kept: Iterable[Hold]) -> list[dict[str, Any]]:
    """The same for a page: days as days."""
    return [{"what": hold.what, "article": cited(hold.article), "until": hold.until} for hold in kept]


def _may_go(member: Member) -> None:
    reasons = []
    if member.left_at is not None:
        reasons.append(_("This account is gone already."))
    elif member.user.is_superuser or member.user.groups.exists():
        reasons.append(_("This account works at the staff desk. Its rights have to be taken away first."))
    if reasons:
        raise Refused(reasons)


def _told(act: MemberAct, kept: tuple[Hold, ...]) -> dict[str, Any]:
    return {"because": BECAUSE[act], "kept": said(kept), "on": timezone.localdate().isoformat()}


def _counted(member: Member, posts: Withdrawn) -> dict[str, Any]:
    return {
        "joined_on": member.joined_on.isoformat(),
        "posts_gone": posts.gone,
        "posts_stayed": posts.stayed,
    }


def _forget_deliveries(member: Member) -> None:
    """What waits is not sent; the blind index of the mailbox goes."""
    own = Delivery.objects.filter(member=member)
    own.filter(state=SendState.WAITING).update(state=SendState.SKIPPED)
    own.update(place=f"left-{member.account}", error="")


def _forget_sign_in(user: Any, member: Member) -> None:
    """Sessions, one-time passwords, addresses, former passwords, failed attempts; then the account itself."""
    for session in UserSession.objects.filter(user=user):
        session.end()
    names = {user.get_username(), user.email, member.mail or ""} - {""}
    names |= set(EmailAddress.objects.filter(user=user).values_list("email", flat=True))
    for model in (EmailAddress, Authenticator, FormerPassword):
        model.objects.filter(user=user).delete()
    typed = Q()
    for name in names:
        typed |= Q(username__iexact=name)
    for log in (AccessAttempt, AccessFailureLog, AccessLog):
        log.objects.filter(typed).delete()
    user.username, user.email, user.display_name = f"left-{member.account}", "", ""
    user.first_name = user.last_name = ""
    user.is_active, user.last_login = False, None
    user.set_unusable_password()
    user.save()


def _empty(member: Member, act: MemberAct) -> None:
    for related in ("mail_change", "telephone_check"):
        row = getattr(member, related, None)
        if row is not None:
            row.delete()
    member.nickname = member.mail_index = member.verified_by = ""
    member.mail = member.telephone = member.verified_name = None
    member.verified_at = member.last_login_on = member.warned_on = None
    member.left_at, member.left_because = timezone.now(), BECAUSE[act]
    member.save()
