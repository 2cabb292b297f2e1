"""The report on conformity at the desk and on the platform under axe, wide and narrow. Citizens' page: test_axe.py."""

import pytest

from tests.journeys.test_desk import sign_in

from .test_axe_staff import nothing_found  # noqa: F401 - a fixture

pytestmark = pytest.mark.browser
REPORT = "/admin/reports/conformity/"


def test_the_report_its_filters_and_one_duty(live_site, tab, nothing_found):  # noqa: F811
    page = tab()
    sign_in(page, live_site.url("anyang", REPORT), live_site.account("anyang", "homepage_manager"))
    nothing_found(page)
    page.locator(".conformity-card a").first.click()
    page.get_by_role("status").filter(has_text="62").wait_for()
    nothing_found(page)
    page.locator(".conformity-listing .title a").first.click()
    page.locator(".conformity-words").first.wait_for()
    nothing_found(page)


def test_a_departments_view_of_it(live_site, tab, nothing_found):  # noqa: F811
    page = tab()
    sign_in(page, live_site.url("dongjak", REPORT), live_site.account("dongjak", "department_editor"))
    nothing_found(page)


def test_the_platforms_numbers(live_site, tab, nothing_found):  # noqa: F811
    page = tab()
    here = live_site.url("", "/console/conformity/")
    sign_in(page, here, live_site.account("", "operator"))
    assert page.locator("tbody tr").count() == 4
    nothing_found(page)
