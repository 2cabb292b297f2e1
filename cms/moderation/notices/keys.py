"""What leads an author to the objection without an account: the matter's number with a key that nobody can make."""

from __future__ import annotations

from django.db import connection
from django.utils.crypto import constant_time_compare, salted_hmac

from cms.moderation.models import Matter

_SIGNS = 40


def key_of(matter: Matter) -> str:
    """Good in this municipality for this matter only."""
    said = f"{connection.schema_name} {matter.pk} {matter.subject_kind} {matter.subject_pk}"
    return salted_hmac("moderation.objection", said, algorithm="sha256").hexdigest()[:_SIGNS]


def opens(matter: Matter, key: str) -> bool:
    """Whether this key belongs to this matter."""
    return bool(key) and constant_time_compare(key_of(matter), key)
