"""What is kept of reports on conformity, and the page on which citizens read it (조례 이행 현황)."""

from typing import Any

from django.db import models
from django.db.models import Subquery
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale

from cms.conformity.labels import STATUS
from cms.conformity.link import ROLE
from cms.conformity.shown import shown
from cms.pages.models import StampedPage


class KeptReport(models.Model):
    """The latest report in one language, with what citizens may know of it. Pages read it, nobody waits for checks.

    ``content`` is what ``cms.conformity.content`` makes of a report.
    """

    language = models.CharField(max_length=12, unique=True)
    made_at = models.DateTimeField(auto_now=True)
    content = models.JSONField()

    def __str__(self) -> str:
        return f"{self.language}, {self.made_at:%Y-%m-%d %H:%M}"


class DutyChange(models.Model):
    """From when a duty has had a status: a row when it was first asked, and one whenever the answer was another."""

    duty = models.CharField(max_length=80)
    status = models.CharField(max_length=8)
    policy_number = models.PositiveIntegerField()
    seen_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["duty", "-pk"]
        indexes = [models.Index(fields=["duty", "-id"], name="conformity_duty_latest")]

    def __str__(self) -> str:
        return f"{self.duty}: {self.status}"

    @property
    def status_label(self) -> str:
        return str(STATUS[self.status])


class ConformityPage(StampedPage):
    """Duty by duty of the ordinance, what is fulfilled and what is not, with evidence. Nothing to fill in."""

    chrome_role = ROLE
    subpage_types: list[str] = []
    page_description = _("Shows what of the ordinance is fulfilled, article by article; nothing to fill in.")

    class Meta(StampedPage.Meta):
        verbose_name = _("conformity with the ordinance")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Adds ``found``: the report in the page's language, None until the first one is made."""
        context = super().get_context(request, *args, **kwargs)
        language = Locale.objects.filter(pk=self.locale_id).values("language_code")
        kept = KeptReport.objects.filter(language=Subquery(language)).first()
        context["found"] = shown(kept.content, kept.made_at) if kept else None
        return context
