"""What citizens read of the catalogue, in Korean and in the languages in which a service is offered."""

import datetime as dt

import pytest
from django.utils import timezone
from wagtail.models import Locale

from petitions.models import Service
from tests.bench.pages import uncached_queries
from tests.factories.pages import HomePageFactory, front_page
from tests.petitions.conftest import catalogue, standards

MOST_QUERIES = 15


@pytest.fixture
def page(town):
    return catalogue()


def names(response):
    return [item.plain_name for item in response.context["listing"].items]


def test_found_by_words_kind_department_and_situation(town, page, client_for):
    client = client_for(town.municipality)
    for asked, found in (
        ({}, ["도로 파손 신고", "여권 발급"]),
        ({"q": "여권을"}, ["여권 발급"]),
        ({"q": "해외 여행"}, ["여권 발급"]),
        ({"q": "불법 주정차"}, ["도로 파손 신고"]),
        ({"q": "al-road"}, ["도로 파손 신고"]),
        ({"q": "신분증 발급"}, ["여권 발급"]),
        ({"q": "여권 포트홀"}, []),
        ({"q": "%_'\""}, []),
        ({"q": "가" * 500}, []),
        ({"kind": "기타"}, ["도로 파손 신고"]),
        ({"kind": "기타", "q": "여권"}, []),
        ({"kind": "없는 것", "department": "X", "situation": "y"}, ["도로 파손 신고", "여권 발급"]),
        ({"department": "T1"}, ["여권 발급"]),
        ({"situation": "moving"}, ["도로 파손 신고"]),
    ):
        response = client.get(page.url, asked)
        assert (response.status_code, sorted(names(response))) == (200, found), asked


def test_a_service_has_its_page(town, page, client_for):
    client = client_for(town.municipality)
    html = client.get(f"{page.url}al-pass/").content.decode()
    for part in ("52,000", "신분증", "심사", "031-000-0101", "민원과", "al-pass/"):
        assert part in html
    assert "제19조제2항" in html
    assert client.get(f"{page.url}AL-PASS/").headers["Location"].endswith("/al-pass/")
    assert client.get(f"{page.url}al-none/").status_code == 404


def test_a_service_that_ended_says_so_and_one_to_come_is_not_there(town, page, client_for):
    client, today = client_for(town.municipality), timezone.localdate()
    Service.objects.filter(pk=town.hole.pk).update(open_until=today - dt.timedelta(days=1))
    Service.objects.filter(pk=town.passport.pk).update(open_from=today + dt.timedelta(days=1))
    assert names(client.get(page.url)) == []
    response = client.get(f"{page.url}al-road/")
    assert (response.status_code, "is-warning" in response.content.decode()) == (200, True)
    assert client.get(f"{page.url}al-pass/").status_code == 404


def test_english_readers_find_what_is_offered_in_english(town, page, client_for):
    home = front_page()
    english = Locale.objects.get(language_code="en")
    front = HomePageFactory(
        parent=home.get_parent(), title="Alpha", slug="home-en", locale=english, translation_key=home.translation_key
    )
    other = catalogue(title="Services", parent=front, locale=english, translation_key=page.translation_key)
    client = client_for(town.municipality)
    assert names(client.get(other.url)) == ["Passport"]
    html = client.get(f"{other.url}al-pass/").content.decode()
    assert "<h1>Passport</h1>" in html
    assert '<li><span lang="ko">신분증</span></li>' in html
    assert client.get(f"{other.url}al-road/").status_code == 404
    korean = client.get(f"{page.url}al-pass/").content.decode()
    assert f'hreflang="en" href="http://testserver{other.url}al-pass/"' in korean.replace(
        front.full_url.split(front.url)[0], "http://testserver"
    )
    sitemap = client.get("/sitemap.xml").content.decode()
    assert sitemap.count(f"<loc>{page.full_url}al-") == 2
    assert sitemap.count(f"<loc>{other.full_url}al-") == 1
    assert f'hreflang="en" href="{other.full_url}al-pass/"' in sitemap
    assert 'rel="alternate" hreflang="en"' not in client.get(f"{page.url}al-road/").content.decode()


def test_the_site_s_search_finds_services_by_other_words(town, page, client_for):
    client = client_for(town.municipality)
    for scope in ("all", "services"):
        rows = client.get("/search/", {"query": "포트홀", "scope": scope}).context["results"].rows
        assert [row["url"] for row in rows] == [f"{page.url}al-road/"]
    page.unpublish()
    assert client.get("/search/", {"query": "포트홀"}).context["results"].rows == ()


def test_the_table_of_standards_and_its_file(town, page, client_for):
    table = standards()
    client = client_for(town.municipality)
    html = client.get(table.url).content.decode()
    assert f'<a href="{page.url}al-road/">도로 파손 신고</a>' in html
    file = client.get(f"{table.url}csv/").content.decode("utf-8-sig")
    assert file.splitlines()[0].startswith("code,name_ko")
    assert "AL-ROAD" in file


def test_queries_are_few(town, page, client_for):
    client = client_for(town.municipality)
    client.get(page.url)  # a town that nobody has looked at yet makes its appearance first
    for url in (page.url, f"{page.url}al-pass/", f"{page.url}?q=여권&situation=moving"):
        found = uncached_queries(client, url)
        assert len(found) <= MOST_QUERIES, "\n".join(found)


def test_another_municipality_has_none_of_it(beta, town, page, client_for):
    assert client_for(beta).get(f"{page.url}al-pass/").status_code == 404
