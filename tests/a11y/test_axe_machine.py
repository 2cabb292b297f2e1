"""The setting and the report of machine translation under axe."""

import pytest

from tests.journeys.test_desk import sign_in

from .test_axe_staff import nothing_found  # noqa: F401 - a fixture

pytestmark = pytest.mark.browser


def test_the_setting_and_the_report(live_site, tab, nothing_found):  # noqa: F811
    page = tab()
    setting = live_site.url("dongjak", "/admin/settings/machine/machinesetting/")
    sign_in(page, setting, live_site.account("dongjak", "homepage_manager"))
    page.locator("input[name=new_key]").wait_for()
    nothing_found(page)
    page.goto(live_site.url("dongjak", "/admin/reports/machine-translation/"))
    page.get_by_role("heading", level=1).wait_for()
    nothing_found(page)
