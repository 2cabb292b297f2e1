"""A test client that speaks to one host and leaves the connection in the schema where it found it."""

from django.conf import settings
from django.db import connection
from django.test import Client

from tenants.context import platform, tenant


class TenantClient(Client):
    """Requests go to a municipality's primary host, or to the platform's with ``municipality=None``."""

    def __init__(self, municipality=None, **defaults):
        self.municipality = municipality
        super().__init__(SERVER_NAME=_host(municipality), **defaults)

    def request(self, **request):
        before = connection.tenant
        try:
            return super().request(**request)
        finally:
            connection.set_tenant(before)

    def login_as(self, user) -> "TenantClient":
        """Sign a user of this host's own schema in."""
        with tenant(self.municipality) if self.municipality else platform():
            self.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        return self


def _host(municipality) -> str:
    if municipality is None:
        return settings.PLATFORM_HOST
    with platform():
        return municipality.domains.get(is_primary=True).domain
