"""Addresses of municipalities, for pages that are not theirs."""

from django.conf import settings

_USUAL = {"http": 80, "https": 443}


def public_url(host: str) -> str:
    """The address of a host on the public port: https where that is 443, else http."""
    scheme = "https" if _USUAL["https"] == settings.PUBLIC_PORT else "http"
    port = "" if _USUAL[scheme] == settings.PUBLIC_PORT else f":{settings.PUBLIC_PORT}"
    return f"{scheme}://{host}{port}/"
