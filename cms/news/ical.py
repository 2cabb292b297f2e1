"""Events for calendar programs (RFC 5545), in the site's time zone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header
from icalendar import Calendar, Event

if TYPE_CHECKING:
    from cms.news.models import EventPage


def calendar_response(name: str, events: Iterable[EventPage], request: HttpRequest, filename: str) -> HttpResponse:
    """A calendar file of events."""
    calendar = Calendar()
    calendar.add("prodid", "-//municipal homepages//events//KO")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    calendar.add("x-wr-timezone", str(timezone.get_default_timezone()))
    for event in events:
        calendar.add_component(_entry(event, request))
    calendar.add_missing_timezones()
    response = HttpResponse(calendar.to_ical(), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=filename)
    return response


def _entry(event: EventPage, request: HttpRequest) -> Event:
    entry = Event()
    entry.add("uid", f"{event.translation_key}-{event.locale_id}@{request.get_host().partition(':')[0]}")
    entry.add("dtstamp", _utc(event.last_published_at or event.starts_at))
    entry.add("dtstart", timezone.localtime(event.starts_at))
    entry.add("dtend", timezone.localtime(event.ends_at))
    entry.add("summary", event.title)
    entry.add("url", event.get_full_url(request))
    if event.place:
        entry.add("location", event.place)
    if event.description:
        entry.add("description", event.description)
    return entry


def _utc(moment: dt.datetime) -> dt.datetime:
    return moment.astimezone(dt.UTC)
