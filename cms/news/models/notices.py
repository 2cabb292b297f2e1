"""Notice lists (공지, 고시공고, 보도자료, 채용, 입찰 …) and notices with their posting period (게시기간)."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.encoding import iri_to_uri
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.fields import StreamField
from wagtail.models import Orderable, Page, PageManager
from wagtail.query import PageQuerySet
from wagtail.search import index
from wagtail.url_routing import RouteResult

from cms.core.rendering import outlined
from cms.core.visibility import readable
from cms.news.listing import NoticeListing, neighbours
from cms.news.rss import notice_feed
from cms.pages.blocks import PageBodyBlock
from cms.pages.models import StampedPage


class PostingState(models.TextChoices):
    """Where a notice stands in its posting period on a day."""

    UPCOMING = "upcoming", _("not posted yet")
    POSTED = "posted", _("posted")
    ENDED = "ended", _("posting period ended")


class NoticeQuerySet(PageQuerySet):
    """Notices by their posting period."""

    def posted(self, on: dt.date | None = None) -> "NoticeQuerySet":
        """Within the posting period on a day (today in the site's time zone); first and last day count."""
        day = on or timezone.localdate()
        begun = models.Q(posting_from__isnull=True) | models.Q(posting_from__lte=day)
        not_ended = models.Q(posting_to__isnull=True) | models.Q(posting_to__gte=day)
        return self.filter(begun & not_ended)

    def public_now(self) -> "NoticeQuerySet":
        """What everybody may read today."""
        return readable(self).posted()

    def in_lists(self, lists: Iterable[Page]) -> "NoticeQuerySet":
        """The notices of these lists."""
        below = models.Q(pk__in=[])
        for page in lists:
            below |= models.Q(path__startswith=page.path, depth=page.depth + 1)
        return self.filter(below)

    def newest_first(self) -> "NoticeQuerySet":
        """Pinned ones on top, then by date; the later written first on one day."""
        return self.order_by("-pinned", "-published_on", "-pk")


class NoticeListPage(RoutablePageMixin, StampedPage):
    """A list of notices of one kind; its feed is at ``rss/``."""

    notice_kind = models.CharField(_("kind of notice"), max_length=20, blank=True)

    content_panels = [*StampedPage.content_panels, FieldPanel("notice_kind")]
    subpage_types = ["news.NoticePage"]
    page_description = _("Holds notices of one kind and their feed.")

    class Meta(StampedPage.Meta):
        verbose_name = _("notice list")

    def public_notices(self) -> NoticeQuerySet:
        """What everybody may read of this list today, pinned and newest first."""
        return NoticePage.objects.in_lists([self]).public_now().newest_first().defer_streamfields()

    @path("")
    def list(self, request: HttpRequest) -> HttpResponse:
        """The notices within their posting period, found by word (``?q=``), in pages (``?page=``)."""
        return self.render(request, context_overrides={"listing": NoticeListing.of(self, request)})

    @path("rss/")
    def feed(self, request: HttpRequest) -> HttpResponse:
        """The latest notices for feed readers."""
        return notice_feed(request, self)


class NoticePage(StampedPage):
    """A notice with its posting period and files."""

    in_site_tree = False
    published_on = models.DateField(_("date"), default=timezone.localdate, db_index=True)
    posting_from = models.DateField(_("posted from"), null=True, blank=True)
    posting_to = models.DateField(_("posted until"), null=True, blank=True)
    pinned = models.BooleanField(_("pinned"), default=False, db_index=True)
    body = StreamField(PageBodyBlock(), verbose_name=_("body"), blank=True)

    content_panels = [
        *StampedPage.content_panels,
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("posting_from"), FieldPanel("posting_to")]),
                FieldRowPanel([FieldPanel("published_on"), FieldPanel("pinned")]),
            ],
            heading=_("Posting period"),
        ),
        FieldPanel("body"),
        InlinePanel("attachments", heading=_("attachments"), label=_("file")),
    ]
    search_fields = [
        *StampedPage.search_fields,
        index.SearchField("body"),
        index.AutocompleteField("body"),
        index.FilterField("published_on"),
        index.FilterField("posting_from"),
        index.FilterField("posting_to"),
    ]
    parent_page_types = ["news.NoticeListPage"]
    subpage_types: list[str] = []
    page_description = _("A notice with date, posting period and files.")

    objects = PageManager.from_queryset(NoticeQuerySet)()

    class Meta(StampedPage.Meta):
        verbose_name = _("notice")

    def clean(self) -> None:
        """A posting period ends on or after the day it begins."""
        super().clean()
        if self.posting_from and self.posting_to and self.posting_to < self.posting_from:
            raise ValidationError({"posting_to": _("The posting period ends before it begins.")})

    @property
    def posted_until(self) -> dt.date | None:
        """The end of the posting period, or of the page itself where that comes first."""
        return min(filter(None, (self.posting_to, super().posted_until)), default=None)

    def posting_state(self, on: dt.date | None = None) -> PostingState:
        """The state on a day (today in the site's time zone); first and last day are within the period."""
        day = on or timezone.localdate()
        if self.posting_from and day < self.posting_from:
            return PostingState.UPCOMING
        if self.posting_to and day > self.posting_to:
            return PostingState.ENDED
        return PostingState.POSTED

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """An ended notice answers, too: it says that it has ended. What was unpublished by hand is gone for readers.

        :raises Http404: for other addresses.
        """
        if self._ended_by_the_schedule() and not path_components:
            return RouteResult(self)
        return super().route(request, path_components)

    def _ended_by_the_schedule(self) -> bool:
        return self.expired and not self.live

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The notice within its period; 404 before it, 410 with a sentence and the department after it.

        A preview shows it at any time.
        """
        state = PostingState.ENDED if self._ended_by_the_schedule() else self.posting_state()
        if getattr(request, "is_preview", False):
            state = PostingState.POSTED
        if state is PostingState.UPCOMING:
            raise Http404
        if state is PostingState.ENDED:
            return self._archive_page(request)
        return super().serve(request, *args, **kwargs)

    def _archive_page(self, request: HttpRequest) -> HttpResponse:
        """Gone, for machines, too: search engines drop it, and the list is named as where to go on."""
        response = render(request, "news/notice_ended.html", self.get_context(request), status=410)
        response.headers["X-Robots-Tag"] = "noindex"
        response.headers["Link"] = f'<{iri_to_uri(self.parent_url)}>; rel="collection"'
        return response

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Adds ``body``, ``documents``, and the ``newer`` and ``older`` notice of the list."""
        context = super().get_context(request, *args, **kwargs)
        context["body"] = outlined(self.body, context)
        context["documents"] = [attachment.document for attachment in self.attachments.select_related("document")]
        context["newer"], context["older"] = neighbours(self)
        return context


class NoticeAttachment(Orderable):
    """A file of a notice."""

    page = ParentalKey(NoticePage, on_delete=models.CASCADE, related_name="attachments")
    document = models.ForeignKey(
        "wagtaildocs.Document", verbose_name=_("file"), on_delete=models.PROTECT, related_name="+"
    )

    panels = [FieldPanel("document")]

    class Meta(Orderable.Meta):
        verbose_name = _("attachment")
        verbose_name_plural = _("attachments")

    def __str__(self) -> str:
        return str(self.document)
