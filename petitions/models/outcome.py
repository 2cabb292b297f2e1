"""What the municipality answered, what was objected to, and how the petitioner found it."""

from __future__ import annotations

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cms.core.encryption import EncryptedTextField
from petitions.models.case import Case


class AnswerKind(models.TextChoices):
    """What an answer decides."""

    COMPLETED = "complete", _("result of the petition")  # 처리결과
    REFUSED = "refuse", _("refusal")  # 거부
    NOT_PROCESSED = "not_process", _("not dealt with by a ground of the law")  # 민원 처리의 예외
    RETURNED = "return", _("return")  # 반려
    REPEAT = "close_repeat", _("closed as a repeat")  # 종결처리
    UPHELD = "uphold", _("objection upheld")  # 인용
    DISMISSED = "dismiss", _("objection dismissed")  # 기각


class Answer(models.Model):
    """A written answer (민원 처리결과 통지, 법 제27조): the text, and of a refusal its reasons and the remedy.

    ``public_text`` is what the redactor left for everybody; without a redactor nothing becomes public.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="written_answers")
    kind = models.CharField(_("kind"), max_length=12, choices=AnswerKind.choices)
    at = models.DateTimeField(_("at"))
    document_number = models.CharField(_("document number"), max_length=60, blank=True)
    text = EncryptedTextField(_("answer"), null=True)
    reasons = EncryptedTextField(_("reasons"), null=True)
    remedy = EncryptedTextField(_("remedy"), null=True)
    ground = models.CharField(_("ground"), max_length=40, blank=True)
    officer_name = models.CharField(_("officer"), max_length=150)
    department_name = models.CharField(_("department"), max_length=120)
    contact = models.CharField(_("contact"), max_length=60)
    public_text = models.TextField(_("text for everybody"), blank=True)
    redacted_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    redactor_name = models.CharField(_("redacted by"), max_length=150, blank=True)
    redacted_at = models.DateTimeField(_("redacted"), null=True)

    class Meta:
        ordering = ["at", "pk"]
        verbose_name = _("answer to a petition")
        constraints = [
            models.CheckConstraint(
                condition=Q(public_text="") | (~Q(redactor_name="") & Q(redacted_at__isnull=False)),
                name="petitions_public_answer_was_read",
            )
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.kind}"


class Objection(models.Model):
    """An objection (이의신청, 법 제35조) with its own clock and its line in the register (이의신청 처리대장).

    One at a time, and one for each refusal: a case that was taken up again and refused again has another one.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="objections")
    year = models.PositiveSmallIntegerField(_("year"))
    serial = models.PositiveIntegerField(_("number in the register"))
    objected_at = models.DateTimeField(_("objected"))
    reason = EncryptedTextField(_("reason"), null=True)
    due_on = models.DateField(_("to be decided until"))
    extended_days = models.PositiveSmallIntegerField(_("extended by days"), default=0)
    decided_at = models.DateTimeField(_("decided"), null=True)
    outcome = models.CharField(
        _("decision"),
        max_length=10,
        blank=True,
        choices=[
            ("uphold", _("objection upheld")),
            ("dismiss", _("objection dismissed")),
            ("withdraw", _("objection withdrawn")),
        ],
    )

    class Meta:
        ordering = ["year", "serial"]
        verbose_name = _("objection")
        verbose_name_plural = _("register of objections")
        constraints = [
            models.UniqueConstraint(fields=["year", "serial"], name="petitions_objection_number"),
            models.UniqueConstraint(fields=["case"], condition=Q(decided_at=None), name="petitions_one_objection"),
            models.CheckConstraint(
                condition=(Q(decided_at=None) & Q(outcome="")) | (Q(decided_at__isnull=False) & ~Q(outcome="")),
                name="petitions_objection_decided",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year}-{self.serial}"


class Satisfaction(models.Model):
    """How satisfied the petitioner was (만족도 조사, 법 제26조). The mark stays for statistics."""

    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="satisfaction")
    at = models.DateTimeField(auto_now_add=True)
    score = models.PositiveSmallIntegerField(_("mark"), validators=[MinValueValidator(1), MaxValueValidator(5)])
    comment = EncryptedTextField(_("remark"), null=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(score__gte=1) & Q(score__lte=5), name="petitions_score")]

    def __str__(self) -> str:
        return str(self.score)


class InternalNote(models.Model):
    """A note among colleagues; the petitioner never sees it."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="notes")
    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    by_name = models.CharField(max_length=150)
    text = EncryptedTextField(_("note"), null=True)

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M}"
