"""What operators and homepage management see of the schedule under axe, wide and narrow, after a real round."""

import pytest

from tests.journeys.test_desk import sign_in

from .test_axe_staff import nothing_found  # noqa: F401 - a fixture

pytestmark = pytest.mark.browser


def test_the_schedule_of_the_platform_and_of_a_municipality(live_site, tab, nothing_found):  # noqa: F811
    live_site.manage("run_due")
    page = tab()
    sign_in(page, live_site.url("", "/console/schedule/"), live_site.account("", "operator"))
    assert page.locator("#rounds").count() == 1
    nothing_found(page)
    page.goto(live_site.url("", "/console/anyang/schedule/"))
    nothing_found(page)


def test_the_languages_of_a_municipality_and_the_plan_of_a_change(live_site, tab, nothing_found):  # noqa: F811
    page = tab()
    sign_in(page, live_site.url("", "/console/anyang/languages/"), live_site.account("", "operator"))
    nothing_found(page)
    for plan in ("withdraw/en", "add/vi"):
        page.goto(live_site.url("", f"/console/anyang/languages/{plan}/"))
        assert page.locator(".console-plan").count() >= 3
        nothing_found(page)
    page.goto(live_site.url("anyang", "/vi/"))
    nothing_found(page)


def test_what_the_schedule_did_at_the_desk(live_site, tab, nothing_found):  # noqa: F811
    page = tab()
    url = live_site.url("anyang", "/admin/reports/schedule/")
    sign_in(page, url, live_site.account("anyang", "homepage_manager"))
    nothing_found(page)
