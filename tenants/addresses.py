"""Addresses of municipalities, where no request says them: in mails, and on pages that are not theirs."""

from typing import Any

from django.conf import settings
from django.db import connection

from tenants.platform import SCHEMA

_USUAL = {"http": 80, "https": 443}


def public_url(host: str) -> str:
    """The address of a host on the public port: https where that is 443, else http."""
    scheme = "https" if settings.PUBLIC_PORT == 443 else "http"
    port = "" if _USUAL[scheme] == settings.PUBLIC_PORT else f":{settings.PUBLIC_PORT}"
    return f"{scheme}://{host}{port}/"


def desk_address() -> str:
    """Scheme, host and port of the municipality (or platform) that the connection is in."""
    here = connection.tenant
    if here.schema_name == SCHEMA:
        return public_url(settings.PLATFORM_HOST).rstrip("/")
    return public_url(getattr(here, "domain_url", None) or _primary_host(here.schema_name)).rstrip("/")


class DeskAddress:
    """Wagtail's ``WAGTAILADMIN_BASE_URL``: one string in Wagtail's eyes, here each tenant's own at every look.

    Mails to editors carry links; the setting has room for a single host. Passes for a string in ``urljoin`` and ``+``.
    """

    __class__ = property(lambda self: str)  # type: ignore[assignment]

    def __getattr__(self, name: str) -> Any:
        return getattr(desk_address(), name)

    def __str__(self) -> str:
        return desk_address()

    def __add__(self, rest: str) -> str:
        return desk_address() + rest

    def __bool__(self) -> bool:
        return True

    def __eq__(self, other: object) -> bool:
        return desk_address() == other

    def __hash__(self) -> int:
        return hash(desk_address())


def _primary_host(schema: str) -> str:
    from tenants.context import platform
    from tenants.models import Domain  # the settings read this module before there are models

    with platform():
        return str(Domain.objects.get(tenant__schema_name=schema, is_primary=True).domain)
