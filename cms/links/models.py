"""Links that lead nowhere, since when, and when they were last looked at."""

import datetime as dt

from django.db import models
from django.utils.translation import gettext_lazy as _


class Fault(models.TextChoices):
    """Why a reader who follows the link does not arrive."""

    GONE = "gone", _("what it leads to does not exist")
    UNPUBLISHED = "unpublished", _("the page is not published")
    RESTRICTED = "restricted", _("the page is not open to everybody")
    ENDED = "ended", _("the posting period of the page is over")
    NO_PLACE = "no_place", _("the page has no such place")
    MALFORMED = "malformed", _("this is not a valid address")
    UNKNOWN_HOST = "unknown_host", _("there is no such host")
    NO_ANSWER = "no_answer", _("the other site does not answer")


class BrokenLink(models.Model):
    """A link on a published page that leads nowhere. ``fixed_on`` closes it: what was broken, and how long, stays."""

    page = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="broken_links")
    target = models.TextField(_("leads to"))
    fault = models.CharField(_("fault"), max_length=16, choices=Fault.choices)
    since = models.DateField(_("broken since"))
    fixed_on = models.DateField(_("mended on"), null=True, blank=True)

    class Meta:
        ordering = ["since", "pk"]
        verbose_name = _("broken link")
        verbose_name_plural = _("broken links")
        indexes = [models.Index(fields=["page"], condition=models.Q(fixed_on=None), name="links_open_by_page")]

    def __str__(self) -> str:
        return f"{self.page_id} → {self.target}"

    def days(self, today: dt.date) -> int:
        """For how many days it has been broken, the first counted; until it was mended, if it was."""
        return ((self.fixed_on or today) - self.since).days + 1


class ForeignAddress(models.Model):
    """An address elsewhere that published pages lead to, and what the other site answered last."""

    address = models.TextField()
    digest = models.CharField(max_length=64, unique=True)
    asked_at = models.DateTimeField(null=True, db_index=True)
    fault = models.CharField(max_length=16, choices=Fault.choices, blank=True)

    def __str__(self) -> str:
        return self.address


class LinkCheck(models.Model):
    """One look at all links."""

    on = models.DateField(unique=True)
    finished_at = models.DateTimeField(auto_now=True)
    pages = models.PositiveIntegerField()
    links = models.PositiveIntegerField()
    broken = models.PositiveIntegerField()

    class Meta:
        ordering = ["-on"]

    def __str__(self) -> str:
        return f"{self.on}: {self.broken}/{self.links}"
