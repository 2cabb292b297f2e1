"""Texts from which officers begin (표준 답변 서식): of one department, or of all."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel

#: What a text may be about: the value is that of the event which it comes with.
LONGEST = 10_000


class TemplateKind(models.TextChoices):
    """What a text is for."""

    COMPLETED = "complete", _("answer")  # 처리결과
    REFUSED = "refuse", _("refusal")  # 거부
    NOT_PROCESSED = "not_process", _("not dealt with by a ground of the law")  # 민원 처리의 예외
    RETURNED = "return", _("return")  # 반려
    REPEAT = "close_repeat", _("closed as a repeat")  # 종결처리
    UPHELD = "uphold", _("objection upheld")  # 인용
    DISMISSED = "dismiss", _("objection dismissed")  # 기각
    TRANSFER = "transfer", _("transfer to another agency")  # 이송
    SUPPLEMENT = "demand_supplement", _("demand for a supplement")  # 보완 요구
    EXTENSION = "extend", _("extension of the period")  # 처리기간 연장
    PROGRESS = "tell_progress", _("how far things are")  # 처리진행상황


class AnswerTemplate(models.Model):
    """A text with placeholders such as {민원인}; ``text``, ``reasons``, ``remedy`` fill the fields so named."""

    name = models.CharField(_("name"), max_length=100)
    kind = models.CharField(_("for"), max_length=20, choices=TemplateKind.choices)
    department = models.ForeignKey(
        "departments.Department",
        verbose_name=_("department"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="answer_templates",
        help_text=_("Empty: every department uses it."),
    )
    language = models.CharField(_("language"), max_length=12, choices=settings.LANGUAGES, default="ko")
    text = models.TextField(_("text"), max_length=LONGEST, blank=True)
    reasons = models.TextField(_("reasons"), max_length=LONGEST, blank=True)
    remedy = models.TextField(_("remedy"), max_length=LONGEST, blank=True)

    panels = [
        FieldPanel("name"),
        FieldRowPanel([FieldPanel("kind"), FieldPanel("language"), FieldPanel("department")]),
        FieldPanel("text"),
        FieldPanel("reasons"),
        FieldPanel("remedy"),
    ]

    class Meta:
        ordering = ["kind", "name", "pk"]
        verbose_name = _("answer template")
        verbose_name_plural = _("answer templates")

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Refuse unknown placeholders, with all of them at once, and a template without any text."""
        from petitions.answers.rendering import faults

        super().clean()
        wrong = {field: faults(getattr(self, field)) for field in ("text", "reasons", "remedy")}
        errors: dict[str, list[str]] = {field: found for field, found in wrong.items() if found}
        if not (self.text.strip() or self.reasons.strip() or self.remedy.strip()):
            errors.setdefault("text", []).append(str(_("Write a text, reasons or a remedy.")))
        if errors:
            raise ValidationError(errors)
