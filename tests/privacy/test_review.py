"""The monthly review: who may see it, what it says, recorded once, and somebody is told while it waits."""

import datetime as dt

import pytest
import time_machine
from django.contrib.auth import get_user_model
from django.core import mail

from cms.departments.models import Role
from cms.privacy.access import How, Purpose, Several, looked_at
from cms.privacy.access.reminding import told
from cms.privacy.access.reviewing import month_of, review, waiting
from cms.privacy.due import remind_of_review
from cms.privacy.models import AccessReview
from tenants.context import tenant
from tests.factories.departments import DepartmentFactory
from tests.factories.staff import staff
from tests.privacy.test_access import refused

SEOUL = dt.timezone(dt.timedelta(hours=9))
NOVEMBER = dt.date(2026, 11, 1)
ADDRESS = "/admin/reports/access-log/2026/11/"


def at(text: str) -> time_machine.travel:
    return time_machine.travel(dt.datetime.fromisoformat(text).replace(tzinfo=SEOUL), tick=False)


@pytest.fixture
def people(alpha, client_for):
    """An officer who exported at night, and who may see that."""
    with tenant(alpha):
        officer = staff("officer", Role.DEPARTMENT, departments=[DepartmentFactory(name="민원과")])
        manager = staff("manager", Role.HOMEPAGE)
        manager.email = "manager@alpha.example.kr"
        manager.save()
        for when, subject, how in (
            ("2026-11-02T10:00", Several("contact.letter", 1), How.SCREEN),
            ("2026-11-30T23:30", Several("contact.letter", 40), How.EXPORT),  # by UTC it is November, too
            ("2026-12-01T00:30", Several("contact.letter", 1), How.SCREEN),  # by UTC it would be
        ):
            with at(when):
                looked_at(officer, subject, fields=["name"], purpose=Purpose.HANDLING, how=how)
    return {user.username: client_for(alpha).login_as(user) for user in (officer, manager)}


def test_a_month_has_its_numbers_and_what_stands_out(people, in_alpha):
    month = month_of(NOVEMBER)
    (person,) = month.people
    assert (person.account, person.department, person.accesses, person.subjects) == ("officer", "민원과", 2, 41)
    assert [number for _way, number in person.cells()] == [1, 0, 0, 1, 0]
    assert [(each.oddity, each.day.day) for each in month.unusual] == [
        ("many", 30),
        ("out_of_hours", 30),
        ("exported", 30),
    ]
    assert waiting(dt.date(2026, 11, 30)) == []
    assert waiting(dt.date(2027, 1, 1)) == [NOVEMBER, dt.date(2026, 12, 1)]


def test_only_who_oversees_all_departments_sees_the_log(people):
    for address in ("/admin/reports/access-log/", ADDRESS):
        with at("2026-12-03T10:00"):
            assert people["manager"].get(address).status_code == 200
            assert people["officer"].get(address).status_code in (302, 403)  # Wagtail sends them to the front
    with at("2026-12-03T10:00"):
        assert people["manager"].get("/admin/reports/access-log/2027/1/").status_code == 404
        assert people["manager"].get("/admin/reports/access-log/2026/13/").status_code == 404
        home = people["manager"].get("/admin/").content.decode()
        assert ADDRESS in home
        assert ADDRESS not in people["officer"].get("/admin/").content.decode()


def test_the_log_is_taken_along(people):
    with at("2026-12-03T10:00"):
        shown = people["manager"].get("/admin/reports/access-log/?how=export").content.decode()
        csv = b"".join(people["manager"].get("/admin/reports/access-log/?export=csv")).decode()
        xlsx = people["manager"].get("/admin/reports/access-log/?export=xlsx&at_from=2026-11-30&at_to=2026-11-30")
    assert shown.count('<th scope="row">officer') == 1
    assert csv.count("officer") == 6
    assert "2026-11-30" in csv
    assert xlsx["Content-Type"].startswith("application/vnd.openxml")


def test_a_review_is_recorded_once_and_never_changed(people, in_alpha):
    with at("2026-11-30T10:00"):
        early = people["manager"].post(ADDRESS, {"remark": "확인"})
    with at("2026-12-03T10:00"):
        silent = people["manager"].post(ADDRESS, {"remark": " "})
        done = people["manager"].post(ADDRESS, {"remark": "전산 이관, 사유 확인"})
        again = people["manager"].post(ADDRESS, {"remark": "한 번 더"})
        seen = people["manager"].get(ADDRESS).content.decode()
    assert [answer.status_code for answer in (early, silent, done, again)] == [422, 422, 302, 422]
    assert "한 번 더" not in seen
    assert "전산 이관, 사유 확인" in seen
    row = AccessReview.objects.get()
    assert (row.month, row.entries, row.reviewer_name) == (NOVEMBER, 2, "manager")
    assert [each["kind"] for each in row.unusual] == ["many", "out_of_hours", "exported"]
    assert refused("UPDATE privacy_accessreview SET remark = ''")
    assert refused("DELETE FROM privacy_accessreview")
    assert waiting(dt.date(2026, 12, 31)) == []


def test_they_are_told_when_a_month_waits_and_again_each_week(people, in_alpha):
    sent = []
    for day in ("2026-11-30", "2026-12-01", "2026-12-02", "2026-12-08", "2026-12-09"):
        with at(f"{day}T09:30"):
            if not told(dt.datetime.fromisoformat(f"{day}T09:30+09:00")).exists():
                sent.append((day, remind_of_review()["told"]))
    assert sent == [("2026-11-30", 0), ("2026-12-01", 1), ("2026-12-08", 1)]
    (first, _second) = mail.outbox
    assert first.to == ["manager@alpha.example.kr"]
    assert ADDRESS in first.body
    assert "officer" not in first.body
    with at("2026-12-16T09:30"):
        review(NOVEMBER, "확인", get_user_model().objects.get(username="manager"))
        assert remind_of_review() == {"told": 0}
