"""Who looked at whose personal data (접속기록), and who went over it each month (월 1회 이상 점검).

개인정보의 안전성 확보조치 기준 제8조: account, time, place of access, whose data, and what was done. PostgreSQL lets
nobody change a row, and lets none go before its time.
"""

from __future__ import annotations

from typing import Any, NoReturn

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _


class Purpose(models.TextChoices):
    """What for (수행업무)."""

    HANDLING = "handling", _("handling a petition or letter")
    MODERATION = "moderation", _("moderation of posts")  # 게시물의 삭제, 임시조치, 이의신청의 처리
    SUPERVISION = "supervision", _("supervision")
    STATISTICS = "statistics", _("statistics")
    REQUEST = "request", _("request of the person concerned")
    DISCLOSURE = "disclosure", _("disclosure and redaction")
    AUDIT = "audit", _("audit")
    OPERATION = "operation", _("operation of the system")


class How(models.TextChoices):
    """In which way."""

    SCREEN = "screen", _("on the screen")
    SEARCH = "search", _("search")
    DOWNLOAD = "download", _("download")
    EXPORT = "export", _("export as a table")
    PRINT = "print", _("print")


class WrittenOnce(models.Model):
    """A row that is only ever added."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write a new row.

        :raises ValidationError: for a row that stands already.
        """
        if not self._state.adding:
            raise ValidationError(gettext("The access log is only ever added to."))
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Never one by one.

        :raises ValidationError: always.
        """
        raise ValidationError(gettext("The access log is only ever added to."))


class AccessEntry(WrittenOnce):
    """One view of personal data. What is shown of the person who looked is as it was then.

    ``subject_model`` is app.model, ``subject_number`` what people call it by (a receipt number). ``subjects`` is more
    than one for a table or a search. ``fields`` names what was shown, never its content. ``own_name``: a search for the
    name of whoever searched.
    """

    at = models.DateTimeField(_("when"), auto_now_add=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("account"),
        null=True,
        on_delete=models.DO_NOTHING,
        db_constraint=False,  # an account may go, its rows stay as they are
        related_name="+",
    )
    account = models.CharField(_("account"), max_length=150)
    person = models.CharField(_("who"), max_length=150)
    department_name = models.CharField(_("department"), max_length=120, blank=True)
    subject_model = models.CharField(_("whose data"), max_length=100)
    subject_pk = models.CharField(max_length=64, blank=True)
    subject_number = models.CharField(_("number"), max_length=64, blank=True)
    subjects = models.PositiveIntegerField(_("how many"), default=1)
    fields = models.JSONField(_("what was shown"), default=list)
    purpose = models.CharField(_("what for"), max_length=12, choices=Purpose.choices)
    reason = models.CharField(_("reason"), max_length=200, blank=True)
    how = models.CharField(_("in which way"), max_length=8, choices=How.choices)
    own_name = models.BooleanField(_("search for one's own name"), default=False)
    address = models.GenericIPAddressField(_("from where"), null=True)
    kept_until = models.DateField(db_index=True)

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = _("access to personal data")
        verbose_name_plural = _("accesses to personal data")
        indexes = [
            models.Index(fields=["-at", "-id"], name="privacy_access_at"),
            models.Index(fields=["account", "at"], name="privacy_access_person"),
            models.Index(fields=["subject_model", "subject_pk"], name="privacy_access_subject"),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.account} {self.subject_model} {self.subject_number}".strip()

    @property
    def fields_in_words(self) -> str:
        """For a list: the fields by their names in the language in use."""
        from cms.privacy.access.words import field_words  # the words know the models

        return ", ".join(field_words(self.subject_model, name) for name in self.fields)

    @property
    def subject_in_words(self) -> str:
        """What it was, in the language in use."""
        from cms.privacy.access.words import subject_words

        return subject_words(self.subject_model)


class AccessReview(WrittenOnce):
    """A month of the access log that somebody went over. The numbers outlive the rows that they were counted from."""

    month = models.DateField(_("month"), unique=True, help_text=_("Its first day."))
    reviewed_at = models.DateTimeField(_("reviewed"), auto_now_add=True)
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.DO_NOTHING, db_constraint=False, related_name="+"
    )
    reviewer_name = models.CharField(_("by"), max_length=150)
    entries = models.PositiveIntegerField(_("accesses"))
    people = models.JSONField(default=list)
    unusual = models.JSONField(default=list)
    remark = models.CharField(_("remark"), max_length=1000, blank=True)

    class Meta:
        ordering = ["-month"]
        verbose_name = _("review of the access log")
        verbose_name_plural = _("reviews of the access log")

    def __str__(self) -> str:
        return f"{self.month:%Y-%m}"


class ReviewReminder(models.Model):
    """When those who review were last told that a month waits for them."""

    month = models.DateField(unique=True)
    told_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.month:%Y-%m}"
