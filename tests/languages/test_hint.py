"""The line for readers whose browser asks for another language: offered in it, sent away without a script."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cms.languages.hint import preferred
from tenants.context import tenant
from tests.factories.pages import InformationPageFactory

ALL = ("ko", "en", "zh-hans", "zh-hant", "ja", "vi")


@pytest.mark.parametrize(
    ("header", "known", "code"),
    [
        ("vi-VN,vi;q=0.9,en;q=0.8", ALL, "vi"),
        ("fr-FR,fr;q=0.9,en-GB;q=0.8,ko;q=0.1", ALL, "en"),
        ("ko;q=0.3,ja;q=0.9", ALL, "ja"),
        ("zh-TW,zh;q=0.9", ALL, "zh-hant"),
        ("zh-Hant-HK", ALL, "zh-hant"),
        ("zh-Hans-CN,zh-Hans;q=0.9", ALL, "zh-hans"),
        ("zh", ALL, "zh-hans"),
        ("zh-TW,zh;q=0.9,en;q=0.8", ("ko", "en", "zh-hans"), "zh-hans"),
        ("vi,en;q=0", ("ko", "en"), None),
        ("de,fr", ALL, None),
        ("*", ALL, None),
        ("", ALL, None),
        ("x" * 600, ALL, None),
    ],
)
def test_what_a_browser_asks_for_first_of_what_there_is(header, known, code):
    assert preferred(header, known) == code


@pytest.fixture
def korean_only(alpha, pair):
    with tenant(alpha):
        return InformationPageFactory(title="한국어만", slug="only-korean")


def test_the_line_leads_to_the_same_page_in_its_own_language(alpha, pair, korean_only, client_for):
    client = client_for(alpha)
    korean, english = f"/{pair.source.slug}/", f"/en/{pair.page.slug}/"
    asks = {"headers": {"Accept-Language": "en-US,en;q=0.9,ko;q=0.5"}}
    html = client.get(korean, **asks).content.decode()
    assert '<aside class="language-hint" lang="en" aria-label="You can read this page in English.">' in html
    assert f'<a href="{english}" hreflang="en">You can read this page in English.</a>' in html
    for path, header in (
        (english, "en-US"),  # it is there already
        (korean, "ko-KR,en;q=0.9"),
        (korean, "vi"),  # not offered here
        (korean, ""),
        (f"/{korean_only.slug}/", "en"),  # not there in English
        ("/search/", "en"),
    ):
        assert "language-hint" not in client.get(path, headers={"Accept-Language": header}).content.decode()
    back = client.get(english, headers={"Accept-Language": "ko"}).content.decode()
    assert '<aside class="language-hint" lang="ko"' in back


def test_it_is_never_forced_and_caches_are_told(alpha, pair, client_for):
    answer = client_for(alpha).get(f"/{pair.source.slug}/", headers={"Accept-Language": "en"})
    assert (answer.status_code, answer["Content-Language"]) == (200, "ko")
    assert {"Accept-Language", "Cookie"} <= {part.strip() for part in answer["Vary"].split(",")}


def test_it_goes_away_by_a_link_and_stays_away(alpha, pair, client_for):
    client = client_for(alpha)
    path = f"/{pair.source.slug}/"
    gone = client.get("/language-hint/", {"next": path})
    assert (gone.status_code, gone["Location"]) == (302, path)
    assert "no-store" in gone["Cache-Control"]
    assert "language-hint" not in client.get(path, headers={"Accept-Language": "en"}).content.decode()
    for elsewhere in ("https://evil.example/", "//evil.example/", "javascript:alert(1)"):
        assert client.get("/language-hint/", {"next": elsewhere})["Location"] == "/"


def test_it_costs_no_query(alpha, pair, client_for):
    path, counts = f"/{pair.source.slug}/", []
    for header in ("ko", "en"):
        client_for(alpha).get(path, headers={"Accept-Language": header})
        with CaptureQueriesContext(connection) as asked:
            client_for(alpha).get(path, headers={"Accept-Language": header})
        counts.append(len(asked))
    assert counts[0] == counts[1]
