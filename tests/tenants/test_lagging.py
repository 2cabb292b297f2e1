"""Municipalities that lag are found by one query, and only they are migrated."""

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.test.utils import CaptureQueriesContext

from cms.departments.models import Role
from cms.departments.roles import ROOT_PAGE_PERMISSIONS, group_of
from tenants import upgrading
from tenants.context import tenant
from tenants.services import fresh
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
    for module in (fresh, service):
        monkeypatch.setattr(module, "migrate_schema", lambda schema: (migrated.append(schema), real(schema)))
    assert migrate_everything(lambda line: None) == []
    assert migrated == ["public", "beta"]
    assert lagging() == []


@pytest.mark.usefixtures("beta_behind")
def test_one_that_fails_is_named(monkeypatch):
    def fail(schema):
        if schema == "beta":
            raise ValueError("no")

    for module in (fresh, service):
        monkeypatch.setattr(module, "migrate_schema", fail)
    assert [(failure.schema, failure.error) for failure in migrate_everything(lambda line: None)] == [("beta", "no")]


def test_a_migration_that_was_squashed_since_is_no_lag(alpha, beta):
    with tenant(beta), connection.cursor() as cursor:
        cursor.execute("INSERT INTO django_migrations (app, name, applied) VALUES ('pages', '0099_gone', now())")
    assert lagging() == []


def test_an_upgrade_brings_rights_into_step_everywhere_and_may_be_repeated(alpha, beta):
    """A municipality that does not lag in migrations may lag in rights."""
    with tenant(beta):
        group = group_of(Role.HOMEPAGE)
        rights = set(group.permissions.values_list("codename", flat=True))
        group.permissions.clear()
        group.page_permissions.all().delete()
    for _time in range(2):
        call_command("migrate_tenants", verbosity=0)
        with tenant(beta):
            assert set(group.permissions.values_list("codename", flat=True)) == rights
            assert group.page_permissions.count() == len(ROOT_PAGE_PERMISSIONS[Role.HOMEPAGE])


def test_an_upgrade_step_that_fails_in_one_is_named_and_done_in_the_others(alpha, beta, monkeypatch):
    seen = []

    def fails_in_alpha():
        seen.append(connection.schema_name)
        if connection.schema_name == "alpha":
            raise ValueError("no")

    monkeypatch.setattr(upgrading, "_steps", {"rights": upgrading.UpgradeStep("rights", fails_in_alpha)})
    with pytest.raises(CommandError, match=r"alpha \(rights: no\)"):
        call_command("migrate_tenants", verbosity=0)
    assert seen == ["alpha", "beta"]
