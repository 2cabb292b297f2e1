"""Whether an address that somebody wrote can be one at all, and whether it is the site's own."""

from __future__ import annotations

import re
from urllib.parse import SplitResult, urlsplit

from cms.core.outside import is_public_host

_MAILBOX = re.compile(r"[^@\s,;]+@[^@\s,;]+")
_NUMBER = re.compile(r"\+?[0-9]{1,4}(?:[-. ]?[0-9]{2,4}){0,4}")
_FORBIDDEN = re.compile(r"[\s<>\"\\^`{|}\x00-\x1f]")


def is_well_formed(address: str) -> bool:
    """True for an absolute web address on a public host, a mailbox or a telephone number.

    The form only: nobody is asked. ``javascript:`` and other schemes are none of these.
    """
    if _FORBIDDEN.search(address):
        return False
    parts = split(address)
    if parts is None:
        return False
    if parts.scheme == "mailto":
        return all(map(is_mailbox, parts.path.split(",")))
    if parts.scheme == "tel":
        return bool(_NUMBER.fullmatch(parts.path))
    return parts.scheme in {"http", "https"} and is_public_host(parts.hostname or "")


def split(address: str) -> SplitResult | None:
    """Its parts; None where it has none that make sense (a port that is no number)."""
    try:
        parts = urlsplit(address)
        _port = parts.port
    except ValueError:
        return None
    return parts


def is_mailbox(written: str) -> bool:
    """name@host with a host that can be public."""
    return bool(_MAILBOX.fullmatch(written)) and is_public_host(written.rpartition("@")[2])
