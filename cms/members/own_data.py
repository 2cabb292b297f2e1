"""What this room itself tells a member of what it keeps of them (개인정보 보호법 제35조)."""

from __future__ import annotations

import datetime as dt
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.utils.translation import gettext_lazy as _

from cms.members.leaving import exported_with_member
from cms.members.models import Consent, Delivery, MailChange, Member, MemberEvent, SubscriptionEvent, TelephoneCheck


def stamp(at: dt.datetime | dt.date | None) -> str:
    """ISO text; '' for nothing."""
    return at.isoformat() if at else ""


@exported_with_member(
    "account",
    _("Account of the member"),
    words={
        "nickname": _("nickname"),
        "mail": _("e-mail address"),
        "wanted_mail": _("e-mail address that waits to be confirmed"),
        "telephone": _("mobile telephone"),
        "telephone_verified": _("telephone verified"),
        "verified_name": _("verified name"),
        "verified_by": _("name verified by"),
        "verified_at": _("name verified"),
        "language": _("language"),
        "joined_on": _("joined"),
        "last_login": _("last sign-in"),
        "second_factor": _("one-time passwords set up"),
    },
    order=10,
)
def account(user: Any) -> dict[str, Any]:
    """The account itself; no password, which nobody here can read."""
    member = Member.objects.get(user=user)
    check = TelephoneCheck.objects.filter(member=member, verified_at__isnull=False).first()
    return {
        "nickname": member.nickname,
        "mail": member.mail,
        "wanted_mail": MailChange.objects.filter(member=member).values_list("mail", flat=True).first() or "",
        "telephone": member.telephone or "",
        "telephone_verified": stamp(check.verified_at if check else None),
        "verified_name": member.verified_name or "",
        "verified_by": member.verified_by,
        "verified_at": stamp(member.verified_at),
        "language": member.language,
        "joined_on": stamp(member.joined_on),
        "last_login": stamp(user.last_login),
        "second_factor": Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists(),
    }


@exported_with_member(
    "sessions",
    _("Signed-in devices"),
    words={"address": _("network address"), "device": _("device"), "since": _("signed in"), "seen": _("last seen")},
    order=20,
)
def sessions(user: Any) -> list[dict[str, Any]]:
    """Where the member is signed in."""
    return [
        {
            "address": each.ip,
            "device": each.user_agent,
            "since": stamp(each.created_at),
            "seen": stamp(each.last_seen_at),
        }
        for each in UserSession.objects.filter(user=user)
    ]


@exported_with_member(
    "consents",
    _("Consents"),
    words={"about": _("about"), "version": _("version"), "act": _("act"), "at": _("when"), "language": _("language")},
    order=30,
)
def consents(user: Any) -> list[dict[str, Any]]:
    """What was agreed to and taken back."""
    rows = Consent.objects.filter(account=user.member.account).select_related("text")
    return [
        {
            "about": str(each.text.get_kind_display()),
            "version": each.text.version,
            "act": str(each.get_act_display()),
            "at": stamp(each.at),
            "language": each.language,
        }
        for each in rows
    ]


@exported_with_member(
    "subscriptions",
    _("E-mail and text messages"),
    words={
        "topic": _("topic"),
        "channel": _("way of sending"),
        "act": _("act"),
        "at": _("when"),
        "wording": _("wording"),
        "way": _("by way of"),
    },
    order=40,
)
def subscriptions(user: Any) -> list[dict[str, Any]]:
    """Every consent to be written to, and its end."""
    return [
        {
            "topic": each.topic,
            "channel": str(each.get_channel_display()),
            "act": str(each.get_act_display()),
            "at": stamp(each.at),
            "wording": each.consent_version,
            "way": each.way,
        }
        for each in SubscriptionEvent.objects.filter(account=user.member.account)
    ]


@exported_with_member(
    "messages",
    _("Messages that you were sent"),
    words={"subject": _("subject"), "channel": _("way of sending"), "state": _("state"), "at": _("when")},
    order=50,
)
def messages(user: Any) -> list[dict[str, Any]]:
    """Which ones, and whether they arrived."""
    rows = Delivery.objects.filter(member=user.member).select_related("message").prefetch_related("message__texts")
    return [
        {
            "subject": str(each.message),
            "channel": str(each.message.get_channel_display()),
            "state": str(each.get_state_display()),
            "at": stamp(each.sent_at),
        }
        for each in rows
    ]


@exported_with_member("log", _("Log of the account"), words={"act": _("act"), "at": _("when")}, order=60)
def log(user: Any) -> list[dict[str, Any]]:
    """What was done with the account."""
    rows = MemberEvent.objects.filter(account=user.member.account)
    return [{"act": str(each.get_act_display()), "at": stamp(each.at)} for each in rows]
