"""Who the reader is when nginx stands in front: every request then comes from the proxy's own address."""

import ipaddress
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse


class ReaderAddressMiddleware:
    """Puts the reader's address into REMOTE_ADDR, where lockout, limits and sessions read it.

    ``X-Real-IP`` counts only from a proxy of TRUSTED_PROXIES, which overwrites what the reader sent; from anybody
    else it is a claim and changes nothing. ``X-Forwarded-For`` is never read: readers can add to it.
    """

    def __init__(self, get_response: Any) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        told = _address(request.META.get("HTTP_X_REAL_IP", ""))
        if told and _is_trusted(_address(request.META.get("REMOTE_ADDR", ""))):
            request.META["REMOTE_ADDR"] = str(told)
        return self.get_response(request)


def _is_trusted(peer: ipaddress.IPv4Address | ipaddress.IPv6Address | None) -> bool:
    return peer is not None and any(peer in network for network in settings.TRUSTED_PROXIES)


def _address(text: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    """None for what is no address. An IPv4 address that came through an IPv6 socket is itself."""
    try:
        address = ipaddress.ip_address(text.strip())
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address
