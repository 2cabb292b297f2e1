"""The dialogue with the head of the municipality (시장과의 대화방, 시장에게 바란다, 구청장과의 대화방).

What somebody writes is an opinion. Whether it becomes a petition the ordinance says (안양 제11조제2항: always), or the
mayor's office decides, in writing (용인 제12조제2항, 서울 제6조제2항, 동작 제11조제2항).
"""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting

from cms.core.encryption import EncryptedTextField
from cms.core.outbox import WaitingMail
from cms.ordinance.dialogue import may_be, may_be_off
from cms.ordinance.policy import Visibility
from petitions.models.case import Case
from petitions.models.kinds import Kind
from petitions.models.trace import WrittenOnce
from petitions.rights import SettingPolicy
from tenants.selectors import current_policy

#: What is closed in the database, and emptied when its time is over.
PERSONAL_OPINION = ("name", "email", "telephone", "title", "body", "reply")


class Offered(models.TextChoices):
    """What a writer may choose."""

    BOTH = "both", _("the writer chooses: public or private")
    PUBLIC = "public", _("public only")
    PRIVATE = "private", _("private only")

    @property
    def ways(self) -> tuple[Visibility, ...]:
        """As the ordinance names them."""
        return tuple(Visibility) if self is Offered.BOTH else (Visibility(self.value),)


