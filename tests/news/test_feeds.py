"""Feeds and calendar files are valid and hold what is public."""

import datetime as dt
import xml.etree.ElementTree as ET
from email.utils import parsedate_to_datetime
from zoneinfo import ZoneInfo

from django.utils import timezone
from icalendar import Calendar

from cms.news.models import NoticeAttachment
from tests.factories.media import document, pdf
from tests.factories.pages import EventCalendarPageFactory, EventPageFactory, NoticeListPageFactory, NoticePageFactory

SEOUL = ZoneInfo("Asia/Seoul")


def test_a_list_has_a_feed(client_for, in_alpha):
    listed = NoticeListPageFactory(title="공지사항")
    notice = NoticePageFactory(parent=listed, title="휴관 <안내>", published_on=dt.date(2026, 11, 3))
    NoticePageFactory(parent=listed, title="초안", live=False)
    client = client_for(in_alpha)
    response = client.get(f"{listed.url}rss/")
    assert response["Content-Type"].startswith("application/rss+xml")
    channel = ET.fromstring(response.content).find("channel")
    assert channel.findtext("title") == "공지사항"
    assert channel.findtext("language") == "ko"
    [item] = channel.findall("item")
    assert item.findtext("title") == "휴관 <안내>"
    assert item.findtext("link") == f"http://alpha.localhost{notice.url}"
    assert parsedate_to_datetime(item.findtext("pubDate")).astimezone(SEOUL).date() == notice.published_on
    assert f'href="{listed.url}rss/"' in client.get(listed.url).content.decode()


def test_a_calendar_file_keeps_the_hours_of_seoul(client_for, in_alpha):
    calendar = EventCalendarPageFactory(title="행사")
    begins = dt.datetime(2026, 12, 1, 19, 0, tzinfo=SEOUL)
    event = EventPageFactory(
        parent=calendar,
        title="송년 음악회; 겨울",
        starts_at=begins,
        ends_at=begins + dt.timedelta(hours=2),
        place="시민회관",
    )
    client = client_for(in_alpha)
    for address in (f"{calendar.url}ical/", f"{event.url}ical/"):
        response = client.get(address)
        assert response["Content-Type"] == "text/calendar; charset=utf-8"
        [entry] = Calendar.from_ical(response.content).walk("VEVENT")
        assert str(entry["SUMMARY"]) == "송년 음악회; 겨울"
        assert entry["DTSTART"].dt == begins
        assert str(entry["LOCATION"]) == "시민회관"
        assert b"TZID=Asia/Seoul" in response.content
        assert b"BEGIN:VTIMEZONE" in response.content


def test_the_calendar_shows_the_month_that_is_asked(client_for, in_alpha):
    calendar = EventCalendarPageFactory()
    begins = dt.datetime(2026, 11, 30, 23, 0, tzinfo=SEOUL)
    EventPageFactory(parent=calendar, title="밤 산책", starts_at=begins, ends_at=begins + dt.timedelta(hours=3))
    client = client_for(in_alpha)
    for month in ("2026-11", "2026-12"):
        days = [day for week in client.get(calendar.url, {"month": month}).context["month"].weeks for day in week]
        held = {day.date for day in days if day.events}
        assert held == {dt.date(2026, 11, 30), dt.date(2026, 12, 1)}
    assert client.get(calendar.url, {"month": "2026-13"}).status_code == 200
    assert client.get(calendar.url, {"month": "2026-13"}).context["month"].month == timezone.localdate().replace(day=1)


def test_what_is_over_is_not_upcoming(client_for, in_alpha):
    calendar = EventCalendarPageFactory()
    past = dt.datetime(2020, 1, 1, 10, 0, tzinfo=SEOUL)
    event = EventPageFactory(parent=calendar, starts_at=past, ends_at=past)
    client = client_for(in_alpha)
    assert client.get(calendar.url).context["upcoming"] == []
    assert client.get(event.url).status_code == 200


def test_attachments_state_their_kind_and_size(client_for, in_alpha):
    notice = NoticePageFactory()
    file = document("plan.pdf", pdf("a" * 1500))
    NoticeAttachment.objects.create(page=notice, document=file)
    html = client_for(in_alpha).get(notice.url).content.decode()
    assert file.url in html
    assert "PDF, 2.0" in html
