"""Proof of work (작업 증명): a browser with scripts works a moment before it sends; nobody sees or solves anything.

The script finds a number with which the SHA-256 of ``<token>:<number>`` begins with so many zero bits. A browser does
33,000 tries in well under a second while somebody types; a thousand posts cost a program a thousand times that. Whoever
cannot run scripts sends without it and is not locked out: see :func:`cms.boards.services.rules.is_doubtful`.
"""

from __future__ import annotations

import hashlib

from django.core.cache import cache

from cms.core.open_forms import LATEST

BITS = 15
_LONGEST = 20


def is_solved(token: str, number: str) -> bool:
    """Whether the number proves the work for this token."""
    if not token or not number.isascii() or not number.isdigit() or len(number) > _LONGEST:
        return False
    digest = hashlib.sha256(f"{token}:{number}".encode()).digest()
    return int.from_bytes(digest, "big") >> (len(digest) * 8 - BITS) == 0


def is_first_use(token: str, number: str) -> bool:
    """One proof is good for one post: it is remembered for as long as its form is taken."""
    known = hashlib.sha256(f"{token}:{number}".encode()).hexdigest()
    return bool(cache.add(f"boards.proof.{known}", 1, LATEST))
