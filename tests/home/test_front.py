"""The front page shows what it names, while that is public; what is not filled in is not shown."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from home.models import TileBlock
from tests.factories import pages as made


def front(client_for, municipality):
    return client_for(municipality).get("/")


def test_an_empty_front_page_has_its_search_and_its_stamp(client_for, in_alpha):
    home = made.front_page()
    html = front(client_for, in_alpha).content.decode()
    assert home.title in html
    assert 'action="/search/"' in html
    assert 'class="stamp"' in html
    assert 'class="tiles"' not in html


def test_tiles_and_banners_lead_to_live_pages_only(client_for, in_alpha):
    home = made.front_page()
    live, draft = made.InformationPageFactory(), made.InformationPageFactory(live=False)
    home.tiles = made.stream(
        *(("tile", {"title": f"t{p.pk}", "page": p.pk, "icon": "document"}) for p in (live, draft))
    )
    home.banners = made.stream(
        ("banner", {"title": "쪽", "page": live.pk, "url": "", "text": "", "icon": ""}),
        ("banner", {"title": "초안", "page": draft.pk, "url": "", "text": "", "icon": ""}),
        ("banner", {"title": "밖", "page": None, "url": "https://example.kr/", "text": "", "icon": ""}),
    )
    home.save()
    context = front(client_for, in_alpha).context["front"]
    assert [tile["url"] for tile in context.tiles] == [live.url]
    assert [banner["url"] for banner in context.banners] == [live.url, "https://example.kr/"]


def test_each_tab_has_its_own_latest_five(client_for, in_alpha):
    home = made.front_page()
    lists = [made.NoticeListPageFactory(title=f"목록 {number}") for number in range(2)]
    for listed in lists:
        for day in range(1, 8):
            made.NoticePageFactory(parent=listed, published_on=dt.date(2026, 9, day), title=f"{listed.title} {day}일")
    made.NoticePageFactory(parent=lists[0], title="지난 공고", posting_to=dt.date(2020, 1, 1))
    home.notice_lists = made.stream(*(("list", listed.pk) for listed in lists))
    home.news_list = lists[1]
    home.save()
    context = front(client_for, in_alpha).context["front"]
    for tab, listed in zip(context.tabs, lists, strict=True):
        assert [row["title"] for row in tab["rows"]] == [f"{listed.title} {day}일" for day in (7, 6, 5, 4, 3)]
    assert [card["title"] for card in context.news] == [f"목록 1 {day}일" for day in (7, 6, 5, 4)]


def test_the_schedule_shows_what_is_to_come(client_for, in_alpha):
    made.front_page()
    now = timezone.now()
    calendar = made.EventCalendarPageFactory()
    made.EventPageFactory(
        parent=calendar, title="지난 행사", starts_at=now - dt.timedelta(2), ends_at=now - dt.timedelta(1)
    )
    made.EventPageFactory(parent=calendar, title="올 행사", starts_at=now, ends_at=now + dt.timedelta(days=1))
    assert [row["title"] for row in front(client_for, in_alpha).context["front"].events] == ["올 행사"]


def test_related_sites_stand_on_every_page_and_change_at_once(client_for, in_alpha):
    home = made.front_page()
    page = made.InformationPageFactory()
    client = client_for(in_alpha)
    assert "정부24" not in client.get(page.url).content.decode()
    home.related_sites = made.stream(("site", {"title": "정부24", "url": "https://www.gov.kr/"}))
    home.save()
    assert "정부24" in client.get(page.url).content.decode()


def test_an_address_leads_to_the_page_below_the_right_parents(client_for, in_alpha):
    outer = made.SectionPageFactory(slug="생활")
    inner = made.InformationPageFactory(parent=outer, slug="쓰레기")
    made.InformationPageFactory(slug="쓰레기")
    client = client_for(in_alpha)
    assert client.get(inner.url).context["page"].pk == inner.pk
    assert client.get("/쓰레기/").context["page"].pk != inner.pk
    for nowhere in ("/생활/없음/", "/없음/쓰레기/", f"{inner.url}rss/", "/home/생활/"):
        assert client.get(nowhere).status_code == 404


def test_an_icon_that_the_sprite_lacks_is_refused():
    block = TileBlock()
    assert block.child_blocks["icon"].clean("bus") == "bus"
    with pytest.raises(ValidationError):
        block.child_blocks["icon"].clean("rocket")
