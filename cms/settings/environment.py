"""Reading the environment: a database address, and secrets that are refused by name when weak or missing."""

import os
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured


def database(url: str, engine: str) -> dict:
    """Django's settings for a ``postgresql://`` address; ``?host=/run/x`` names a unix socket.

    Raises ImproperlyConfigured when the address is not one of PostgreSQL or names no database.
    """
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ImproperlyConfigured("DATABASE_URL must begin with postgresql://")
    name = unquote(parts.path.lstrip("/"))
    if not name:
        raise ImproperlyConfigured("DATABASE_URL names no database: postgresql://user@host:5432/NAME")
    options = dict(parse_qsl(parts.query))
    host, port = _host_and_port(parts.netloc.rpartition("@")[2])
    return {
        "ENGINE": engine,
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", host),
        "PORT": options.pop("port", port),
        "OPTIONS": options,
    }


def _host_and_port(location: str) -> tuple[str, str]:
    """Split ``host:port``; a percent-encoded folder of a unix socket keeps its capitals (urlsplit lowers them)."""
    host, _, port = location.partition(":") if not location.startswith("[") else location[1:].partition("]:")
    return unquote(host.rstrip("]")), port


def missing(names: list[str]) -> list[str]:
    """The names of those variables that are not set or empty."""
    return [name for name in names if not os.environ.get(name)]
