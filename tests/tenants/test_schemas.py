"""A municipality's schema is the template's twin, and shares no id with another's in these tests."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from wagtail.models import Page

from tenants.context import platform, tenant
from tenants.services.template import TEMPLATE

CATALOGUE = """
    SELECT c.relname, c.relkind::text, coalesce(k.conname, ''), coalesce(pg_get_constraintdef(k.oid), '')
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace LEFT JOIN pg_constraint k ON k.conrelid = c.oid
    WHERE n.nspname = %s ORDER BY 1, 2, 3
"""


def catalogue(schema: str) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(CATALOGUE, [schema])
        return [tuple(value.replace(f"{schema}.", "") for value in row) for row in cursor.fetchall()]


def test_a_tenant_has_the_templates_tables_indexes_and_constraints_by_the_same_names(alpha):
    assert len(catalogue(TEMPLATE)) > 300
    assert catalogue("alpha") == catalogue(TEMPLATE)


def test_content_type_ids_differ_between_the_two_tenants(alpha, beta):
    with tenant(alpha):
        one = ContentType.objects.get_for_model(Page).pk
    with tenant(beta):
        assert ContentType.objects.get_for_model(Page).pk == one + 100_000


@pytest.mark.django_db
def test_public_holds_no_table_of_wagtail():
    with platform(), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public' AND tablename LIKE 'wagtail%%'")
        assert cursor.fetchone() == (0,)


def test_a_user_of_the_platform_does_not_exist_in_a_tenant(operator, in_alpha):
    assert not get_user_model().objects.filter(username="operator").exists()
