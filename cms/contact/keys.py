"""Receipt numbers, and the addresses under which only the writer of a letter sees what became of it."""

from __future__ import annotations

import secrets

from django.db import connection
from django.urls import reverse
from django.utils import translation
from django.utils.crypto import constant_time_compare, salted_hmac

from cms.contact.models import Letter
from tenants.addresses import desk_address

#: No letter or digit that is taken for another one in any of the languages.
_ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"


def new_number() -> str:
    """Twelve signs of thirty (59 bits) in three groups: to be quoted on the telephone, and not to be guessed."""
    signs = [secrets.choice(_ALPHABET) for _ in range(12)]
    return "-".join("".join(signs[start : start + 4]) for start in (0, 4, 8))


def key_of(number: str) -> str:
    """What opens the letter's page beside its number: a number that somebody reads over a shoulder is not enough."""
    return salted_hmac("contact.letter", f"{connection.schema_name} {number}", algorithm="sha256").hexdigest()[:40]


def opens(number: str, key: str) -> bool:
    """Whether this key belongs to this number."""
    return constant_time_compare(key_of(number), key)


def path_of(letter: Letter) -> str:
    """The letter's page in its language, without the host."""
    with translation.override(letter.language):
        return reverse("contact_letter", args=[letter.number, key_of(letter.number)])


def address_of(letter: Letter) -> str:
    """The same with the host, for mail."""
    return f"{desk_address()}{path_of(letter)}"


def desk_address_of(letter: Letter) -> str:
    """Where staff open it."""
    return f"{desk_address()}{reverse('contact_letter_desk', args=[letter.pk])}"
