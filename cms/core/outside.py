"""Asking hosts elsewhere: what somebody wrote as an address must not lead the server into its own network.

Whoever writes the address is not who answers for the network. So hosts of the public Internet alone are asked, and the
opened connection is judged, not only the name: a name can lead elsewhere a moment later.
"""

from __future__ import annotations

import re
import socket
from collections.abc import Iterator
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from typing import Any

import requests
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.exceptions import NewConnectionError

_LABEL = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?")
_NAT64 = IPv6Network("64:ff9b::/96")
_RESERVED = frozenset({"localhost", "local", "internal", "invalid", "test", "example"})


def is_public_host(host: str) -> bool:
    """A name of several labels, Korean ones too, or an address of the public Internet. Nobody is asked."""
    try:
        return _is_public(host)
    except ValueError:
        pass
    labels = _ascii(host).lower().rstrip(".").split(".")
    if len(labels) < 2 or labels[-1] in _RESERVED:
        return False
    return all(_LABEL.fullmatch(label) for label in labels) and not labels[-1].isdigit()


def leads_to_the_public(host: str, port: int) -> bool:
    """Whether a name leads to the public Internet alone. :raises OSError: for a name that nobody knows."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return all(_is_public(str(place[4][0])) for place in found)


def only_public(session: requests.Session) -> requests.Session:
    """The session, which from now on speaks to the public Internet alone; ``requests.ConnectionError`` for the rest."""
    adapter = _OnlyPublic()
    session.mount("https://", adapter)
    session.mount("http://", adapter)
    return session


def _is_public(address: str) -> bool:
    """:raises ValueError: for what is no number of a host."""
    number = ip_address(address.partition("%")[0])
    return all(each.is_global and not each.is_multicast for each in (number, *_within(number)))


def _within(number: IPv4Address | IPv6Address) -> Iterator[IPv4Address]:
    """Where a gateway would lead: an old number inside a new one (6to4, NAT64)."""
    if isinstance(number, IPv6Address):
        if number.sixtofour:
            yield number.sixtofour
        if number in _NAT64:
            yield IPv4Address(int(number) & 0xFFFFFFFF)


def _judged(connection: Any, opened: socket.socket) -> socket.socket:
    """Nothing has been sent yet."""
    if _is_public(str(opened.getpeername()[0])):
        return opened
    opened.close()
    raise NewConnectionError(connection, "This host is not of the public Internet.")


class _PublicHTTP(HTTPConnection):
    def _new_conn(self) -> socket.socket:
        return _judged(self, super()._new_conn())


class _PublicHTTPS(HTTPSConnection):
    def _new_conn(self) -> socket.socket:
        return _judged(self, super()._new_conn())


class _PublicHTTPPool(HTTPConnectionPool):
    ConnectionCls = _PublicHTTP  # type: ignore[assignment]


class _PublicHTTPSPool(HTTPSConnectionPool):
    ConnectionCls = _PublicHTTPS  # type: ignore[assignment]


class _OnlyPublic(HTTPAdapter):
    """Where the environment names a proxy, that one asks and judges: it stands in the network's own hands."""

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        super().init_poolmanager(*args, **kwargs)
        pools = {"http": _PublicHTTPPool, "https": _PublicHTTPSPool}
        self.poolmanager.pool_classes_by_scheme = pools


def _ascii(host: str) -> str:
    """한국.kr as machines ask for it; nothing where that cannot be."""
    try:
        return host.encode("idna").decode("ascii")
    except UnicodeError:
        return ""
