"""Evaluation and calendar at the desk under axe, wide and narrow, with a month that was evaluated."""

import pytest

from tests.journeys.test_desk import sign_in

from .test_axe_staff import in_tenant, nothing_found  # noqa: F401 - a fixture

pytestmark = pytest.mark.browser
REPORT = "/admin/reports/evaluation/"
CALENDAR = "/admin/reports/calendar/"
#: The nights from today until the month is over, as the schedule lives them.
MONTH_END = """
import datetime as dt
import time_machine
from django.utils import timezone
from cms.evaluation.due import evaluate_departments
from cms.evaluation.models import EvaluationPeriod, EvaluationSetting
from cms.pages.services.telling import work_out_the_day
EvaluationSetting.objects.get_or_create(switched_on=True)
day = timezone.localdate()
while not EvaluationPeriod.objects.exists():
    day += dt.timedelta(days=1)
    morning = dt.datetime.combine(day, dt.time(4), dt.timezone(dt.timedelta(hours=9)))
    with time_machine.travel(morning, tick=False):
        work_out_the_day()
        evaluate_departments()
print(EvaluationPeriod.objects.count())
"""


def test_the_report_a_ledger_and_the_calendar(live_site, tab, nothing_found):  # noqa: F811
    in_tenant(live_site, "seoul", MONTH_END)
    page = tab()
    sign_in(page, live_site.url("seoul", REPORT), live_site.account("seoul", "homepage_manager"))
    page.locator(".evaluation-chart rect").first.wait_for()
    nothing_found(page)
    page.locator(".evaluation-table th a").first.click()
    page.locator(".evaluation-tabs").wait_for()
    nothing_found(page)
    page.goto(live_site.url("seoul", CALENDAR))
    page.locator(".evaluation-calendar").wait_for()
    nothing_found(page)
    page.goto(live_site.url("seoul", "/admin/settings/evaluation/evaluationsetting/"))
    nothing_found(page)


def test_a_departments_view_of_them(live_site, tab, nothing_found):  # noqa: F811
    page = tab()
    sign_in(page, live_site.url("anyang", REPORT), live_site.account("anyang", "department_editor"))
    nothing_found(page)
    page.goto(live_site.url("anyang", CALENDAR))
    nothing_found(page)
