"""Files of pages: what the text inside them holds, and by which page they are public."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class DocumentFindings(models.Model):
    """What a document's text holds, by the hash of its content: read once, however often it is uploaded.

    Finds are kept covered, with a keyed hash; the text itself is not kept. ``basis`` names the rules and the office
    contacts by which it was read: when they change it is read again.
    """

    class State(models.TextChoices):
        READ = "read", _("text read")
        NO_TEXT = "no_text", _("holds no text")
        LOCKED = "locked", _("locked with a password")
        BROKEN = "broken", _("cannot be read")
        TOO_LARGE = "too_large", _("too large to be read")
        OLD = "old", _("of an old format; save it as HWPX, DOCX, XLSX, PPTX or PDF")
        NOT_TEXT = "not_text", _("of a kind without text")

    sha256 = models.CharField(max_length=64)
    extension = models.CharField(max_length=12)
    basis = models.CharField(max_length=64)
    state = models.CharField(_("state"), max_length=12, choices=State.choices)
    findings = models.JSONField(_("finds"), default=list)
    read_at = models.DateTimeField(_("read"), auto_now=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["sha256", "extension"], name="publication_document_read_once")]
        verbose_name = _("finds in a document")
        verbose_name_plural = _("finds in documents")

    def __str__(self) -> str:
        return f"{self.sha256[:12]} · {self.get_state_display()}"


class PublicFile(models.Model):
    """A page shows, or showed, a file to the public.

    ``page`` is empty once the page was deleted, ``current`` false once the page shows the file no longer. A file is
    given to the public while one of its rows is current and that page is before the public today.
    """

    class Kind(models.TextChoices):
        DOCUMENT = "document", _("document")
        IMAGE = "image", _("picture")

    kind = models.CharField(max_length=8, choices=Kind.choices)
    file_id = models.BigIntegerField()
    page = models.ForeignKey(
        "wagtailcore.Page", null=True, blank=True, on_delete=models.SET_NULL, related_name="public_files"
    )
    current = models.BooleanField(default=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "file_id", "page"], name="publication_file_once_a_page")]
        verbose_name = _("file of a page")
        verbose_name_plural = _("files of pages")

    def __str__(self) -> str:
        return f"{self.kind} {self.file_id} ← {self.page_id}"
