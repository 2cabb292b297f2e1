"""Search over the whole site, and what machines find."""

import datetime as dt
import xml.etree.ElementTree as ET

from django.utils import timezone
from wagtail.models import Locale, PageViewRestriction

from tests.factories.departments import DepartmentFactory
from tests.factories.pages import (
    EventPageFactory,
    InformationPageFactory,
    NoticePageFactory,
    SectionPageFactory,
    front_page,
    stream,
)

NAMESPACES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}


def test_a_word_is_found_with_whatever_follows_it(client_for, in_alpha):
    section = SectionPageFactory(title="민원")
    page = InformationPageFactory(
        parent=section, title="발급 안내", body=stream(("paragraph", "<p>여권을 발급합니다.</p>"))
    )
    results = client_for(in_alpha).get("/search/", {"query": "여권"}).context["results"]
    [row] = results.rows
    assert row["title"] == page.title
    assert row["path"] == "민원"
    assert row["excerpt"] == page.summary
    assert row["department"] == page.department.name


def test_scopes_have_counts(client_for, in_alpha):
    now = timezone.now()
    department = DepartmentFactory(name="산림과", duties="숲길")
    InformationPageFactory(title="숲길 안내", department=department)
    NoticePageFactory(title="숲길 공사", department=department)
    EventPageFactory(title="숲길 걷기", department=department, starts_at=now, ends_at=now)
    client = client_for(in_alpha)
    results = client.get("/search/", {"query": "숲길"}).context["results"]
    counts = {tab.scope: tab.count for tab in results.tabs}
    found = {"pages": 1, "services": 0, "notices": 1, "events": 1, "departments": 1, "petitions": 0, "boards": 0}
    assert counts == {"all": 4, **found}
    assert [row["title"] for row in client.get("/search/?query=숲길&scope=notices").context["results"].rows] == [
        "숲길 공사"
    ]
    assert "산림과" in client.get("/search/?query=숲길&scope=departments").content.decode()


def test_nothing_found_helps_on_and_says_what_was_asked(client_for, in_alpha):
    front_page()
    html = client_for(in_alpha).get("/search/", {"query": "<b>없는말"}).content.decode()
    assert "&lt;b&gt;없는말" in html
    assert "<b>없는말" not in html


def test_what_citizens_may_not_read_is_not_found(client_for, in_alpha):
    InformationPageFactory(title="비밀 초안", live=False)
    closed = InformationPageFactory(title="비밀 쪽")
    PageViewRestriction.objects.create(page=closed, restriction_type="login")
    NoticePageFactory(title="비밀 공고", posting_to=dt.date(2020, 1, 1))
    NoticePageFactory(title="비밀 예고", posting_from=dt.date(2999, 1, 1))
    InformationPageFactory(title="안내", body=stream(("editor_note", "비밀 메모")))
    client = client_for(in_alpha)
    assert client.get("/search/", {"query": "비밀"}).context["results"].rows == ()
    locations = client.get("/sitemap.xml").content.decode()
    assert closed.url not in locations


def test_search_takes_any_input(client_for, in_alpha):
    front_page()
    client = client_for(in_alpha)
    for query in ("", "   ", "'", "&|!:*()", "%", "가" * 5000, "a:b <-> c"):
        assert client.get("/search/", {"query": query, "scope": "?", "page": "x"}).status_code == 200
    assert client.get("/search/?query=%00").status_code == 200


def test_search_stays_in_its_language(client_for, in_alpha):
    home = front_page()
    page = InformationPageFactory(title="Passport 여권")
    english = Locale.objects.get(language_code="en")
    home.copy_for_translation(english).save_revision().publish()
    translated = page.copy_for_translation(english)
    translated.title = "Passport"
    translated.save_revision().publish()
    client = client_for(in_alpha)
    assert [row["url"] for row in client.get("/search/?query=passport").context["results"].rows] == [page.url]
    assert [row["url"] for row in client.get("/en/search/?query=passport").context["results"].rows] == [translated.url]


def test_the_sitemap_names_every_language_of_a_page(client_for, in_alpha):
    home = front_page()
    page = InformationPageFactory()
    home.copy_for_translation(Locale.objects.get(language_code="en")).save_revision().publish()
    translated = page.copy_for_translation(Locale.objects.get(language_code="en"))
    translated.save_revision().publish()
    root = ET.fromstring(client_for(in_alpha).get("/sitemap.xml").content)
    entries = {entry.findtext("s:loc", namespaces=NAMESPACES): entry for entry in root.findall("s:url", NAMESPACES)}
    both = {"ko": f"http://alpha.localhost{page.url}", "en": f"http://alpha.localhost{translated.url}"}
    for address in both.values():
        links = entries[address].findall("x:link", NAMESPACES)
        assert {link.get("hreflang"): link.get("href") for link in links} == both
    assert both["en"].startswith("http://alpha.localhost/en/")


def test_a_language_that_is_no_longer_offered_is_not_in_the_sitemap(client_for, in_alpha):
    home = front_page()
    in_alpha.languages = ["ko", "en", "ja"]  # until now; the request below reads what stands
    japanese = Locale.objects.create(language_code="ja")
    home.copy_for_translation(japanese).save_revision().publish()
    assert "/ja/" not in client_for(in_alpha).get("/sitemap.xml").content.decode()


def test_robots_and_icon(client_for, in_alpha):
    client = client_for(in_alpha)
    robots = client.get("/robots.txt")
    assert robots["Content-Type"].startswith("text/plain")
    assert "Sitemap: http://alpha.localhost/sitemap.xml" in robots.content.decode()
    assert "Disallow: /admin/" in robots.content.decode()
    assert client.get("/favicon.ico").status_code == 302
