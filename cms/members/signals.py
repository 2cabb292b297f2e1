"""What follows from signing in and from a new password."""

from __future__ import annotations

from typing import Any

from allauth.account.signals import password_changed, password_reset
from axes.utils import reset
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.utils import timezone

from cms.members import joining, mails
from cms.members.models import Member
from cms.members.selectors import member_of


@receiver(user_logged_in, dispatch_uid="members.signed_in")
def note_sign_in(sender: type, user: Any, **kwargs: Any) -> None:
    """The day of the last sign-in is what dormancy is counted from; who was warned of it is awake."""
    member = member_of(user)
    if member is not None:
        Member.objects.filter(pk=member.pk).update(last_login_on=timezone.localdate(), warned_on=None)


@receiver(password_changed, dispatch_uid="members.password_changed")
def tell_of_change(sender: type, user: Any, **kwargs: Any) -> None:
    """Whoever did not do it must learn of it."""
    member = member_of(user)
    if member is not None:
        mails.send_soon(mails.Kind.PASSWORD, member)


@receiver(password_reset, dispatch_uid="members.password_reset")
def open_again(sender: type, user: Any, **kwargs: Any) -> None:
    """Whoever could read the mail has proven the address; what was guessed wrong before does not count any more."""
    member = member_of(user)
    if member is not None:
        joining.mark_proven(member)
        reset(username=user.email)
        mails.send_soon(mails.Kind.PASSWORD, member)
