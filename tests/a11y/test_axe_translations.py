"""What readers and the desk see of translations under axe, wide and narrow, with the demonstration's own states."""

import pytest

from tests.journeys.test_desk import in_tenant, sign_in

from .test_axe_staff import nothing_found  # noqa: F401 - a fixture

pytestmark = pytest.mark.browser
REPORT = "/admin/reports/translations/"
ADDRESS = """
from cms.languages.models import TranslatedPage
print(TranslatedPage.objects.get(state={!r}).page.url)
"""


def test_readers_of_each_state(live_site, tab, nothing_found):  # noqa: F811
    page = tab()
    for state in ("behind", "critically_behind", "machine_unreviewed"):
        page.goto(live_site.url("anyang", in_tenant(live_site, "anyang", ADDRESS.format(state))))
        page.get_by_text("About this translation").wait_for()
        nothing_found(page)
    assert page.goto(live_site.url("anyang", "/en/demonstration-library-card/")).status == 404
    page.get_by_role("heading", name="This page exists only in Korean.").wait_for()
    nothing_found(page)


def test_the_report_and_an_original(live_site, tab, nothing_found):  # noqa: F811
    page = tab()
    sign_in(page, live_site.url("anyang", REPORT), live_site.account("anyang", "homepage_manager"))
    nothing_found(page)
    page.locator("td.title a", has_text="외국인 상담실").first.click()
    page.locator(".translation-differences").wait_for()
    nothing_found(page)
    page.goto(live_site.url("anyang", "/admin/"))
    page.locator("#translations-behind-content").wait_for()
    nothing_found(page)
