"""PostgreSQL with a schema a tenant: a path that never includes public, content types kept by schema."""

from django_tenants.postgresql_backend import base


class DatabaseWrapper(base.DatabaseWrapper):
    """Sets the search path to the tenant alone: a table missing in a tenant is an error, not the platform's."""

    def set_tenant(self, tenant, include_public=False):
        """Switch to a tenant; ``public`` is on the path of the platform only."""
        super().set_tenant(tenant, include_public=False)
