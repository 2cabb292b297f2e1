"""What happened to members' accounts, and the mail that tells them: no person stands in what is kept for good."""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.core.encryption import EncryptedTextField

from .member import Member


class MemberAct(models.TextChoices):
    """What was done with an account."""

    EXPORTED = "exported", _("own data handed out")  # 개인정보 열람·내려받기
    WARNED = "warned", _("told of deletion for dormancy")  # 휴면 안내
    UNREACHABLE = "unreachable", _("no mail reaches the member")  # 안내 불가
    LEFT = "left", _("has left")  # 회원탈퇴
    ERASED = "erased", _("deleted for dormancy")  # 장기 미접속 삭제
    LOCKED = "locked", _("account locked")  # 이용 정지
    UNLOCKED = "unlocked", _("account unlocked")  # 이용 정지 해제
    FACTOR_OFF = "factor_off", _("one-time passwords taken off")  # 일회용 비밀번호 해제
    RESENT = "resent", _("verification mail sent again")  # 인증 메일 다시 보냄


class MemberEvent(models.Model):
    """One act on one account: written once. ``account`` says nothing of whom it belongs to; ``facts`` neither.

    ``by`` is the account of whoever did it at the desk, '' for the member and for the schedule.
    """

    account = models.CharField(max_length=32, db_index=True)
    act = models.CharField(_("act"), max_length=12, choices=MemberAct.choices)
    at = models.DateTimeField(_("when"), default=timezone.now, db_index=True)
    by = models.CharField(_("by"), max_length=150, blank=True)
    facts = models.JSONField(default=dict)

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = _("entry of the log of members")
        verbose_name_plural = _("log of members")
        indexes = [models.Index(fields=["act", "at"], name="members_event_act")]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d} · {self.get_act_display()}"


class MailKind(models.TextChoices):
    """Which mail of the account it is."""

    FAREWELL = "farewell", _("account deleted")
    DORMANT = "dormant", _("deletion for dormancy comes")
    CONSENT = "consent", _("services that the member has agreed to")


class SendState(models.TextChoices):
    """How far something to be sent has come.

    ``SENDING`` is written down before anything leaves. Whoever is killed then leaves it ``UNCLEAR``: it may have
    arrived, so nobody sends it a second time by itself.
    """

    WAITING = "waiting", _("waits to be sent")
    SENDING = "sending", _("being sent")
    SENT = "sent", _("sent")
    REFUSED = "refused", _("refused by the receiving server")
    UNCLEAR = "unclear", _("cut off while being sent")
    SKIPPED = "skipped", _("no longer wanted")


class MemberMail(models.Model):
    """A mail about the account. ``mail``: where it goes when the member has no address any more; emptied when sent."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="mails")
    kind = models.CharField(max_length=10, choices=MailKind.choices)
    language = models.CharField(max_length=12, default="ko")
    mail = EncryptedTextField(null=True)
    facts = models.JSONField(default=dict)
    state = models.CharField(max_length=8, choices=SendState.choices, default=SendState.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_attempt_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True)
    error = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["pk"]
        indexes = [
            models.Index(fields=["next_attempt_at"], condition=models.Q(state="waiting"), name="members_mail_waiting")
        ]

    def __str__(self) -> str:
        return f"{self.member_id} {self.kind}"
