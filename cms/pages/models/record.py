"""One row a page: what is asked across all page types. Freshness deadlines attach here."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class PageRecord(models.Model):
    """Department, summary and last confirmation of a page. Never derived from revisions: autosave writes those.

    ``cms.pages.records`` makes the row when a page is first saved, whatever the path, and keeps department and
    summary in step at each publication. ``confirmed_at`` moves only when somebody says that the page still holds:
    deadlines for freshness compare it with the interval of the page's kind of content.
    """

    page = models.OneToOneField("wagtailcore.Page", on_delete=models.CASCADE, related_name="record")
    department = models.ForeignKey("departments.Department", on_delete=models.PROTECT, related_name="page_records")
    summary = models.CharField(_("summary"), max_length=300, blank=True)
    confirmed_at = models.DateTimeField(_("last confirmed"), null=True, db_index=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("page record")
        verbose_name_plural = _("page records")

    def __str__(self) -> str:
        return f"{self.page_id} ← {self.department_id}"
