"""Translations behind their original, in the evaluation of who answers for the original."""

import datetime as dt

import pytest

from cms.departments.models import Department
from cms.evaluation.models import NotedDay
from cms.evaluation.periods import Period
from cms.evaluation.reckoning import Terms, reckon
from cms.languages.services.reckoning import follow_text
from cms.pages.models import PageRecord
from tests.factories.departments import DepartmentFactory
from tests.languages.conftest import at, english_home, pair  # noqa: F401 - fixtures

JUNE = Period.parse("2026-06")


@pytest.fixture
def june(pair):  # noqa: F811
    """A figure is wrong in English from the 20th on; on the 25th another department answers."""
    NotedDay.objects.create(day=dt.date(2026, 6, 30), facts=0)
    with at(6, 20):
        pair.say("수수료는 3,000원입니다.", "구청에서 신청합니다.")
    with at(6, 25):
        new = DepartmentFactory(name="여권과")
        PageRecord.objects.filter(page=pair.source).update(department=new)
        follow_text(pair.row, None)
    return pair


def lines(form: int | None = None) -> tuple[str, dict]:
    terms = Terms.today(Period.parse("2026-11"))
    if form:
        terms = Terms(**{**vars(terms), "form": form})
    evaluation = reckon(JUNE, terms)
    return evaluation.document, {result.figures["department_name"]: result for result in evaluation.results}


def test_each_department_has_its_days_and_the_event_behind_them(june):
    with at(7, 1, 5):
        document, results = lines()
    old = Department.objects.get(pk=june.source.department_id).name
    figures = {name: results[name].figures for name in (old, "여권과")}
    assert {name: (row["lagging"], row["lag_median"], row["lag_critical"]) for name, row in figures.items()} == {
        old: (1, "5", 1),
        "여권과": (1, "6", 1),
    }
    with at(7, 10):
        june.say_in_english("3,000 won", "Apply there")
        Department.objects.filter(name="여권과").update(name="민원과")
        type(june.page).objects.get(pk=june.page.pk).delete()
    assert lines()[0] == document
    assert '"event":' in results["여권과"].ledger


def test_earlier_forms_know_nothing_of_it(june):
    with at(7, 1, 5):
        document, results = lines(form=2)
    assert "lagging" not in document
    assert all("lagging" not in result.figures for result in results.values())
