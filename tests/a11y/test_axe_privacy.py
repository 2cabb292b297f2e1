"""The access log and its monthly review under axe, wide and narrow."""

import pytest

from tests.journeys.test_desk import sign_in

from .test_axe_staff import in_tenant, nothing_found  # noqa: F401 - a fixture

pytestmark = pytest.mark.browser
LOG = "/admin/reports/access-log/"
#: An officer exports at night, a month ago; the month's address.
LOOKED = """
import datetime as dt
import time_machine
from django.contrib.auth import get_user_model
from django.utils import timezone
from cms.privacy.access import How, Purpose, Several, looked_at
last = timezone.localtime().replace(day=1, hour=22) - dt.timedelta(days=1)
user = get_user_model().objects.order_by("pk").first()
for how in (How.EXPORT, How.SCREEN):
    with time_machine.travel(last, tick=False):
        looked_at(user, Several("contact.letter", 40), fields=["name"], purpose=Purpose.HANDLING, how=how)
print(f"{last.year}/{last.month}/")
"""


def test_the_log_and_a_month_that_is_refused_and_reviewed(live_site, tab, nothing_found):  # noqa: F811
    month = in_tenant(live_site, "dongjak", LOOKED)
    page = tab()
    sign_in(page, live_site.url("dongjak", LOG), live_site.account("dongjak", "homepage_manager"))
    nothing_found(page)
    page.goto(live_site.url("dongjak", f"{LOG}{month}"))
    nothing_found(page)
    confirm = page.locator("form:has(#remark) button")
    confirm.click()
    page.locator("[role=alert]").first.wait_for()
    nothing_found(page)
    page.locator("#remark").fill("사유 확인")
    confirm.click()
    page.locator(".privacy-review .help-info").wait_for()
    nothing_found(page)
    page.goto(live_site.url("dongjak", "/admin/"))
    nothing_found(page)
