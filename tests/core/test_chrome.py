"""What every page of a municipality carries: menu, identity, theme, error pages, what machines read."""

import json
import re

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from cms.core import chrome as chrome_room
from cms.core.chrome import register_chrome_part
from cms.core.errors import server_error
from cms.core.menu import site_menu
from cms.core.models import SiteAppearance
from cms.core.theme import theme_hash
from tests.factories.pages import InformationPageFactory, PrivacyPolicyPageFactory, SectionPageFactory, front_page


@pytest.fixture
def site(in_alpha):
    """A front page with two sections; the second holds the privacy policy and a page beside it."""
    home = front_page()
    petitions = SectionPageFactory(parent=home, title="전자민원", slug="minwon", show_in_menus=True)
    InformationPageFactory(parent=petitions, title="여권 안내", slug="passport", show_in_menus=True)
    guide = SectionPageFactory(parent=home, title="이용 안내", slug="guide", show_in_menus=True)
    InformationPageFactory(parent=guide, title="저작권 정책", slug="copyright", show_in_menus=True)
    PrivacyPolicyPageFactory(parent=guide, title="개인정보 처리방침", slug="privacy", show_in_menus=True)
    return home


@pytest.fixture
def request_here(site, alpha):
    with translation.override("ko"):
        request = RequestFactory().get("/", SERVER_NAME="alpha.localhost")
        request.tenant = alpha
        yield request


def titles(tree):
    return [node.title for node in tree]


def test_the_menu_follows_the_tree(request_here):
    tree = site_menu(request_here)
    assert titles(tree) == ["전자민원", "이용 안내"]
    assert titles(tree[0].children) == ["여권 안내"]
    assert tree[0].children[0].url == "/minwon/passport/"


def test_a_kept_menu_costs_no_query(request_here):
    site_menu(request_here)
    with CaptureQueriesContext(connection) as queries:
        site_menu(request_here)
    assert [query["sql"] for query in queries if not query["sql"].startswith("SET")] == []


@pytest.mark.parametrize("act", ["publish", "unpublish", "delete"])
def test_the_menu_is_forgotten_when_a_page_changes(request_here, site, act):
    site_menu(request_here)
    page = site.get_children().get(slug="minwon").specific
    if act == "publish":
        page.title = "민원"
        page.save_revision().publish()
    else:
        getattr(page, act)()
    assert "전자민원" not in titles(site_menu(request_here))


def test_what_is_not_public_is_not_in_the_menu(request_here, site):
    from wagtail.models import PageViewRestriction

    site_menu(request_here)
    page = site.get_children().get(slug="minwon")
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    assert titles(site_menu(request_here)) == ["이용 안내"]


def test_two_parts_of_one_name_are_refused(monkeypatch):
    monkeypatch.setattr(chrome_room, "_parts", {})
    register_chrome_part("weather", str)
    register_chrome_part("weather", str)
    with pytest.raises(ImproperlyConfigured, match="weather"):
        register_chrome_part("weather", repr)


def test_a_page_carries_menu_theme_and_policies(site, client_for, alpha):
    html = client_for(alpha).get("/minwon/passport/").content.decode()
    appearance = SiteAppearance.objects.get()
    assert f"/theme-{theme_hash(appearance.theme())}.css" in html
    assert 'aria-current="page"' in html
    assert html.index("개인정보 처리방침</a>", html.index("<footer")) < html.index(
        "저작권 정책</a>", html.index("<footer")
    )


def test_only_an_official_site_says_that_it_is_one(site, client_for, alpha):
    SiteAppearance.objects.update_or_create(site_id=1, defaults={"organisation": "알파시"})
    masthead = "이 누리집은 대한민국 공식 전자정부 누리집입니다."
    html = client_for(alpha).get("/").content.decode()
    assert masthead not in html
    assert "demo-bar" in html
    SiteAppearance.objects.update(official=True)
    html = client_for(alpha).get("/").content.decode()
    assert masthead in html
    assert "이 누리집은 알파시에서 운영하는 누리집입니다." in html
    assert "demo-bar" not in html


def test_the_theme_may_be_kept_for_ever_at_its_own_address_only(site, client_for, alpha):
    client = client_for(alpha)
    client.get("/")
    digest = theme_hash(SiteAppearance.objects.get().theme())
    assert "immutable" in client.get(f"/theme-{digest}.css")["Cache-Control"]
    stale = client.get("/theme-0123456789ab.css")
    assert stale.status_code == 200
    assert "immutable" not in stale["Cache-Control"]


def test_what_machines_read_cannot_break_out(site, client_for, alpha):
    page = site.get_children().get(slug="minwon").specific
    page.title = "</script><script>alert(1)</script>"
    page.save_revision().publish()
    html = client_for(alpha).get("/minwon/").content.decode()
    data = re.search(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)[1]
    graph = json.loads(data)["@graph"]
    assert graph[-1]["itemListElement"][-1]["name"] == page.title
    assert "<script>alert(1)" not in html


def test_a_missing_page_is_said_in_the_tenants_look(site, client_for, alpha):
    response = client_for(alpha).get("/nowhere/")
    assert response.status_code == 404
    html = response.content.decode()
    assert "demo-bar" in html
    assert 'name="robots" content="noindex"' in html


def test_a_failure_asks_no_database_and_gives_a_number(alpha, caplog):
    request = RequestFactory().get("/broken/")
    request.tenant = alpha
    with CaptureQueriesContext(connection) as queries:
        response = server_error(request)
    assert len(queries) == 0
    assert response.status_code == 500
    reference = re.search(r"<b>(\w{4}-\w{4})</b>", response.content.decode())[1]
    assert reference in caplog.text
    assert response["Cache-Control"] == "no-store"
