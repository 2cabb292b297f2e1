"""Evaluation and calendar at the desk: each sees their own, homepage management and system operation all."""

import csv
import datetime as dt
import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from cms.departments.models import Role
from cms.evaluation.models import DepartmentResult, EvaluationPeriod, EvaluationSetting
from cms.pages.models import PageRecord
from tenants.context import tenant
from tests.factories.departments import DepartmentFactory
from tests.factories.pages import InformationPageFactory, NoticeListPageFactory, NoticePageFactory
from tests.factories.staff import contractor, staff

from .conftest import at, nights

REPORT = "/admin/reports/evaluation/"
CALENDAR = "/admin/reports/calendar/"


@pytest.fixture
def people(alpha):
    """Eight departments, evaluated for November; one with a member and a page of its own."""
    with tenant(alpha):
        EvaluationSetting.objects.create(switched_on=True)
        departments = [DepartmentFactory(name=f"{name}과") for name in "가나다라마바사아"]
        with at("2026-11-28"):
            for department in departments:
                InformationPageFactory(title=f"{department.name} 안내", department=department)
        nights("2026-11-29", "2026-12-01")
        return {
            "member": staff("member", Role.DEPARTMENT, departments=departments[:1]),
            "manager": staff("manager", Role.HOMEPAGE),
            "system": staff("system", Role.SYSTEM),
            "translator": staff("translator", Role.TRANSLATOR),
            "departments": departments,
        }


@pytest.fixture
def seen_by(alpha, client_for, people):
    def _seen_by(person: str, address: str):
        client = client_for(alpha)
        client.login_as(people[person])
        return client.get(address)

    return _seen_by


def text(response) -> str:
    return response.content.decode()


@pytest.mark.parametrize("person", ["manager", "system"])
def test_who_oversees_all_sees_all_by_name(people, seen_by, person):
    html = text(seen_by(person, REPORT))
    assert all(department.name in html for department in people["departments"])
    assert html.count('class="evaluation-bar"') == 9  # and the front page's
    assert "is-nameless" not in html


def test_a_department_sees_itself_and_the_others_without_names(people, seen_by):
    html = text(seen_by("member", REPORT))
    assert "가과" in html
    assert not any(department.name in html for department in people["departments"][1:])
    assert html.count("is-nameless") == 8
    sheet = b"".join(seen_by("member", f"{REPORT}?export=csv").streaming_content).decode()
    assert "가과" in sheet
    assert "나과" not in sheet


def test_in_a_small_town_others_are_not_shown_at_all(alpha, people, seen_by, monkeypatch):
    monkeypatch.setattr("cms.evaluation.desk.chart.CROWD", 9)
    html = text(seen_by("member", REPORT))
    assert html.count('class="evaluation-bar"') == 1


def test_others_have_no_business_here(seen_by):
    for address in (REPORT, CALENDAR):
        assert seen_by("translator", address).status_code in (302, 403)


def test_another_departments_ledger_is_not_found(alpha, people, seen_by):
    with tenant(alpha):
        rows = {row.department_name: row.pk for row in DepartmentResult.objects.filter(period__name="2026-11")}
    own = seen_by("member", f"{REPORT}{rows['가과']}/")
    assert (own.status_code, "가과 안내" in text(own)) == (200, True)
    assert seen_by("member", f"{REPORT}{rows['나과']}/").status_code == 404
    assert seen_by("manager", f"{REPORT}{rows['나과']}/?counts=overdue").status_code == 200
    assert seen_by("manager", f"{REPORT}{rows['나과']}/?counts=nothing").status_code == 404


def test_both_spreadsheets_hold_the_same_rows(seen_by):
    rows = list(
        csv.reader(
            io.StringIO(b"".join(seen_by("manager", f"{REPORT}?export=csv").streaming_content).decode("utf-8-sig"))
        )
    )
    book = load_workbook(io.BytesIO(b"".join(seen_by("manager", f"{REPORT}?export=xlsx").streaming_content)))
    names = [row[2] for row in rows[1:]]
    assert len(names) == 9
    assert [row[2].value for row in book.active.iter_rows(min_row=2)] == names
    assert {row[0] for row in rows[1:]} == {"2026-11"}


def test_the_ledger_is_taken_along_whole_and_without_formulas(alpha, client_for, people):
    with tenant(alpha):
        with at("2026-12-02"):
            InformationPageFactory(title="=HYPERLINK(1)", department=people["departments"][0])
        nights("2026-12-31", "2027-01-01")
        december = DepartmentResult.objects.get(period__name="2026-12", department_name="가과")
        people["departments"][0].name = "개명과"
        people["departments"][0].save()
    client = client_for(alpha)
    client.login_as(people["member"])
    address = f"{REPORT}{december.pk}/?export="
    said = b"".join(client.get(f"{address}csv").streaming_content).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(said)))
    assert len(rows) == len(december.entries) == 2
    book = load_workbook(io.BytesIO(b"".join(client.get(f"{address}xlsx").streaming_content)))
    cells = list(book.active.iter_rows(min_row=2, values_only=True))
    assert [row[4] for row in cells] == [entry["title"] for entry in december.entries]
    assert {row[1] for row in cells} == {"가과"}
    assert all(row[3] and row[5] for row in cells)  # a page, an event
    assert {list(row.values())[4] for row in rows} == {"가과 안내", "'=HYPERLINK(1)"}
    with tenant(alpha):
        theirs = DepartmentResult.objects.get(period__name="2026-12", department_name="나과").pk
    assert client.get(f"{REPORT}{theirs}/?export=csv").status_code == 404