@register_setting(icon="comment", order=340)
class DialogueSetting(BaseGenericSetting):
    """How the dialogue is run; where none was saved yet, the defaults hold."""

    is_off = models.BooleanField(
        _("is not run at present"), default=False, help_text=_("Only where the ordinance leaves it to you.")
    )
    department = models.ForeignKey(
        "departments.Department",
        verbose_name=_("the mayor's office"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("Reads the opinions and decides. Without one, the department that oversees petitions."),
    )
    offered = models.CharField(_("how it is held"), max_length=8, choices=Offered.choices, default=Offered.BOTH)
    decide_days = models.PositiveSmallIntegerField(
        _("days to decide about an opinion"),
        default=3,
        validators=[MinValueValidator(1), MaxValueValidator(30)],
        help_text=_("Working days. After them an opinion stands out at the desk."),
    )

    panels = [FieldPanel("department"), FieldPanel("offered"), FieldPanel("decide_days"), FieldPanel("is_off")]

    class Meta:
        verbose_name = _("dialogue with the head of the municipality")

    def __str__(self) -> str:
        return str(self._meta.verbose_name)

    @classmethod
    def get_permission_policy(cls) -> SettingPolicy:
        """Homepage management and the department that oversees petitions."""
        return SettingPolicy(cls)

    @classmethod
    def current(cls) -> DialogueSetting:
        """The row of the schema at hand; the defaults where none was saved yet. Nothing is written on reading."""
        return cls.objects.select_related("department").first() or cls()

    @property
    def choices(self) -> Offered:
        """What a writer may choose."""
        return Offered(self.offered)

    def clean(self) -> None:
        """Raises ValidationError for what the ordinance does not allow."""
        super().clean()
        policy, wrong = current_policy().policy, {}
        if self.is_off and (reasons := may_be_off(policy).reasons):
            wrong["is_off"] = [reason.said(gettext) for reason in reasons]
        ways = self.choices.ways if self.offered in Offered.values else ()
        if reasons := tuple(reason for way in ways for reason in may_be(way, policy).reasons):
            wrong["offered"] = [reason.said(gettext) for reason in reasons]
        if wrong:
            raise ValidationError(wrong)


class Decision(models.TextChoices):
    """What was decided about an opinion."""

    WAITING = "waiting", _("not decided yet")
    PETITION = "petition", _("is dealt with as a petition")
    OPINION = "opinion", _("stays an opinion")


class Opinion(models.Model):
    """What somebody wrote to the head of the municipality. The row stays when what is personal was erased.

    ``public_title``, ``public_body`` and ``public_reply`` are what a redactor left for everybody; nothing else
    is shown.
    """

    number = models.CharField(_("receipt number"), max_length=20, unique=True)
    language = models.CharField(_("language"), max_length=12, default="ko")
    written_at = models.DateTimeField(_("written"))
    kind = models.CharField(_("kind"), max_length=4, choices=Kind.choices, default=Kind.SUGGESTION)
    name = EncryptedTextField(_("name"), null=True)
    email = EncryptedTextField(_("e-mail"), null=True)
    telephone = EncryptedTextField(_("telephone"), null=True)
    title = EncryptedTextField(_("title"), null=True)
    body = EncryptedTextField(_("content"), null=True)
    wants_public = models.BooleanField(_("the writer wants it to be public"), default=False)
    held = models.BooleanField(_("held back as likely advertising"), default=False)
    decision = models.CharField(_("decision"), max_length=8, choices=Decision.choices, default=Decision.WAITING)
    decided_at = models.DateTimeField(_("decided"), null=True)
    case = models.OneToOneField(
        Case, verbose_name=_("petition"), null=True, on_delete=models.PROTECT, related_name="opinion"
    )
    reply = EncryptedTextField(_("reply"), null=True)
    replied_at = models.DateTimeField(_("replied"), null=True)
    masked_name = models.CharField(_("name for everybody"), max_length=100, blank=True)
    public_title = models.CharField(_("title for everybody"), max_length=200, blank=True)
    public_body = models.TextField(_("text for everybody"), blank=True)
    public_reply = models.TextField(_("reply for everybody"), blank=True)
    published_at = models.DateTimeField(_("public since"), null=True)
    redactor_name = models.CharField(_("read and made public by"), max_length=150, blank=True)
    submission = models.CharField(max_length=64, unique=True, editable=False)
    sender = models.CharField(max_length=64, blank=True, db_index=True, editable=False)
    version = models.PositiveIntegerField(default=0, editable=False)
    erase_on = models.DateField(_("erased from"), null=True, db_index=True)
    erased_at = models.DateTimeField(_("erased"), null=True)

    objects: models.Manager[Opinion]

    class Meta:
        ordering = ["-written_at", "-pk"]
        verbose_name = pgettext_lazy("dialogue", "opinion")
        verbose_name_plural = pgettext_lazy("dialogue", "opinions")
        indexes = [
            models.Index(fields=["written_at"], condition=Q(decision="waiting"), name="petitions_opinion_waits"),
            models.Index(
                fields=["-published_at", "-id"],
                condition=Q(published_at__isnull=False),
                name="petitions_opinion_public",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=(Q(decision="waiting") & Q(decided_at=None) & Q(case=None))
                | (Q(decision="opinion") & Q(decided_at__isnull=False) & Q(case=None))
                | (Q(decision="petition") & Q(decided_at__isnull=False) & Q(case__isnull=False)),
                name="petitions_opinion_decided",
            ),
            models.CheckConstraint(
                condition=Q(published_at=None)
                | (Q(wants_public=True) & ~Q(redactor_name="") & ~Q(public_title="") & ~Q(public_body="")),
                name="petitions_opinion_was_read",
            ),
            models.CheckConstraint(
                condition=Q(erased_at__isnull=True)
                | Q(**{f"{field}__isnull": True for field in PERSONAL_OPINION}, sender="", masked_name=""),
                name="petitions_opinion_erased",
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def waits(self) -> bool:
        """Whether somebody has to decide."""
        return self.decision == Decision.WAITING and self.erased_at is None


class OpinionAct(models.TextChoices):
    """What was done with an opinion."""

    RECEIVED = "received", _("received")
    DECIDED_PETITION = "petition", _("decided: a petition")
    DECIDED_OPINION = "opinion", _("decided: stays an opinion")
    REPLIED = "replied", _("replied")
    PUBLISHED = "published", _("made public")
    WITHDRAWN = "withdrawn", _("taken from the public list")
    RELEASED = "released", _("is no advertising")
    OPENED = "opened", _("opened")
    ERASED = "erased", _("personal data erased")


class OpinionEvent(WrittenOnce):
    """One thing that happened to an opinion; the decision with its reason. PostgreSQL refuses to change it."""

    opinion = models.ForeignKey(Opinion, on_delete=models.PROTECT, related_name="events")
    at = models.DateTimeField(_("at"))
    act = models.CharField(_("what happened"), max_length=10, choices=OpinionAct.choices)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    by_name = models.CharField(max_length=150, blank=True)
    words = EncryptedTextField(_("reason"), null=True)
    policy_version = models.PositiveIntegerField()

    class Meta:
        ordering = ["at", "pk"]
        verbose_name = _("event of an opinion")

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.act}"


class OpinionMail(WaitingMail):
    """Mail to the writer that waits to be sent. The words are made when it is sent: nothing personal stands here."""

    class Kind(models.TextChoices):
        """What it tells."""

        RECEIPT = "receipt", _("receipt")
        DECIDED = "decided", _("stays an opinion")

    opinion = models.ForeignKey(Opinion, on_delete=models.PROTECT, related_name="mails")
    kind = models.CharField(max_length=8, choices=Kind.choices)

    class Meta:
        ordering = ["pk"]
        indexes = [
            models.Index(fields=["next_attempt_at"], condition=Q(state="waiting"), name="petitions_opinion_mail_waits")
        ]

    def __str__(self) -> str:
        return f"{self.opinion_id} {self.kind}"
