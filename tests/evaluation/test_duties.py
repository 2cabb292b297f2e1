"""What the checks say of a municipality that must evaluate, and when they say something else."""

import datetime as dt

import pytest
from django.utils import translation

from cms.evaluation import duties
from cms.evaluation.models import EvaluationSetting
from cms.ordinance.duties import duties_of
from cms.ordinance.policy_loader import packaged
from cms.pages.models import FreshnessRule
from tenants.conformity import Question, Status
from tests.factories.pages import InformationPageFactory

from .conftest import at, night, nights


def question(municipality, subject: str, on: str) -> Question:
    policy = packaged("seoul")
    duty = next(duty for duty in duties_of(policy) if duty.subject.id == subject)
    return Question(municipality, policy, duty, dt.date.fromisoformat(on))


def evaluation(municipality, on: str):
    return duties.department_evaluation(question(municipality, "department-evaluation", on))


@pytest.mark.duty("department-evaluation")
def test_a_new_municipality_has_until_its_first_months_end(evaluating):
    evaluating.created_at = dt.datetime(2026, 11, 20, tzinfo=dt.UTC)
    found = evaluation(evaluating, "2026-11-21")
    assert (found.status, found.evidence[0].on) == (Status.MET, dt.date(2026, 11, 30))
    assert evaluation(evaluating, "2026-11-23").status is Status.NOT_MET  # no night was put on record


@pytest.mark.duty("department-evaluation")
def test_met_while_each_period_is_closed_and_each_night_noted(evaluating):
    with at("2026-11-27"):
        InformationPageFactory()
    nights("2026-11-28", "2026-12-01")
    found = evaluation(evaluating, "2026-12-02")
    assert (found.status, found.evidence[0].on) == (Status.MET, dt.date(2026, 11, 30))
    assert found.evidence[0].count == 2  # the front page has a department, too
    assert evaluation(evaluating, "2026-12-03").status is Status.NOT_MET
    night("2026-12-03")
    assert evaluation(evaluating, "2026-12-03").status is Status.MET


@pytest.mark.duty("department-evaluation")
def test_a_month_that_was_not_closed_is_not_met(evaluating, monkeypatch):
    with at("2026-11-27"):
        InformationPageFactory()
    monkeypatch.setattr("cms.evaluation.due.close", lambda period: None)
    nights("2026-11-28", "2026-12-03")
    assert evaluation(evaluating, "2026-12-02").status is Status.MET  # a night may fail
    found = evaluation(evaluating, "2026-12-03")
    assert (found.status, found.evidence[0].count) == (Status.NOT_MET, 1)


@pytest.mark.duty("department-incentives")
def test_nobody_is_commended_before_an_evaluation_nor_where_no_rank_is(evaluating):
    asked = question(evaluating, "department-incentives", "2026-12-02")
    assert duties.department_incentives(asked).status is Status.OFF
    EvaluationSetting.objects.update(commended=0)
    with translation.override("en"):
        found = duties.department_incentives(asked)
    assert (found.status, found.evidence[0].count) == (Status.OFF, 0)
    assert "none" in found.evidence[0].text


@pytest.mark.duty("department-incentives")
def test_met_where_the_last_evaluation_commended_a_department(evaluating, monkeypatch):
    seoul = packaged("seoul")
    current = __import__("tenants.selectors", fromlist=["current_policy"]).current_policy
    in_force = current(dt.date(2026, 11, 30))
    monkeypatch.setattr(
        "cms.evaluation.reckoning.current_policy", lambda day: type(in_force)(in_force.number, day, seoul)
    )
    with at("2026-11-27"):
        InformationPageFactory()
    FreshnessRule.objects.update(days=1)
    nights("2026-11-28", "2026-12-01")
    found = duties.department_incentives(question(evaluating, "department-incentives", "2026-12-02"))
    assert (found.status, found.evidence[0].count) == (Status.MET, 2)
