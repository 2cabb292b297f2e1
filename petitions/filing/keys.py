"""Numbers and keys: what only the citizen knows, and the addresses that open a draft or a case.

A number can be noted and read out; the key beside it in an address cannot be made from it without the installation's
secret. A case's key changes with its password, so that whoever came in by an exposed one stays outside.
"""

from __future__ import annotations

from django.db import connection
from django.urls import reverse
from django.utils import translation
from django.utils.crypto import constant_time_compare, salted_hmac

from petitions.models import Case
from petitions.tongues import read_here
from tenants.addresses import desk_address

_KEY_SIGNS = 40


def hashed(purpose: str, secret: str) -> str:
    """A keyed hash, good in this municipality only: to find a row by a secret that stands nowhere."""
    return salted_hmac(f"petitions.{purpose}", f"{connection.schema_name} {secret}", algorithm="sha256").hexdigest()


def draft_key(number: str) -> str:
    """What opens a draft beside its number."""
    return hashed("draft.key", number)[:_KEY_SIGNS]


def draft_path(number: str, step: str, language: str = "") -> str:
    """A step of a draft, without the host; in the language in use unless another is named."""
    with translation.override(read_here(language) if language else translation.get_language()):
        return reverse("petition_draft", args=[number, draft_key(number), step])


def draft_address(number: str, language: str) -> str:
    """Where a draft is gone on with, with the host: for mail and for notes."""
    return f"{desk_address()}{draft_path(number, 'resume', language)}"


def case_key(case: Case) -> str:
    """What opens a case beside its number."""
    return hashed("case.key", f"{case.number} {case.password}")[:_KEY_SIGNS]


def opens(case: Case, key: str) -> bool:
    """Whether this key belongs to this case."""
    return constant_time_compare(case_key(case), key)


def path_of(case: Case, *, receipt: bool = False) -> str:
    """The petitioner's own page in the language of the petition, as far as it is offered here; without the host."""
    with translation.override(read_here(case.language)):
        return reverse("petition_receipt" if receipt else "my_petition", args=[case.number, case_key(case)])


def address_of(case: Case) -> str:
    """The same with the host, for mail."""
    return f"{desk_address()}{path_of(case)}"