def test_without_a_closed_period_it_says_so(beta, client_for):
    with tenant(beta):
        manager = staff("manager", Role.HOMEPAGE)
    client = client_for(beta)
    client.login_as(manager)
    response = client.get(REPORT)
    assert response.status_code == 200
    assert "evaluation-bar" not in text(response)
    assert EvaluationPeriod.objects.model is EvaluationPeriod


def test_forty_departments_cost_no_more_queries_than_eight(alpha, client_for, people):
    client = client_for(alpha)
    client.login_as(people["manager"])

    def asked() -> int:
        client.get(REPORT)
        with CaptureQueriesContext(connection) as queries:
            client.get(REPORT)
        return len(queries)

    few = asked()
    with tenant(alpha):
        with at("2026-12-02"):
            for _ in range(32):
                InformationPageFactory(department=DepartmentFactory())
        nights("2026-12-31", "2027-01-01")
    assert asked() <= few
    with tenant(alpha):
        assert DepartmentResult.objects.filter(period__name="2026-12").count() == 41


# The calendar


@pytest.fixture
def december(alpha, people):
    """Three kinds of days in one month."""
    with tenant(alpha):
        mine, theirs = people["departments"][:2]
        PageRecord.objects.filter(department=mine).update(due_on=dt.date(2026, 12, 9), state="fresh")
        PageRecord.objects.filter(department=theirs).update(due_on=dt.date(2026, 12, 10), state="fresh")
        with at("2026-12-01"):
            NoticePageFactory(
                parent=NoticeListPageFactory(department=mine),
                title="접수 공고",
                department=mine,
                posting_from=dt.date(2026, 12, 1),
                posting_to=dt.date(2026, 12, 24),
            )
            contractor("builder", days=30)


@pytest.mark.usefixtures("december")
def test_the_calendar_shows_what_one_answers_for(people, seen_by):
    html = text(seen_by("member", f"{CALENDAR}?month=2026-12"))
    assert "가과 안내" in html
    assert "접수 공고" in html
    assert "나과 안내" not in html
    assert "누리집지기" not in html
    everything = text(seen_by("manager", f"{CALENDAR}?month=2026-12"))
    for title in ("가과 안내", "나과 안내", "접수 공고", "누리집지기"):
        assert title in everything
    assert 'id="day-24"' in everything
    assert 'id="day-31"' in everything


@pytest.mark.usefixtures("december")
def test_the_calendar_goes_by_department_and_month(people, seen_by):
    theirs = people["departments"][1].pk
    html = text(seen_by("manager", f"{CALENDAR}?month=2026-12&department={theirs}"))
    assert "나과 안내" in html
    assert "가과 안내" not in html
    assert "나과 안내" not in text(seen_by("manager", f"{CALENDAR}?month=2027-01&department={theirs}"))
    # Another's department chooses nothing, and a month that is none is this one.
    html = text(seen_by("member", f"{CALENDAR}?month=2026-12&department={theirs}"))
    assert "나과 안내" not in html
    assert "가과 안내" in html
    assert seen_by("member", f"{CALENDAR}?month=nonsense&department=x").status_code == 200


# The settings


def settings_form(**more) -> dict:
    weights = {"weight_on_time": 50, "weight_answered": 30, "weight_links": 20}
    return {"switched_on": "on", **weights, "answer_days": 7, "least_due": 2, "commended": 5, **more}


def test_homepage_management_sets_how_it_is_done(alpha, client_for, people):
    client = client_for(alpha)
    client.login_as(people["manager"])
    address = "/admin/settings/evaluation/evaluationsetting/"
    address = client.get(address, follow=True).request["PATH_INFO"]
    refused = client.post(address, settings_form(weight_links=40))
    assert refused.status_code == 200
    assert 'value="40"' in text(refused)  # nothing typed is lost
    with tenant(alpha):
        assert EvaluationSetting.current().answer_days == 14
    assert client.post(address, settings_form()).status_code == 302
    with tenant(alpha):
        assert (EvaluationSetting.current().weights.answered, EvaluationSetting.current().commended) == (30, 5)


@pytest.mark.parametrize("person", ["member", "translator"])
def test_nobody_sets_by_what_they_are_judged(alpha, people, seen_by, person):
    with tenant(alpha):
        setting = EvaluationSetting.objects.get()
    address = f"/admin/settings/evaluation/evaluationsetting/{setting.pk}/"
    assert seen_by(person, address).status_code in (302, 403)
