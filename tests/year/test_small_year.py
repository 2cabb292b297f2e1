"""A small year by the same code as ``make year``: every question of every day is asked, and the report is written."""

import os
import re

import pytest

from cms.departments.models import Department, Reorganisation, State
from cms.evaluation.models import EvaluationPeriod
from cms.local.paths import ROOT
from cms.pages.models import EscalationStep, Told
from tests.year.report.writing import write
from tests.year.scale import FULL, SMALL
from tests.year.simulation import lived

MONTHS = {"2027-03", "2027-04", "2027-05", "2027-Q1"}


@pytest.fixture(scope="module")
def year(django_db_setup, django_db_blocker):
    """Lived through once; the tests read what is left of it, inside its municipality and on the day after."""
    with django_db_blocker.unblock(), lived(SMALL, f"test_year_{os.getpid()}") as year:
        yield year


def test_it_was_lived_through_with_everything_in_it(year):
    assert set(year.diary.live) == {day for day in year.diary.overdue}
    assert len(year.diary.live) == 92
    assert Reorganisation.objects.get().state == State.APPLIED
    assert set(Department.objects.open().values_list("code", flat=True)) == {"P00", "P04", "A02", "N01", "N02"}
    assert [gone.items > 0 for gone in year.diary.gone] == [True]
    assert set(EvaluationPeriod.objects.values_list("name", flat=True)) >= MONTHS
    assert {"owner", "deputy", "head"} <= set(Told.objects.values_list("audience", flat=True))
    assert EscalationStep.objects.exists()


def test_every_question_was_asked_on_every_day(year):
    asked = year.diary.checked
    assert asked["every live page has an open department, the same everywhere"] == 92
    assert asked["at most one reminder a person a day"] == 92
    assert asked["closed evaluations come out the same"] == 4
    assert asked["a second run at the same moment does nothing"] > 20


def test_the_report_has_no_place_left_empty(year, tmp_path):
    for path in write(year, tmp_path):
        text = path.read_text(encoding="utf-8")
        assert "{{" not in text
        assert SMALL.header in text or path.suffix == ".svg"
    assert "돌봄정책과" in (tmp_path / "a-year.ko.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["a-year.md", "a-year.ko.md"])
def test_the_report_in_docs_is_of_the_year_as_it_is_planned_now(name):
    text = (ROOT / "docs" / name).read_text(encoding="utf-8")
    assert f"<!-- {FULL.header} -->" in text
    for picture in re.findall(r"\]\((images/[^)]+)\)", text):
        assert (ROOT / "docs" / picture).exists()
