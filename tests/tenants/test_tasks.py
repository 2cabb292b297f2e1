"""Tasks run in the municipality that enqueued them, at once or by the worker."""

import pytest
from django.db import connection
from django_tasks import task
from django_tasks_db.models import DBTaskResult
from wagtail.models import Page

from tenants.context import platform, tenant
from tenants.tasks import TenantWorker, schemas_with_work

ran_in = []


@task()
def note_schema(word: str) -> None:
    ran_in.append((connection.schema_name, word))


@task()
def fail() -> None:
    raise ValueError("on purpose")


@task()
def count_pages() -> int:
    return Page.objects.count()


@pytest.fixture
def kept_in_the_database(settings, monkeypatch):
    # As Django's test client does: the test's own transaction is on this connection.
    monkeypatch.setattr("tenants.tasks.close_old_connections", lambda: None)
    monkeypatch.setattr("django_tasks_db.management.commands.db_worker.close_old_connections", lambda: None)
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    ran_in.clear()


def work() -> None:
    TenantWorker(until_empty=True).run()


@pytest.mark.usefixtures("kept_in_the_database")
def test_the_worker_runs_each_task_where_it_was_enqueued(alpha, beta):
    for municipality in (alpha, beta, alpha):
        with tenant(municipality):
            note_schema.enqueue(municipality.slug)
    with platform():
        note_schema.enqueue("platform")
    assert [place.schema_name for place in schemas_with_work()] == ["public", "alpha", "beta"]
    work()
    assert sorted(ran_in) == [("alpha", "alpha"), ("alpha", "alpha"), ("beta", "beta"), ("public", "platform")]
    assert schemas_with_work() == []


@pytest.mark.usefixtures("kept_in_the_database")
def test_a_task_of_one_municipality_is_no_row_of_another(alpha, beta):
    with tenant(alpha):
        note_schema.enqueue("secret")
    with tenant(beta):
        assert not DBTaskResult.objects.exists()


@pytest.mark.usefixtures("kept_in_the_database")
def test_one_failing_task_does_not_stop_the_rest(alpha, beta):
    with tenant(alpha):
        failed = fail.enqueue()
    with tenant(beta):
        counted = count_pages.enqueue()
    work()
    with tenant(alpha):
        failed.refresh()
        assert failed.status == "FAILED"
    with tenant(beta):
        counted.refresh()
        assert counted.return_value == Page.objects.count()


def test_a_task_that_runs_at_once_runs_in_its_callers_tenant(in_beta):
    ran_in.clear()
    note_schema.enqueue("now")
    assert ran_in == [("beta", "now")]
