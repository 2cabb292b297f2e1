"""The register of publications and removals (게시·삭제 대장): rows that nobody can change, each holding the one before.

Each row carries the hash of the row before it and its own. PostgreSQL refuses to change or delete rows (a trigger in
the municipality's schema); whoever switches that off still breaks the chain, and ``manage.py verify_register`` says
where. No foreign keys: what is registered outlives the page, the department and the account.
"""

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _


class Act(models.TextChoices):
    """What happened to a page."""

    PUBLISHED = "published", _("published")  # 게시
    REVISED = "revised", _("published content changed")  # 수정 게시
    UNPUBLISHED = "unpublished", _("unpublished")  # 게시 중단
    EXPIRED = "expired", _("posting ended")  # 게시기간 만료
    DELETED = "deleted", _("deleted")  # 삭제
    FILE_CHANGED = "file_changed", _("file of the page changed")  # 첨부파일 변경
    FILE_DELETED = "file_deleted", _("file of the page deleted")  # 첨부파일 삭제


#: What stands in place of a reason where a way offers no place for one; the way follows.
NO_REASON = "no reason given: "
#: The reason of acts that passed by every path that enters itself.
FOUND_LATER = "found by the nightly look"
#: After these the page is before the public.
PUBLIC_ACTS = frozenset({Act.PUBLISHED, Act.REVISED, Act.FILE_CHANGED, Act.FILE_DELETED})


class PublicationRegister(models.Model):
    """One act on one page, as it was that day."""

    number = models.PositiveBigIntegerField(_("row number"), unique=True)
    act = models.CharField(_("act"), max_length=12, choices=Act.choices)
    at = models.DateTimeField(_("when"), db_index=True)
    page_id = models.BigIntegerField(_("page number"), db_index=True)
    page_type = models.CharField(_("page type"), max_length=100)
    language = models.CharField(_("language"), max_length=12)
    title = models.CharField(_("title"), max_length=255, help_text=_("Personal data in it is covered."))
    path = models.TextField(_("address"))
    department_id = models.BigIntegerField(null=True)
    department_name = models.CharField(_("department"), max_length=120, blank=True)
    actor_id = models.BigIntegerField(null=True)
    actor_name = models.CharField(_("who"), max_length=255, blank=True)
    way = models.CharField(_("by way of"), max_length=100)
    reason = models.TextField(_("reason"), blank=True)
    content_hash = models.CharField(_("hash of the content"), max_length=64)
    files = models.JSONField(_("files"), default=list)
    previous_hash = models.CharField(_("hash of the row before"), max_length=64, unique=True)
    own_hash = models.CharField(_("hash of this row"), max_length=64, unique=True)

    class Meta:
        ordering = ["-number"]
        verbose_name = _("entry of the register of publications")
        verbose_name_plural = _("register of publications")

    def __str__(self) -> str:
        return f"{self.number} · {self.get_act_display()} · {self.title}"

    @property
    def reason_in_words(self) -> str:
        """The reason as it was given; what the register itself noted where none was given, in the reader's language."""
        if self.reason == FOUND_LATER:
            return gettext("found by the nightly look; when it was done and by whom is not known")
        return gettext("no reason given") if self.reason.startswith(NO_REASON) else self.reason


class RegisterCheck(models.Model):
    """One verification of the register: how far it reached, and what was wrong. Kept like the register itself.

    The number and hash of that day's last row are an anchor: a chain that was cut short or written anew does not
    lead to it any more.
    """

    at = models.DateTimeField(_("when"), auto_now_add=True, db_index=True)
    head_number = models.PositiveBigIntegerField(_("last number"))
    head_hash = models.CharField(_("hash of the last row"), max_length=64)
    faults = models.JSONField(_("faults"), default=list)

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = _("verification of the register")
        verbose_name_plural = _("verifications of the register")

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d} · {self.head_number}"
