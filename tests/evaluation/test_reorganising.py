"""Departments are merged, split, renamed and closed in the middle of a month: every event counts once."""

import datetime as dt

import pytest

from cms.departments.models import Department
from cms.evaluation.closing import prove
from cms.evaluation.models import DepartmentResult, EvaluationPeriod
from cms.feedback.models import Opinion
from cms.feedback.services import decide, receive
from cms.pages.models import FreshnessRule
from cms.pages.services.confirming import confirm
from tests.departments.reorganisations import applied, assign, line, plan
from tests.factories.departments import DepartmentFactory
from tests.factories.pages import InformationPageFactory
from tests.factories.staff import staff

from .conftest import at, nights


def report(page) -> Opinion:
    return receive(page, Opinion.Kind.ERROR, "틀립니다.", language="ko", address="203.0.113.1")


def reorganise(day: str, by, moved) -> None:
    """Welfare goes into roads, roads is renamed, culture is split: one of its pages goes to a new department."""
    names = {row.name: row for row in Department.objects.filter(name__in=["복지과", "도로과", "문화과"])}
    culture = names["문화과"].code
    row = plan(
        line("merge", names["복지과"].code, names["도로과"].code),
        line("rename", names["도로과"].code, name="도로복지과"),
        line("new", "N1", name="체육과", telephone="031-000-1111"),
        line("split", culture, culture),
        line("split", culture, "N1"),
        on=dt.date.fromisoformat(day),
    )
    assign(row, culture, "N1", page=moved)
    applied(row, by)


@pytest.fixture
def november(evaluating):
    """Four pages of three departments; on the 16th they are reorganised, before and after that something happens."""
    FreshnessRule.objects.update(days=10)
    names = ("복지과", "도로과", "문화과", "문화과")
    departments = {name: DepartmentFactory(name=name) for name in dict.fromkeys(names)}
    with at("2026-10-31"):
        pages = [
            InformationPageFactory(title=f"안내 {n}", department=departments[name]) for n, name in enumerate(names)
        ]
        manager = staff("manager")
        manager.is_superuser = True
        manager.save()
    nights("2026-11-01", "2026-11-09")
    with at("2026-11-09"):
        confirm([page.pk for page in pages], manager)
        early, waiting = report(pages[0]), report(pages[0])
        decide(early, "reflected", "고쳤습니다.", manager)
    nights("2026-11-10", "2026-11-16")
    with at("2026-11-16"):
        reorganise("2026-11-16", manager, pages[3])
    nights("2026-11-17", "2026-11-24")
    with at("2026-11-24"):
        confirm([pages[0].pk, pages[3].pk], manager)
    nights("2026-11-25", "2026-12-01")
    return {"pages": pages, "waiting": waiting}


def results() -> dict[str, DepartmentResult]:
    return {row.department_name: row for row in DepartmentResult.objects.filter(period__name="2026-11")}


def test_every_event_counts_once_in_the_department_of_its_day(november):
    rows = results()
    ours = {page.pk for page in november["pages"]}
    counted = [(name, entry) for name, row in rows.items() for entry in row.entries if entry["page"] in ours]
    spans = {name: sum(e["days"] for n, e in counted if n == name and e["counts"] == "page_days") for name in rows}
    # The 16th itself belongs to the new departments: what counts is the end of a day.
    assert {name: days for name, days in spans.items() if days} == {
        "복지과": 15,
        "도로복지과": 30 + 15,
        "문화과": 30 + 15,
        "체육과": 15,
    }
    assert {name: row.confirmations for name, row in rows.items() if row.confirmations} == {
        "복지과": 1,
        "도로복지과": 1 + 1,
        "문화과": 2,
        "체육과": 1,
    }
    events = [(entry["counts"], entry["event"]) for _name, entry in counted if entry["counts"] != "due"]
    assert len(events) == len(set(events))
    assert (rows["복지과"].pages, rows["복지과"].rank) == (0, None)
    assert sum(rows[name].pages for name in ("도로복지과", "문화과", "체육과")) == 4


def test_a_report_that_waits_goes_along_and_what_was_answered_stays_counted(november):
    rows = results().values()
    assert (sum(row.reported for row in rows), sum(row.answered for row in rows)) == (2, 1)
    waits = [row.department_name for row in rows for e in row.entries if e.get("event") == november["waiting"].pk]
    assert set(waits) == {"도로복지과"}


def test_a_later_renaming_changes_no_byte(november):
    closed = EvaluationPeriod.objects.get(name="2026-11")
    before = closed.document
    with at("2026-12-03"):
        code = Department.objects.get(name="도로복지과").code
        applied(plan(line("rename", code, name="건설과"), on=dt.date(2026, 12, 3)))
    nights("2026-12-04", "2026-12-05")
    assert prove(closed).faults == ()
    assert EvaluationPeriod.objects.get(pk=closed.pk).document == before
    assert "건설과" not in before
    assert "도로복지과" in before
