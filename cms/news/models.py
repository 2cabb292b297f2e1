"""Notices and events."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Orderable
from wagtail.search import index

from cms.core.blocks import BodyBlock
from cms.pages.models import StampedPage


class NoticeListPage(StampedPage):
    """A list of notices of one kind (공지, 고시공고, 보도자료, 채용, 입찰 …)."""

    notice_kind = models.CharField(_("kind of notice"), max_length=20, blank=True)

    content_panels = [*StampedPage.content_panels, FieldPanel("notice_kind")]
    subpage_types = ["news.NoticePage"]

    class Meta(StampedPage.Meta):
        verbose_name = _("notice list")


class NoticePage(StampedPage):
    """A notice with its posting period (게시기간) and files."""

    published_on = models.DateField(_("date"), default=timezone.localdate, db_index=True)
    posting_from = models.DateField(_("posted from"), null=True, blank=True)
    posting_to = models.DateField(_("posted until"), null=True, blank=True)
    pinned = models.BooleanField(_("pinned"), default=False, db_index=True)
    body = StreamField(BodyBlock(), verbose_name=_("body"), blank=True)

    content_panels = [
        *StampedPage.content_panels,
        MultiFieldPanel(
            [FieldPanel("published_on"), FieldPanel("posting_from"), FieldPanel("posting_to"), FieldPanel("pinned")],
            heading=_("Posting period"),
        ),
        FieldPanel("body"),
        InlinePanel("attachments", heading=_("attachments")),
    ]
    search_fields = [*StampedPage.search_fields, index.SearchField("body"), index.FilterField("published_on")]
    parent_page_types = ["news.NoticeListPage"]
    subpage_types: list[str] = []

    class Meta(StampedPage.Meta):
        verbose_name = _("notice")

    def clean(self) -> None:
        """A posting period ends on or after the day it begins."""
        super().clean()
        if self.posting_from and self.posting_to and self.posting_to < self.posting_from:
            raise ValidationError({"posting_to": _("The posting period ends before it begins.")})


class NoticeAttachment(Orderable):
    """A file of a notice."""

    page = ParentalKey(NoticePage, on_delete=models.CASCADE, related_name="attachments")
    document = models.ForeignKey("wagtaildocs.Document", verbose_name=_("file"), on_delete=models.PROTECT, related_name="+")


class EventCalendarPage(StampedPage):
    """The calendar of events: list first, month grid second, iCal."""

    subpage_types = ["news.EventPage"]

    class Meta(StampedPage.Meta):
        verbose_name = _("event calendar")


class EventPage(StampedPage):
    """An event."""

    starts_at = models.DateTimeField(_("begins"), db_index=True)
    ends_at = models.DateTimeField(_("ends"))
    place = models.CharField(_("place"), max_length=120, blank=True)
    body = StreamField(BodyBlock(), verbose_name=_("body"), blank=True)

    content_panels = [
        *StampedPage.content_panels,
        MultiFieldPanel([FieldPanel("starts_at"), FieldPanel("ends_at"), FieldPanel("place")], heading=_("When and where")),
        FieldPanel("body"),
    ]
    search_fields = [*StampedPage.search_fields, index.SearchField("place"), index.SearchField("body")]
    parent_page_types = ["news.EventCalendarPage"]
    subpage_types: list[str] = []

    class Meta(StampedPage.Meta):
        verbose_name = _("event")

    def clean(self) -> None:
        """An event ends after it begins."""
        super().clean()
        if self.starts_at and self.ends_at and self.ends_at < self.starts_at:
            raise ValidationError({"ends_at": _("The event ends before it begins.")})
