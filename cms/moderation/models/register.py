"""The register of removals (별지 제1호서식): rows that nobody can change, each holding the hash of the one before.

No foreign keys: what is registered outlives the post, the board and the account. No text of a post, no name of an
author: those stand in the evidence copy, closed, and go with it.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _


class RegisterAct(models.TextChoices):
    """What was done about a post or an account."""

    PROPOSED = "proposed", _("removal proposed")  # 삭제 제안
    SECONDED = "seconded", _("second look")  # 확인
    REFERRED = "referred", _("review requested")  # 심의 요청
    REVIEWED = "reviewed", _("result of the review")  # 심의 결과
    HIDDEN = "hidden", _("hidden for a time")  # 임시조치
    SHOWN = "shown", _("shown again")  # 임시조치 해제
    HELD = "held", _("held before publication")  # 게시 전 확인
    APPROVED = "approved", _("published after a look")  # 게시 승인
    DECIDED = "decided", _("removal decided")  # 삭제 결정
    KEPT = "kept", _("stays")  # 유지 결정
    COPIED = "copied", _("copy of the whole post kept")  # 증거 보관
    REMOVED = "removed", _("removed")  # 삭제
    PUBLISHED = "published", _("reason published")  # 사유 공개
    NOTIFIED = "notified", _("author told")  # 사유 통지
    OBJECTED = "objected", _("objection received")  # 이의신청
    UPHELD = "upheld", _("objection refused")  # 이의신청 기각
    RESTORED = "restored", _("restored")  # 복원
    WITHDRAWN = "withdrawn", _("deleted by its author")  # 작성자 삭제
    ERASED = "erased", _("erased when its time was over")  # 보유기간 만료
    BLOCKED = "blocked", _("writer blocked")  # 작성 제한
    UNBLOCKED = "unblocked", _("block ended")  # 작성 제한 해제
    SAME_AUTHOR = "same_author", _("recognised as the same author")  # 동일인 인정
    COPY_GONE = "copy_gone", _("copy erased when its time was over")  # 증거 폐기


class ModerationRegister(models.Model):
    """One act on one post (or, for blocks, one account), as it was that day."""

    number = models.PositiveBigIntegerField(_("row number"), unique=True)
    act = models.CharField(_("act"), max_length=12, choices=RegisterAct.choices)
    at = models.DateTimeField(_("when"), db_index=True)
    matter = models.BigIntegerField(null=True, db_index=True)
    subject_kind = models.CharField(max_length=40, blank=True)
    subject_pk = models.BigIntegerField(null=True)
    board_pk = models.BigIntegerField(null=True)
    board = models.CharField(_("board"), max_length=255, blank=True)
    address = models.TextField(_("address"), blank=True)
    posted_at = models.DateTimeField(_("time of posting"), null=True)
    grounds = models.JSONField(_("grounds"), default=list, help_text=_("Number, article and text of each."))
    reason = models.TextField(_("reason"), blank=True)
    decided_as = models.CharField(_("office"), max_length=80, blank=True)
    actor_id = models.BigIntegerField(null=True)
    actor_name = models.CharField(_("who"), max_length=255, blank=True)
    way = models.CharField(_("by way of"), max_length=40, blank=True)
    evidence_digest = models.CharField(_("SHA-256 of the copy"), max_length=64, blank=True)
    policy_version = models.PositiveIntegerField(_("version of the policy"))
    facts = models.JSONField(default=dict)
    previous_hash = models.CharField(_("hash of the row before"), max_length=64, unique=True)
    own_hash = models.CharField(_("hash of this row"), max_length=64, unique=True)

    class Meta:
        ordering = ["-number"]
        verbose_name = _("entry of the register of removals")
        verbose_name_plural = _("register of removals")
        indexes = [
            models.Index(fields=["subject_kind", "subject_pk", "number"], name="moderation_row_subject"),
            models.Index(fields=["act", "at"], name="moderation_row_act"),
        ]

    def __str__(self) -> str:
        return f"{self.number} · {self.get_act_display()}"


class RegisterCheck(models.Model):
    """One verification of the register: how far it reached, and what was wrong. Written once, as the register is."""

    at = models.DateTimeField(_("when"), auto_now_add=True, db_index=True)
    head_number = models.PositiveBigIntegerField(_("last number"))
    head_hash = models.CharField(_("hash of the last row"), max_length=64)
    faults = models.JSONField(_("faults"), default=list)

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = _("verification of the register of removals")
        verbose_name_plural = _("verifications of the register of removals")

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d} · {self.head_number}"
