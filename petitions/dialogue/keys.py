"""The address under which only the writer of an opinion sees what became of it."""

from __future__ import annotations

from django.db import connection
from django.urls import reverse
from django.utils import translation
from django.utils.crypto import constant_time_compare, salted_hmac

from petitions.models import Opinion
from tenants.addresses import desk_address


def key_of(number: str) -> str:
    """What opens it beside its number."""
    return salted_hmac("petitions.opinion.key", f"{connection.schema_name} {number}", algorithm="sha256").hexdigest()[
        :40
    ]


def opens(number: str, key: str) -> bool:
    """Whether this key belongs to this number."""
    return constant_time_compare(key_of(number), key)


def path_of(opinion: Opinion) -> str:
    """The writer's page in the writer's language, without the host."""
    with translation.override(opinion.language):
        return reverse("opinion", args=[opinion.number, key_of(opinion.number)])


def address_of(opinion: Opinion) -> str:
    """The same with the host, for mail."""
    return f"{desk_address()}{path_of(opinion)}"
