"""PostgreSQL with a schema a tenant: a path that never includes public, and callbacks that keep their tenant."""

from collections.abc import Callable
from typing import Any

from django_tenants.postgresql_backend import base


class DatabaseWrapper(base.DatabaseWrapper):
    """Sets the search path to the tenant alone: a table missing in a tenant is an error, not the platform's."""

    include_public_schema = False
    schema_name: str | None

    def set_tenant(self, tenant: Any, include_public: bool = False) -> None:
        """Switch to a tenant; ``public`` is on the path of the platform only, whatever the caller asks.

        Does not clear the content types as django-tenants does: ours are kept by schema, and clearing them under
        another thread's feet is what made look-ups wrong. Staying in a schema costs no new ``SET search_path``.
        """
        if tenant.schema_name != self.schema_name:
            self.search_path_set_schemas = None
        self.tenant = tenant
        self.schema_name = tenant.schema_name

    def on_commit(self, func: Callable[[], object], robust: bool = False) -> None:
        """Run a callback in the tenant that asked for it: at commit the connection may be in another already."""
        tenant = self.tenant

        def in_its_tenant() -> None:
            before = self.tenant
            self.set_tenant(tenant)
            try:
                func()
            finally:
                self.set_tenant(before)

        super().on_commit(in_its_tenant, robust)
