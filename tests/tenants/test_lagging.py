"""Municipalities that lag are found by one query, and only they are migrated."""

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.test.utils import CaptureQueriesContext

from tenants.context import tenant
from tenants.services import lagging as service
from tenants.services.lagging import lagging, migrate_everything


@pytest.fixture
def beta_behind(alpha, beta):
    with tenant(beta), connection.cursor() as cursor:
        # A migration of the platform's own: in a municipality it is recorded and does nothing.
        (last,) = MigrationLoader(None).graph.leaf_nodes("tenants")
        cursor.execute("DELETE FROM django_migrations WHERE app = %s AND name = %s", last)
        assert cursor.rowcount == 1


def test_nobody_lags_after_onboarding_and_one_query_says_so(alpha, beta):
    with CaptureQueriesContext(connection) as queries:
        assert lagging() == []
    assert sum("django_migrations" in query["sql"] for query in queries) == 1


@pytest.mark.usefixtures("beta_behind")
def test_only_who_lags_is_migrated(monkeypatch):
    assert lagging() == ["beta"]
    with pytest.raises(CommandError, match="beta"):
        call_command("migrate_tenants", "--check")
    migrated = []
    real = service.migrate_schema
    monkeypatch.setattr(service, "migrate_schema", lambda schema: (migrated.append(schema), real(schema)))
    assert migrate_everything(lambda line: None) == []
    assert migrated == ["public", "beta"]
    assert lagging() == []


@pytest.mark.usefixtures("beta_behind")
def test_one_that_fails_is_named(monkeypatch):
    def fail(schema):
        if schema == "beta":
            raise ValueError("no")

    monkeypatch.setattr(service, "migrate_schema", fail)
    assert [(failure.schema, failure.error) for failure in migrate_everything(lambda line: None)] == [("beta", "no")]


def test_a_migration_that_was_squashed_since_is_no_lag(alpha, beta):
    with tenant(beta), connection.cursor() as cursor:
        cursor.execute("INSERT INTO django_migrations (app, name, applied) VALUES ('pages', '0099_gone', now())")
    assert lagging() == []
