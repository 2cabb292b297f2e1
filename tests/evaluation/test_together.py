"""Several schedules at once: a night is put on record once, a month closed once, and nobody stumbles."""

import datetime as dt
import threading

import pytest
from django.db import connection

from cms.evaluation.due import evaluate_departments
from cms.evaluation.models import DepartmentResult, EvaluationPeriod, Fact, NotedDay
from cms.ordinance.policy_loader import packaged
from tenants.context import platform, tenant
from tenants.models import Municipality
from tenants.selectors import PolicyInForce
from tenants.services.dump import schema_sql

from .conftest import at

SCHEDULES = 5
SLUG = "evaluated"


@pytest.fixture
def town(django_db_setup, django_db_blocker, monkeypatch):
    """A schema that really commits, under Seoul's ordinance, with a department's November but for its last day."""
    policy = PolicyInForce(1, dt.date(2026, 1, 1), packaged("seoul"))
    for module in ("closing", "reckoning"):
        monkeypatch.setattr(f"cms.evaluation.{module}.current_policy", lambda day: policy)
    municipality = Municipality(slug=SLUG, schema_name=SLUG, name_ko="시험시")
    with django_db_blocker.unblock():
        with platform(), connection.cursor() as cursor:
            cursor.execute(schema_sql(SLUG))
        with tenant(municipality):
            first = dt.date(2026, 11, 1)
            NotedDay.objects.bulk_create(NotedDay(day=first + dt.timedelta(days), facts=0) for days in range(29))
            Fact.objects.create(
                day=first,
                kind="page",
                subject_id=7,
                open=True,
                page_id=7,
                page_title="안내",
                department_id=3,
                department_name="총무과",
                due_on=dt.date(2026, 11, 20),
            )
        yield municipality
        with platform(), connection.cursor() as cursor:
            cursor.execute(f'DROP SCHEMA "{SLUG}" CASCADE')


def test_one_of_them_does_it(town):
    failures: list[Exception] = []
    start = threading.Barrier(SCHEDULES)

    def run() -> None:
        try:
            with tenant(town):
                start.wait()
                evaluate_departments()
        except Exception as failure:
            failures.append(failure)
        finally:
            connection.close()

    with at("2026-12-01", 4):
        threads = [threading.Thread(target=run) for _ in range(SCHEDULES)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert failures == []
        with tenant(town):
            evaluate_departments()  # whoever found another at work leaves it to the next minute
            assert NotedDay.objects.filter(day=dt.date(2026, 11, 30)).count() == 1
            assert list(EvaluationPeriod.objects.values_list("name", flat=True)) == ["2026-11"]
            row = DepartmentResult.objects.get()
    # The page is not in the municipality's tree: on the 30th it is found gone, and the page-days end with the 29th.
    assert (row.page_days, row.on_time, row.pages) == (29, 20, 0)
    assert row.rank is None
