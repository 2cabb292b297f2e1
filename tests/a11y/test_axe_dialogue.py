"""The dialogue with the mayor, consultation and fees under axe: forms, what comes of them, and the desk."""

import re

import pytest

from tests.a11y.test_axe_staff import nothing_found  # noqa: F401 - a fixture
from tests.journeys.test_desk import sign_in

pytestmark = pytest.mark.browser
PUBLIC = (
    ("anyang", "/participation/mayor/"),
    ("anyang", "/participation/mayor/1/"),
    ("anyang", "/minwon/consultation/"),
    ("anyang", "/~consultation/1/"),
    ("yongin", "/~consultation/1/"),
    ("seoul", "/en/~dialogue/"),
)
DESK = ("opinions/", "opinions/?show=all", "opinions/1/", "opinions/3/", "fees/", "fees/bank/", "fees/differences/")


def test_what_citizens_see(live_site, tab, nothing_found):  # noqa: F811
    page = tab()
    for slug, path in PUBLIC:
        assert page.goto(live_site.url(slug, path)).status == 200, path
        nothing_found(page)
        page.set_viewport_size({"width": 320, "height": 900})
        assert not page.evaluate("document.documentElement.scrollWidth > innerWidth"), path


def test_an_opinion_is_written_and_decided(live_site, tab, nothing_found):  # noqa: F811
    page = tab()
    page.goto(live_site.url("yongin", "/communication/mayor-talk/"))
    page.locator("main a[href$='~dialogue/']").click()
    page.locator("#id_body").fill("900101-1234567")
    page.locator("main button[type=submit]").click()
    page.locator("[data-error-summary]").wait_for()
    nothing_found(page)
    page.wait_for_timeout(2100)
    for field, text in (
        ("title", "가로등"),
        ("body", "가로등이 어둡습니다."),
        ("name", "김시연"),
        ("email", "a@example.com"),
    ):
        page.locator(f"#id_{field}").fill(text)
    page.locator("#id_consent").check()
    page.locator("main button[type=submit]").click()
    page.wait_for_url(re.compile(r"~dialogue/[0-9A-Z]{12}/"))
    nothing_found(page)
    number = page.url.split("~dialogue/")[1][:12]
    desk = tab()
    address = live_site.url("yongin", "/admin/petitions/opinions/")
    sign_in(desk, address, live_site.account("yongin", "department_head"))
    desk.goto(address)
    desk.locator(f"th a:has-text('{number[:4]}')").click()
    desk.locator("#id_keep-reason").fill("이미 조치한 사항임")
    desk.locator("button[value=keep]").click()
    desk.locator(".messages").wait_for()
    page.reload()
    assert page.locator("main form").count() == 0, "a private opinion has nothing to take back"
    nothing_found(page)


@pytest.mark.parametrize("path", DESK)
def test_the_desk(live_site, tab, nothing_found, path):  # noqa: F811
    page = tab()
    here = live_site.url("yongin", f"/admin/petitions/{path}")
    sign_in(page, here, live_site.account("yongin", "department_head"))
    page.goto(here)
    nothing_found(page)
