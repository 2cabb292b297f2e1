"""What shows a guest, for a while, that a post is theirs: a key in an address, a pass in a form."""

from __future__ import annotations

from django.core import signing
from django.db import connection
from django.utils.crypto import constant_time_compare, salted_hmac

from cms.boards.models import Post

_SALT = "boards.pass"
#: So long, in seconds, a password that was typed opens the form of its post.
PASS_LASTS = 2 * 60 * 60


def own_key(post: Post) -> str:
    """Opens the author's view of a post that waits to be read; it opens nothing else."""
    return salted_hmac("boards.own", f"{connection.schema_name} {post.pk}", algorithm="sha256").hexdigest()[:32]


def is_own_key(post: Post, key: str) -> bool:
    """Whether this key belongs to this post."""
    return bool(key) and constant_time_compare(own_key(post), key)


def pass_for(kind: str, pk: int) -> str:
    """For whoever has just typed the password."""
    return signing.TimestampSigner(salt=_SALT).sign(f"{connection.schema_name}:{kind}:{pk}")


def is_pass(kind: str, pk: int, said: str) -> bool:
    """Whether this pass is good for this post, still."""
    try:
        held = signing.TimestampSigner(salt=_SALT).unsign(said, max_age=PASS_LASTS)
    except signing.BadSignature:
        return False
    return held == f"{connection.schema_name}:{kind}:{pk}"
