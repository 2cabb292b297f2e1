"""Where code runs: in the platform's schema or in a municipality's."""

from contextlib import AbstractContextManager

from django_tenants.utils import schema_context, tenant_context


def platform() -> AbstractContextManager:
    """Work with the platform's own tables (municipalities, domains, operators)."""
    return schema_context("public")


def tenant(municipality) -> AbstractContextManager:
    """Work inside a municipality's schema."""
    return tenant_context(municipality)
