"""How often somebody may sign up, ask for a mail, name another address. Figures: ``ACCOUNT_RATE_LIMITS``."""

from __future__ import annotations

from allauth.core import ratelimit
from django.http import HttpRequest

from cms.core.open_forms import network_of
from cms.members.models import Member, mail_index

SIGN_UP, MAIL, MAILBOX, CHANGE = "signup", "account_mail", "account_mailbox", "manage_email"


def may_sign_up(request: HttpRequest) -> bool:
    """Whether one network address has not sent too many of these forms."""
    return bool(ratelimit.consume(request, action=SIGN_UP))


def may_mail(request: HttpRequest, mail: str) -> bool:
    """Whether an address may be written to again. Counted alike for one that is known here and one that is not.

    For whoever asks, so that nobody uses up what its owner has; and for all together, so that no mailbox is filled.
    """
    index, asks = mail_index(mail), network_of(request.META.get("REMOTE_ADDR", ""))
    if not ratelimit.consume(request, action=MAIL, key=f"{index} {asks}"):
        return False
    return bool(ratelimit.consume(request, action=MAILBOX, key=index))


def may_change(request: HttpRequest, member: Member) -> bool:
    """Whether a member may name another address again."""
    return bool(ratelimit.consume(request, action=CHANGE, key=member.account))
