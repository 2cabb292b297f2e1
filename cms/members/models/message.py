"""Messages to members (회원 부가서비스, 안양 제14조의2): written by one, approved by another, sent once to each."""

from __future__ import annotations

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting

from .leaving import SendState
from .member import Member
from .subscription import Channel, Topic

SUBJECT_LENGTH = 120


class MessageState(models.TextChoices):
    """Where a message stands."""

    DRAFT = "draft", _("being written")  # 작성 중
    PROPOSED = "proposed", _("awaiting approval")  # 승인 대기
    APPROVED = "approved", _("approved, being sent")  # 승인·발송 중
    SENT = "sent", _("sent")  # 발송 완료
    STOPPED = "stopped", _("stopped")  # 발송 중지


class Message(models.Model):
    """One message of one topic by one channel. Only :mod:`cms.members.messages.acting` changes its state.

    ``gathered_at``: from then on its recipients are fixed; nobody is added afterwards.
    """

    topic = models.ForeignKey(Topic, on_delete=models.PROTECT, related_name="+", verbose_name=_("topic"))
    channel = models.CharField(_("way of sending"), max_length=4, choices=Channel.choices)
    state = models.CharField(_("state"), max_length=8, choices=MessageState.choices, default=MessageState.DRAFT)
    not_before = models.DateTimeField(_("not before"), null=True, blank=True)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("written by")
    )
    written_at = models.DateTimeField(_("written"), default=timezone.now)
    proposed_at = models.DateTimeField(_("handed in"), null=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("approved by")
    )
    approved_at = models.DateTimeField(_("approved"), null=True)
    gathered_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(_("finished"), null=True)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["-written_at", "-pk"]
        verbose_name = _("message to members")
        verbose_name_plural = _("messages to members")
        constraints = [
            models.CheckConstraint(
                condition=(~Q(state="approved") & ~Q(state="sent")) | Q(approved_at__isnull=False),
                name="members_message_approved",
            ),
            models.CheckConstraint(
                condition=Q(approved_by=None) | Q(written_by=None) | ~Q(approved_by=models.F("written_by")),
                name="members_message_two_people",
            ),
        ]

    def __str__(self) -> str:
        korean = next((text for text in self.texts.all() if text.language == settings.LANGUAGE_CODE), None)
        return korean.subject if korean and korean.subject else str(self.pk)


class MessageText(models.Model):
    """The words of a message in one language. A text message has no subject of its own; a long one shows it."""

    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="texts")
    language = models.CharField(_("language"), max_length=12, choices=settings.LANGUAGES)
    subject = models.CharField(_("subject"), max_length=SUBJECT_LENGTH)
    body = models.TextField(_("text"))

    class Meta:
        ordering = ["pk"]
        verbose_name = _("text of a message")
        verbose_name_plural = _("texts of messages")
        constraints = [models.UniqueConstraint(fields=["message", "language"], name="members_one_text_a_language")]

    def __str__(self) -> str:
        return f"{self.message_id} · {self.language}"


class Delivery(models.Model):
    """A message to one person, at most once. ``place`` is the same for the same mailbox or telephone."""

    PURPOSE = "members.delivery.place"

    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="deliveries")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    place = models.CharField(max_length=64)
    state = models.CharField(_("state"), max_length=8, choices=SendState.choices, default=SendState.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_attempt_at = models.DateTimeField(default=timezone.now)
    claimed_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(_("sent"), null=True)
    error = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("delivery of a message")
        verbose_name_plural = _("deliveries of messages")
        constraints = [
            models.UniqueConstraint(fields=["message", "member"], name="members_delivery_once"),
            models.UniqueConstraint(fields=["message", "place"], name="members_delivery_place_once"),
        ]
        indexes = [
            models.Index(fields=["next_attempt_at"], condition=Q(state="waiting"), name="members_delivery_waiting"),
            models.Index(fields=["claimed_at"], condition=Q(state="sending"), name="members_delivery_claimed"),
        ]

    def __str__(self) -> str:
        return f"{self.message_id} · {self.pk}"


def _hour() -> list[MaxValueValidator]:
    return [MaxValueValidator(23)]


@register_setting(icon="mail", order=210)
class MemberServiceSetting(BaseGenericSetting):
    """How members are written to, and how long before their data goes they are warned."""

    warn_days = models.PositiveSmallIntegerField(
        _("days between the warning and deletion for dormancy"), default=30, validators=[MaxValueValidator(180)]
    )
    quiet_from = models.PositiveSmallIntegerField(
        _("no messages from (hour)"),
        default=21,
        validators=_hour(),
        help_text=_("Messages that wait are sent in the morning. The same hour twice: messages are sent at all hours."),
    )
    quiet_until = models.PositiveSmallIntegerField(_("until (hour)"), default=8, validators=_hour())
    consent_years = models.PositiveSmallIntegerField(
        _("years after which members are told what they agreed to"),
        default=2,
        validators=[MaxValueValidator(2)],
    )
    offers_sms = models.BooleanField(_("text messages are offered"), default=True)

    panels = [
        FieldPanel("warn_days"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("quiet_from"), FieldPanel("quiet_until")]),
                FieldPanel("consent_years"),
                FieldPanel("offers_sms"),
            ],
            heading=_("Messages to members"),
        ),
    ]

    class Meta:
        verbose_name = _("services for members")

    def __str__(self) -> str:
        return str(self._meta.verbose_name)

    @classmethod
    def current(cls) -> MemberServiceSetting:
        """The row of the schema at hand; the defaults where none was saved yet. Nothing is written on reading."""
        return cls.objects.first() or cls()

    def is_quiet(self, hour: int) -> bool:
        """Whether nothing is sent at this hour of the day (정보통신망법 제50조제3항; here as a courtesy)."""
        if self.quiet_from == self.quiet_until:
            return False
        if self.quiet_from < self.quiet_until:
            return self.quiet_from <= hour < self.quiet_until
        return hour >= self.quiet_from or hour < self.quiet_until
