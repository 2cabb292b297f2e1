"""A citizen's account (회원): as little as possible, and what is personal closed."""

from __future__ import annotations

import secrets

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.core.encryption import EncryptedTextField, blind_index, index_of

NICKNAME_LENGTH = 20


def new_account() -> str:
    """A key that says nothing of whom it belongs to."""
    return secrets.token_hex(16)


class Member(models.Model):
    """What a citizen's account has beside the one for signing in. Staff have none.

    ``account`` stands on all that the member writes. ``mail``: the address as it was typed; the account itself knows it
    by its blind index only. ``left_at``: the person is gone (회원탈퇴, 휴면 삭제): nothing personal is left, the row
    keeps posts of one author together.
    """

    MAIL = "members.member.mail"

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="member")
    account = models.CharField(max_length=32, unique=True, default=new_account, editable=False)
    nickname = models.CharField(_("nickname"), max_length=NICKNAME_LENGTH, blank=True)
    mail = EncryptedTextField(_("e-mail address"), null=True)
    mail_index = models.CharField(max_length=64, blank=True, db_index=True)
    telephone = EncryptedTextField(_("mobile telephone"), null=True)
    verified_name = EncryptedTextField(_("verified name"), null=True)
    verified_by = models.CharField(max_length=40, blank=True)
    verified_at = models.DateTimeField(_("name verified"), null=True)
    language = models.CharField(_("language"), max_length=12, default="ko")
    joined_on = models.DateField(_("joined"), default=timezone.localdate)
    last_login_on = models.DateField(_("last sign-in"), null=True, db_index=True)
    warned_on = models.DateField(null=True)
    left_at = models.DateTimeField(_("left"), null=True)
    left_because = models.CharField(max_length=10, blank=True)

    class Meta:
        verbose_name = _("member")
        verbose_name_plural = _("members of the homepage")
        constraints = [
            # Two who sign up with one address at once: one of them is first.
            models.UniqueConstraint(fields=["mail_index"], condition=~models.Q(mail_index=""), name="member_mail_once")
        ]

    def __str__(self) -> str:
        return self.nickname or str(self.pk)

    @property
    def is_verified(self) -> bool:
        """Whether a provider found out who this is."""
        return self.verified_at is not None and self.left_at is None


@index_of("members.member", "mail_index", "mail")
def mail_index(mail: str) -> str:
    """Under which a member is found by an e-mail address, however it is written."""
    return blind_index(mailbox(mail), Member.MAIL)


def mailbox(mail: str) -> str:
    """One spelling of an address, to be compared: small letters, and a domain in other letters (한국.kr) as servers
    know it. What stands after a plus may be another mailbox and stays.
    """
    local, sign, domain = mail.strip().casefold().rpartition("@")
    if domain.isascii():
        return f"{local}{sign}{domain}"
    try:
        return f"{local}{sign}{domain.encode('idna').decode()}"
    except UnicodeError:  # no name of a server
        return f"{local}{sign}{domain}"
