"""Personal data (개인정보) in words that are to be published: what is refused, and what a person must answer for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from django.db import connection
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from cms.ordinance.masking import cover
from cms.ordinance.personal_data import HIGH, Finding, Kind, Offices, scan

#: These are always a person's. A telephone number on land, a mailbox, an account, a plate or an address may be an
#: organisation's: its form is known, whose it is is not, so that a person must look (docs/adr/0017).
PERSONS = frozenset(
    {
        Kind.RESIDENT_REGISTRATION_NUMBER,
        Kind.ALIEN_REGISTRATION_NUMBER,
        Kind.PASSPORT,
        Kind.DRIVER_LICENCE,
        Kind.MOBILE_PHONE,
        Kind.CARD,
    }
)
UNREADABLE = "unreadable"
KINDS = {
    Kind.RESIDENT_REGISTRATION_NUMBER: _("a resident registration number"),
    Kind.ALIEN_REGISTRATION_NUMBER: _("an alien registration number"),
    Kind.PASSPORT: _("a passport number"),
    Kind.DRIVER_LICENCE: _("a driving licence number"),
    Kind.MOBILE_PHONE: _("a mobile telephone number"),
    Kind.LANDLINE_PHONE: _("a telephone number that is not an office's"),
    Kind.EMAIL: _("an e-mail address that is not an office's"),
    Kind.BANK_ACCOUNT: _("a bank account number"),
    Kind.CARD: _("a card number"),
    Kind.VEHICLE_PLATE: _("a vehicle's registration plate"),
    Kind.ADDRESS: _("an address that is not an office's"),
    UNREADABLE: _("a file whose text cannot be read"),
}
_AROUND = 8


@dataclass(frozen=True)
class Found:
    """One find: covered, with a keyed hash in place of the text. ``sure``: refused; else a person may answer for it."""

    kind: str
    sure: bool
    masked: str
    digest: str
    subject: str = ""
    where: str = ""

    @property
    def words(self) -> Any:
        """The kind, for a sentence."""
        return KINDS[self.kind]

    def as_json(self) -> dict[str, Any]:
        """What is kept of a find in a document."""
        return {
            "kind": str(self.kind),
            "sure": self.sure,
            "masked": self.masked,
            "digest": self.digest,
            "where": self.where,
        }


def find(text: str, known: Offices, today: dt.date) -> Iterator[Found]:
    """Personal data in a text, the municipality's own contacts left out; in addresses also as a browser reads them."""
    found = list(_find(text, known, today))
    yield from found
    plain = unquote(text) if "%" in text else text
    if plain != text:
        said = {each.digest for each in found}
        yield from (each for each in _find(plain, known, today) if each.digest not in said)


def _find(text: str, known: Offices, today: dt.date) -> Iterator[Found]:
    findings = scan(text, known, today)
    if not findings:
        return
    covered = cover(text, findings)
    for found in findings:
        sure = found.kind in PERSONS and found.confidence >= HIGH
        yield Found(str(found.kind), sure, _excerpt(covered, found), digest_of(found.kind, _found(text, found)))


def digest_of(kind: str, text: str) -> str:
    """A keyed hash: good in this municipality only, and no number can be tried out against it without the key."""
    plain = "".join(sign for sign in text if sign.isalnum()).lower()
    return salted_hmac(f"publication.find:{connection.schema_name}:{kind}", plain, algorithm="sha256").hexdigest()


def _found(text: str, found: Finding) -> str:
    return text[found.start : found.end]


def _excerpt(covered: str, found: Finding) -> str:
    """The find, covered, with a few letters before and after by which an editor knows the place."""
    start, end = max(found.start - _AROUND, 0), found.end + _AROUND
    return " ".join(covered[start:end].split())[:120]
