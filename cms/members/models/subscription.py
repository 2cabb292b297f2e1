"""What members want to be told, by which channel: each by a consent of its own, each change written down."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, InlinePanel

from cms.core.encryption import EncryptedTextField

from .member import Member


class Channel(models.TextChoices):
    """By which way."""

    MAIL = "mail", _("e-mail")  # 전자우편
    SMS = "sms", _("text message")  # 문자


class Topic(ClusterableModel):
    """Something that members can be told of (분야): news, events, boards."""

    slug = models.SlugField(_("identifier"), max_length=40, unique=True)
    name = models.CharField(_("name in Korean"), max_length=60)
    description = models.CharField(_("what is sent, in Korean"), max_length=200, blank=True)
    offered = models.BooleanField(_("offered"), default=True)
    sort_order = models.PositiveSmallIntegerField(_("place in the list"), default=100)

    panels = [
        FieldPanel("slug"),
        FieldPanel("name"),
        FieldPanel("description"),
        FieldPanel("offered"),
        FieldPanel("sort_order"),
        InlinePanel("names", label=_("Name in another language")),
    ]

    class Meta:
        ordering = ["sort_order", "slug"]
        verbose_name = _("topic of messages to members")
        verbose_name_plural = _("topics of messages to members")

    def __str__(self) -> str:
        return self.name

    def called(self, language: str = "") -> str:
        """Its name in a language, the one in use unless named; the Korean one where there is none."""
        wanted = language or get_language() or settings.LANGUAGE_CODE
        return next((each.name for each in self.names.all() if each.language == wanted), self.name)

    def described(self, language: str = "") -> str:
        """What is sent, likewise."""
        wanted = language or get_language() or settings.LANGUAGE_CODE
        return next((each.description for each in self.names.all() if each.language == wanted), self.description)


class TopicName(models.Model):
    """A topic's name in another language than Korean."""

    topic = ParentalKey(Topic, on_delete=models.CASCADE, related_name="names")
    language = models.CharField(_("language"), max_length=12, choices=settings.LANGUAGES[1:])
    name = models.CharField(_("name"), max_length=60)
    description = models.CharField(_("what is sent"), max_length=200, blank=True)

    class Meta:
        ordering = ["language"]
        constraints = [models.UniqueConstraint(fields=["topic", "language"], name="members_topic_name_once")]

    def __str__(self) -> str:
        return f"{self.language}: {self.name}"


class Subscription(models.Model):
    """A consent to be told of a topic by a channel. It goes when it is taken back; the log stays.

    ``consent_version`` is the wording that was agreed to. ``confirmed_on``: when the member was last told of this
    consent (정보통신망법 제50조제8항).
    """

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="subscriptions")
    topic = models.ForeignKey(Topic, on_delete=models.PROTECT, related_name="subscriptions", verbose_name=_("topic"))
    channel = models.CharField(_("way of sending"), max_length=4, choices=Channel.choices)
    since = models.DateTimeField(_("agreed"), default=timezone.now)
    consent_version = models.CharField(_("wording"), max_length=20)
    confirmed_on = models.DateField(_("consent confirmed"), default=timezone.localdate, db_index=True)

    class Meta:
        ordering = ["topic__sort_order", "channel"]
        verbose_name = _("subscription")
        verbose_name_plural = _("subscriptions")
        constraints = [models.UniqueConstraint(fields=["member", "topic", "channel"], name="members_subscription_once")]
        indexes = [models.Index(fields=["topic", "channel", "member"], name="members_subscribers")]

    def __str__(self) -> str:
        return f"{self.topic_id} · {self.channel}"


class SubscriptionAct(models.TextChoices):
    """What became of a consent."""

    AGREED = "agreed", _("agreed")  # 수신 동의
    ENDED = "ended", _("consent taken back")  # 수신 거부
    REMINDED = "reminded", _("told of the consent")  # 수신동의 여부 확인


class SubscriptionEvent(models.Model):
    """One consent given, taken back or confirmed: written once, without the person (``account``)."""

    account = models.CharField(max_length=32, db_index=True)
    topic = models.CharField(_("topic"), max_length=40)
    channel = models.CharField(_("way of sending"), max_length=4, choices=Channel.choices)
    act = models.CharField(_("act"), max_length=8, choices=SubscriptionAct.choices)
    at = models.DateTimeField(_("when"), default=timezone.now, db_index=True)
    consent_version = models.CharField(_("wording"), max_length=20)
    way = models.CharField(_("by way of"), max_length=12)

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = _("entry of the log of subscriptions")
        verbose_name_plural = _("log of subscriptions")

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d} · {self.topic} · {self.act}"


class TelephoneCheck(models.Model):
    """A code on its way to a telephone, and then that the member answers there. The code itself is not kept.

    ``number_index`` says which number was verified: another one in the account is not.
    """

    PURPOSE = "members.telephonecheck.number"

    member = models.OneToOneField(Member, on_delete=models.CASCADE, related_name="telephone_check")
    number = EncryptedTextField(null=True)
    number_index = models.CharField(max_length=64, blank=True, db_index=True)
    code = models.CharField(max_length=128, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField(null=True)
    verified_at = models.DateTimeField(_("verified"), null=True)

    class Meta:
        verbose_name = _("check of a telephone")
        verbose_name_plural = _("checks of telephones")

    def __str__(self) -> str:
        return str(self.member_id)
