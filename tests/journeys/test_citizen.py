"""What citizens do in a browser: notices, search, menu, display, languages, an article; also without JavaScript."""

from urllib.parse import urlsplit

import pytest

pytestmark = pytest.mark.browser
ARTICLE = "/open/site-ordinance/#art-6-2-8"


@pytest.fixture
def front(live_site, tab):
    """``front("anyang")``: a window on the front page."""

    def _front(slug: str = "anyang", **options):
        page = tab(**options)
        page.goto(live_site.url(slug))
        return page

    return _front


def heading(page) -> str:
    return page.get_by_role("heading", level=1).inner_text()


def test_a_notice_through_a_tab(front):
    page = front()
    first, second = page.get_by_role("tab").all()[:2]
    second.click()
    assert (first.get_attribute("aria-selected"), second.get_attribute("aria-selected")) == ("false", "true")
    panel = page.get_by_role("tabpanel")
    assert panel.count() == 1
    notice = panel.locator(".row-title a").first
    title = notice.inner_text()
    notice.click()
    assert heading(page) == title
    assert page.locator(".stamp").is_visible()


def test_tabs_by_arrow_keys(front):
    page = front()
    tabs = page.get_by_role("tab")
    tabs.first.focus()
    page.keyboard.press("ArrowLeft")
    assert tabs.last.get_attribute("aria-selected") == "true"
    assert tabs.last.evaluate("tab => tab === document.activeElement")


def test_notices_without_javascript(front):
    page = front(java_script_enabled=False)
    assert page.get_by_role("tab").count() == 0
    notice = page.locator(".tab-panel").nth(1).locator(".row-title a").first
    title = notice.inner_text()
    notice.click()
    assert heading(page) == title


@pytest.mark.parametrize("java_script_enabled", [True, False])
def test_from_a_search_to_the_guide(front, java_script_enabled):
    page = front(java_script_enabled=java_script_enabled)
    field = page.get_by_role("main").get_by_role("searchbox")
    field.fill("여권")
    field.press("Enter")
    page.wait_for_url("**/search/**")
    page.get_by_role("main").get_by_role("link", name="여권 안내", exact=True).click()
    page.wait_for_url("**/minwon/passport/")
    assert heading(page) == "여권 안내"
    assert page.locator(".guide-steps > li").count() >= 2


def test_the_menu_by_keyboard(front):
    page = front()
    top = page.locator("[data-menu] button").first
    top.focus()
    page.keyboard.press("Enter")
    panel = page.locator(f"#{top.get_attribute('aria-controls')}")
    assert (top.get_attribute("aria-expanded"), panel.is_visible()) == ("true", True)
    page.keyboard.press("Tab")
    assert panel.evaluate("panel => panel.contains(document.activeElement)")
    page.keyboard.press("Escape")
    assert (top.get_attribute("aria-expanded"), panel.is_visible()) == ("false", False)
    assert top.evaluate("button => button === document.activeElement")


@pytest.mark.parametrize("width", [1280, 390])
def test_all_menus_by_keyboard(front, width):
    page = front(width=width)
    opener = page.locator("[data-all-menu]")
    opener.focus()
    page.keyboard.press("Space")
    assert page.locator("#all-menu").is_visible()
    page.keyboard.press("Escape")
    assert not page.locator("#all-menu").is_visible()
    assert opener.evaluate("link => link === document.activeElement")


def test_the_menu_without_javascript(front):
    page = front(java_script_enabled=False)
    entry = page.locator("[data-menu] .menu-top").first
    title = entry.inner_text()
    entry.click()
    assert heading(page) == title


@pytest.mark.parametrize("java_script_enabled", [True, False])
def test_display_stays_on_the_next_page(front, live_site, java_script_enabled):
    page = front(java_script_enabled=java_script_enabled)
    page.locator(".header details:has([data-display]) summary").click()
    form = page.locator(".header [data-display]")
    form.get_by_label("크게", exact=True).check()
    form.get_by_label("선명하게", exact=True).check()
    if not java_script_enabled:
        with page.expect_navigation():
            form.locator("button[type=submit]").click()
    assert shown(page) == ("xl", "hc")
    page.goto(live_site.url("anyang", "/minwon/passport/"))
    assert shown(page) == ("xl", "hc")


def shown(page) -> tuple[str | None, str | None]:
    """Size of text and display mode that the page is drawn in."""
    root = page.locator("html")
    return root.get_attribute("data-size"), root.get_attribute("data-mode")


@pytest.mark.parametrize("java_script_enabled", [True, False])
def test_another_language_stays(front, live_site, java_script_enabled):
    page = front(java_script_enabled=java_script_enabled)
    page.locator(".header summary", has_text="Language").click()
    page.locator(".header .dropdown-panel a[hreflang=en]").click()
    page.wait_for_url("**/en/")
    assert page.locator("html").get_attribute("lang") == "en"
    page.locator("main a[href^='/en/']").first.click()
    assert urlsplit(page.url).path.startswith("/en/")
    assert page.locator("html").get_attribute("lang") == "en"
    offered = {link.get_attribute("hreflang") for link in page.locator(".header .dropdown-panel a[hreflang]").all()}
    assert offered == {"ko", "en", "zh-hans"}
    assert page.goto(live_site.url("anyang", "/vi/")).status == 404


@pytest.mark.parametrize("java_script_enabled", [True, False])
def test_an_article_by_its_anchor(live_site, tab, java_script_enabled):
    page = tab(java_script_enabled=java_script_enabled)
    page.goto(live_site.url("anyang", ARTICLE))
    item = page.locator("#art-6-2-8")
    assert item.inner_text().startswith("8.")
    box = item.bounding_box()
    assert 0 <= box["y"] < 900
