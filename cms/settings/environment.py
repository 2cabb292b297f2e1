"""Reading the environment: a database address, and secrets that are refused by name when weak or missing."""

import re
from collections.abc import Callable, Mapping
from ipaddress import IPv4Network, IPv6Network, ip_network
from typing import Any, TypeVar
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

from django.core.exceptions import ImproperlyConfigured

T = TypeVar("T")


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


def database_url(database: Mapping[str, Any]) -> str:
    """The address of what :func:`database` has read, for another process."""
    host = quote(database["HOST"], safe="") + (f":{database['PORT']}" if database["PORT"] else "")
    user = quote(database["USER"], safe="")
    password = f":{quote(database['PASSWORD'], safe='')}" if database["PASSWORD"] else ""
    options = f"?{urlencode(database['OPTIONS'])}" if database.get("OPTIONS") else ""
    return f"postgresql://{user}{password}@{host}/{quote(database['NAME'], safe='')}{options}"


def _host_and_port(location: str) -> tuple[str, str]:
    """Split ``host:port``; a percent-encoded folder of a unix socket keeps its capitals (urlsplit lowers them)."""
    host, _, port = location.partition(":") if not location.startswith("[") else location[1:].partition("]:")
    return unquote(host.rstrip("]")), port


SMTP_SCHEMES = {"smtp": {}, "smtp+tls": {"EMAIL_USE_TLS": True}, "smtps": {"EMAIL_USE_SSL": True}}
SMTP_PORTS = {"smtp": 25, "smtp+tls": 587, "smtps": 465}


def email(url: str) -> dict[str, object]:
    """Django's settings for ``smtp+tls://user:password@host:587``; ``smtps://`` for TLS from the first byte.

    Raises ImproperlyConfigured when the address is none of these.
    """
    parts = urlsplit(url)
    if parts.scheme not in SMTP_SCHEMES or not parts.hostname:
        raise ImproperlyConfigured("EMAIL_URL must look like smtp+tls://user:password@host:587")
    return {
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or SMTP_PORTS[parts.scheme],
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        **SMTP_SCHEMES[parts.scheme],
    }


def secret_key(value: str) -> str:
    """The key itself. Raises ImproperlyConfigured when it is short, monotonous or an example."""
    if len(value) < 50 or len(set(value)) < 10 or value.startswith(("django-insecure-", "development-only-")):
        raise ImproperlyConfigured("SECRET_KEY is weak: at least 50 characters, of at least 10 different ones")
    return value


def data_key(value: str) -> str:
    """The key that personal data is encrypted under. Raises ImproperlyConfigured for a weak one."""
    if len(value) < 43 or len(set(value)) < 10 or value.startswith("development-only-"):
        raise ImproperlyConfigured("DATA_KEY is weak: make it with `openssl rand -base64 32` and keep a copy elsewhere")
    return value


def data_keys(value: str) -> tuple[str, ...]:
    """Former keys, joined by commas. Raises ImproperlyConfigured for a weak one."""
    try:
        return tuple(data_key(part.strip()) for part in value.split(",") if part.strip())
    except ImproperlyConfigured as error:
        sentence = "DATA_KEY_FALLBACKS holds a weak key: former values of DATA_KEY stand there, joined by commas"
        raise ImproperlyConfigured(sentence) from error


def host_name(value: str) -> str:
    """A host without scheme, port or path. Raises ImproperlyConfigured for anything else."""
    if not re.fullmatch(r"[a-z0-9-]+(\.[a-z0-9-]+)+", value):
        raise ImproperlyConfigured("PLATFORM_HOST must be a host name alone, such as platform.example.kr")
    return value


def port_number(value: str) -> int:
    """A port. Raises ImproperlyConfigured for anything else."""
    if not (value.isascii() and value.isdigit() and 1 <= int(value) <= 65535):
        raise ImproperlyConfigured("PUBLIC_PORT must be a number from 1 to 65535")
    return int(value)


def networks(value: str) -> tuple[IPv4Network | IPv6Network, ...]:
    """Addresses or networks joined by commas. Raises ImproperlyConfigured for others; ``*`` would trust everybody."""
    try:
        return tuple(ip_network(part.strip()) for part in value.split(","))
    except ValueError as error:
        sentence = "FORWARDED_ALLOW_IPS must name the proxies' addresses, joined by commas, and never * for all"
        raise ImproperlyConfigured(sentence) from error


class Environment:
    """Reads variables and collects what is wrong, so that all of it is said at once.

    A value that was refused reads as None; nobody sees it, since :meth:`refuse` raises before settings are used.
    """

    def __init__(self, variables: Mapping[str, str]) -> None:
        self._variables = variables
        self._reasons: list[str] = []

    def needed(self, name: str, read: Callable[[str], T]) -> T | None:
        """What ``read`` makes of a variable that must be set."""
        if not self._variables.get(name):
            self._reasons.append(f"{name} is not set")
            return None
        return self._read(self._variables[name], read)

    def given(self, name: str, default: str, read: Callable[[str], T]) -> T | None:
        """What ``read`` makes of a variable, or of its default."""
        return self._read(self._variables.get(name) or default, read)

    def refuse(self) -> None:
        """Raise ImproperlyConfigured with every reason, if there is any."""
        if self._reasons:
            raise ImproperlyConfigured("\n".join(["The environment is not complete:", *self._reasons]))

    def _read(self, value: str, read: Callable[[str], T]) -> T | None:
        try:
            return read(value)
        except (ImproperlyConfigured, ValueError) as error:
            self._reasons.append(str(error))
            return None
