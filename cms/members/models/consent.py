"""What citizens are asked to agree to (동의), in versions, and who agreed to which (개인정보 보호법 제15·22조)."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, HelpPanel, InlinePanel, MultiFieldPanel


class ConsentKind(models.TextChoices):
    """What it is about. The first three are needed for an account; the last one is for who gives the number."""

    TERMS = "terms", _("Terms of use")
    PERSONAL = "personal", _("Collection and use of personal data")
    AGE = "age", _("14 years or older")
    TELEPHONE = "telephone", _("Mobile telephone")


#: Without these there is no account (회원가입의 필수 동의).
REQUIRED = (ConsentKind.TERMS, ConsentKind.PERSONAL, ConsentKind.AGE)


class ConsentText(ClusterableModel):
    """One version of what is asked, in force from its day on until a later one is.

    A version in force stays as it was read: what is to be changed becomes the next version, which members are asked
    for at their next sign-in. The database refuses anything else.
    """

    kind = models.CharField(_("about"), max_length=10, choices=ConsentKind.choices)
    version = models.PositiveSmallIntegerField(_("version"), editable=False)
    effective_on = models.DateField(_("in force from"), default=timezone.localdate)

    panels = [
        HelpPanel(
            content=_(
                "A version in force is not changed any more. To change the words, write the next version: "
                "members are asked for it when they sign in next."
            )
        ),
        FieldPanel("kind"),
        FieldPanel("effective_on"),
        InlinePanel("wordings", heading=_("Words in each language"), label=_("language"), min_num=1),
    ]

    class Meta:
        ordering = ["kind", "-version"]
        verbose_name = _("consent text")
        verbose_name_plural = _("consent texts")
        constraints = [models.UniqueConstraint(fields=["kind", "version"], name="consent_text_once")]

    def __str__(self) -> str:
        return gettext("%(kind)s, version %(version)s") % {"kind": self.get_kind_display(), "version": self.version}

    def save(self, *args, **kwargs) -> None:
        """Numbers a new version."""
        if not self.version:
            last = ConsentText.objects.filter(kind=self.kind).aggregate(last=models.Max("version"))["last"]
            self.version = (last or 0) + 1
        super().save(*args, **kwargs)

    @property
    def required(self) -> bool:
        """Whether there is no account without it."""
        return self.kind in REQUIRED

    def is_in_force(self, today: dt.date) -> bool:
        """Whether it is, or was once."""
        return self.effective_on <= today

    def clean(self) -> None:
        """Raises ValidationError with all reasons: a version read by members is left as it is."""
        super().clean()
        if not self.pk and self.effective_on and self.effective_on < timezone.localdate():
            raise ValidationError({"effective_on": gettext("A version cannot be in force before it was written.")})


class ConsentWording(models.Model):
    """The words in one language. Terms have a text; what collects data says the four things that the law asks for."""

    text = ParentalKey(ConsentText, on_delete=models.CASCADE, related_name="wordings")
    language = models.CharField(_("language"), max_length=12, choices=settings.LANGUAGES)
    title = models.CharField(_("title"), max_length=120)
    body = models.TextField(_("text"), blank=True)
    purpose = models.TextField(_("purpose"), blank=True)
    items = models.TextField(_("items collected"), blank=True)
    retention = models.TextField(_("kept for"), blank=True)
    refusal = models.TextField(_("right to refuse, and what follows"), blank=True)

    panels = [
        FieldPanel("language"),
        FieldPanel("title"),
        FieldPanel("body"),
        MultiFieldPanel(
            [FieldPanel("purpose"), FieldPanel("items"), FieldPanel("retention"), FieldPanel("refusal")],
            heading=_("Where data is collected"),
        ),
    ]

    class Meta:
        ordering = ["pk"]
        verbose_name = _("words of a consent text")
        constraints = [models.UniqueConstraint(fields=["text", "language"], name="consent_wording_once")]

    def __str__(self) -> str:
        return f"{self.title} ({self.language})"

    def clean(self) -> None:
        """Raises ValidationError for every one of the four things that is missing (개인정보 보호법 제15조제2항)."""
        super().clean()
        four = {"purpose": self.purpose, "items": self.items, "retention": self.retention, "refusal": self.refusal}
        if any(four.values()) or not self.body:
            missing = {name: gettext("Say this, too.") for name, said in four.items() if not said.strip()}
            if missing:
                raise ValidationError(missing)


class Consent(models.Model):
    """That a member agreed to a version, or took the agreement back. Only ever added to.

    It knows the account, not the person: it proves the agreement as long as there is a person to prove it to.
    """

    class Act(models.TextChoices):
        GIVEN = "given", _("given")
        WITHDRAWN = "withdrawn", _("withdrawn")

    account = models.CharField(max_length=32, db_index=True)
    text = models.ForeignKey(ConsentText, on_delete=models.PROTECT, related_name="consents")
    act = models.CharField(max_length=10, choices=Act.choices)
    language = models.CharField(max_length=12)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("consent")
        verbose_name_plural = _("consents")

    def __str__(self) -> str:
        return f"{self.account} · {self.get_act_display()}"
