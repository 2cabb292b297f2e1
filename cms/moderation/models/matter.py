"""A matter (사안): one post that may have to go, from the first report to the decision. Who says what stands here."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.core.encryption import EncryptedTextField
from cms.ordinance.removal import Opinion


class MatterState(models.TextChoices):
    """Where a matter stands. Which act leads where is a table: :mod:`cms.ordinance.moderation`.

    ``GONE`` is not in the table: the post went by another way before anything was decided, and nothing is left to do.
    """

    OPEN = "open", _("to be looked at")  # 신고·발견
    PROPOSED = "proposed", _("awaiting decision")  # 삭제 제안
    REFERRED = "referred", _("awaiting review")  # 심의 요청
    DECIDED = "decided", _("decided, to be carried out")  # 삭제 결정
    REMOVED = "removed", _("removed")  # 삭제
    KEPT = "kept", _("stays")  # 유지
    RESTORED = "restored", _("restored")  # 복원
    GONE = "gone", _("deleted by its author or erased")  # 작성자 삭제·기간 만료


class Matter(models.Model):
    """One post under examination. At most one open matter a post; ``version`` counts changes, so that one wins."""

    subject_kind = models.CharField(max_length=40)
    subject_pk = models.BigIntegerField()
    board_pk = models.BigIntegerField(db_index=True)
    department_pk = models.BigIntegerField(null=True)
    account = models.CharField(max_length=64, blank=True, db_index=True)
    state = models.CharField(_("state"), max_length=10, choices=MatterState.choices, default=MatterState.OPEN)
    opened_at = models.DateTimeField(_("day of opening"), default=timezone.now)
    because = models.CharField(_("opened because"), max_length=20)
    urgent = models.BooleanField(default=False)
    grounds = models.JSONField(_("grounds"), default=list)
    explanation = models.TextField(_("reason"), blank=True)
    unclear = models.BooleanField(_("unclear whether it may be removed"), default=False)
    repetition = models.JSONField(null=True)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("proposed by")
    )
    proposed_at = models.DateTimeField(_("proposed"), null=True)
    seconded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("second look")
    )
    seconded_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("decided by")
    )
    decided_as = models.CharField(_("decided as"), max_length=80, blank=True)
    decided_at = models.DateTimeField(_("decided"), null=True)
    policy_version = models.PositiveIntegerField(null=True)
    hidden_until = models.DateField(_("hidden until"), null=True)
    due_on = models.DateField(null=True, db_index=True)
    closed_at = models.DateTimeField(_("day of closing"), null=True)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["-opened_at", "-pk"]
        verbose_name = _("matter of moderation")
        verbose_name_plural = _("matters of moderation")
        constraints = [
            models.UniqueConstraint(
                fields=["subject_kind", "subject_pk"], condition=Q(closed_at=None), name="moderation_one_open_matter"
            )
        ]
        indexes = [
            models.Index(fields=["state", "opened_at"], name="moderation_by_state"),
            models.Index(fields=["subject_kind", "subject_pk"], name="moderation_by_subject"),
        ]

    def __str__(self) -> str:
        return f"{self.subject_kind} {self.subject_pk} · {self.get_state_display()}"


class Report(models.Model):
    """A reader's report (신고), with the ground that they chose; 0 is “something else”, in their words."""

    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="reports")
    at = models.DateTimeField(_("reported"), default=timezone.now)
    ground = models.PositiveSmallIntegerField(_("ground"))
    words = EncryptedTextField(_("in their words"), null=True)
    reporter = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    sender = models.CharField(max_length=64, blank=True, db_index=True)
    language = models.CharField(max_length=12, default="ko")

    class Meta:
        ordering = ["at", "pk"]
        verbose_name = _("report of a post")
        verbose_name_plural = _("reports of posts")

    def __str__(self) -> str:
        return f"{self.matter_id} · {self.ground}"


class Proposal(models.Model):
    """What a rule proposes (제안): never more than that. ``matches``: reference, likeness, percent, differing parts."""

    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="proposals")
    at = models.DateTimeField(default=timezone.now)
    rule = models.CharField(_("rule"), max_length=20)
    ground = models.PositiveSmallIntegerField(_("ground"), default=0)
    enough = models.BooleanField(null=True)
    reasons = models.JSONField(default=list)
    matches = models.JSONField(default=list)

    class Meta:
        ordering = ["at", "pk"]
        verbose_name = _("proposal of a rule")
        verbose_name_plural = _("proposals of rules")

    def __str__(self) -> str:
        return f"{self.matter_id} · {self.rule}"


class Referral(models.Model):
    """A request for review (심의 요청) and its result, which binds."""

    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="referrals")
    body = models.CharField(_("review body"), max_length=120)
    question = models.TextField(_("question"))
    sent_at = models.DateTimeField(_("sent"), default=timezone.now)
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    opinion = models.CharField(
        _("result"), max_length=8, blank=True, choices=[(each.value, each.value) for each in Opinion]
    )
    answer = models.TextField(_("result in words"), blank=True)
    reference = models.CharField(_("reference number"), max_length=80, blank=True)
    answered_at = models.DateTimeField(_("time of the result"), null=True)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["sent_at", "pk"]
        verbose_name = _("request for review")
        verbose_name_plural = _("requests for review")
        constraints = [
            models.UniqueConstraint(fields=["matter"], condition=Q(answered_at=None), name="moderation_one_referral"),
            models.CheckConstraint(
                condition=Q(answered_at=None, opinion="") | (Q(answered_at__isnull=False) & ~Q(opinion="")),
                name="moderation_result_and_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.matter_id} · {self.body}"
