"""The calendar of events and its events, for eyes and for calendar programs (iCal)."""

import datetime as dt
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.fields import StreamField
from wagtail.models import Page, PageManager
from wagtail.query import PageQuerySet
from wagtail.search import index

from cms.core.dates import local_day
from cms.core.rendering import outlined
from cms.core.visibility import readable
from cms.news.ical import calendar_response
from cms.news.listing import event_rows
from cms.news.months import MonthView
from cms.pages.blocks import PageBodyBlock
from cms.pages.models import StampedPage


class EventQuerySet(PageQuerySet):
    """Events by time."""

    def public_in(self, calendar: Page) -> "EventQuerySet":
        """Those of a calendar that everybody may read, by their beginning."""
        return readable(self.child_of(calendar)).soonest_first().defer_streamfields()

    def not_over(self, at: dt.datetime | None = None) -> "EventQuerySet":
        """Under way or still to come."""
        return self.filter(ends_at__gte=at or timezone.now())

    def touching(self, first: dt.date, last: dt.date) -> "EventQuerySet":
        """Held, at least in part, on the days from the first to the last, in the site's time zone."""
        begin = timezone.make_aware(dt.datetime.combine(first, dt.time.min))
        end = timezone.make_aware(dt.datetime.combine(last + dt.timedelta(days=1), dt.time.min))
        return self.filter(starts_at__lt=end, ends_at__gte=begin)

    def soonest_first(self) -> "EventQuerySet":
        """By their beginning."""
        return self.order_by("starts_at", "pk")


class EventCalendarPage(RoutablePageMixin, StampedPage):
    """The calendar of events: list first, month grid second (``?month=2026-11``); ``ical/`` is all of it."""

    subpage_types = ["news.EventPage"]
    page_description = _("Holds events: a list, a month and a calendar file.")

    class Meta(StampedPage.Meta):
        verbose_name = _("event calendar")

    def public_events(self) -> EventQuerySet:
        """The calendar's events that everybody may read, by their beginning."""
        return EventPage.objects.public_in(self)

    @path("")
    def overview(self, request: HttpRequest) -> HttpResponse:
        """What is to come, then the month that was asked for."""
        month = MonthView.asked(request.GET.get("month", ""), self)
        upcoming = event_rows(self.public_events().not_over(), request)
        return self.render(request, context_overrides={"month": month, "upcoming": upcoming})

    @path("ical/")
    def ical(self, request: HttpRequest) -> HttpResponse:
        """All events for calendar programs."""
        return calendar_response(self.title, self.public_events(), request, f"{self.slug}.ics")


class EventPage(RoutablePageMixin, StampedPage):
    """An event; ``ical/`` puts it into a calendar."""

    in_site_tree = False
    starts_at = models.DateTimeField(_("begins"), db_index=True)
    ends_at = models.DateTimeField(_("ends"))
    place = models.CharField(_("place"), max_length=120, blank=True)
    body = StreamField(PageBodyBlock(), verbose_name=_("body"), blank=True)

    content_panels = [
        *StampedPage.content_panels,
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at")]), FieldPanel("place")],
            heading=_("When and where"),
        ),
        FieldPanel("body"),
    ]
    search_fields = [
        *StampedPage.search_fields,
        index.SearchField("place"),
        index.SearchField("body"),
        index.AutocompleteField("body"),
        index.FilterField("starts_at"),
    ]
    parent_page_types = ["news.EventCalendarPage"]
    subpage_types: list[str] = []
    page_description = _("An event with time and place.")

    objects = PageManager.from_queryset(EventQuerySet)()

    class Meta(StampedPage.Meta):
        verbose_name = _("event")

    def clean(self) -> None:
        """An event ends after it begins."""
        super().clean()
        if self.starts_at and self.ends_at and self.ends_at < self.starts_at:
            raise ValidationError({"ends_at": _("The event ends before it begins.")})

    @property
    def posted_until(self) -> dt.date | None:
        """The day on which the event ends: afterwards there is nothing to check."""
        return min(filter(None, (local_day(self.ends_at), super().posted_until)))

    @property
    def is_over(self) -> bool:
        return self.ends_at < timezone.now()

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Adds ``body`` with its anchors."""
        context = super().get_context(request, *args, **kwargs)
        context["body"] = outlined(self.body, context)
        return context

    @path("ical/")
    def ical(self, request: HttpRequest) -> HttpResponse:
        """This event for calendar programs."""
        return calendar_response(self.title, [self], request, f"{self.slug}.ics")
