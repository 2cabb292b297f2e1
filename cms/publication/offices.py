"""The municipality's own contacts: what its departments publish of themselves is nobody's personal data."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator

from django.db import connection
from wagtail.models import Site

from cms.core.models import SiteAppearance
from cms.departments.models import Department
from cms.ordinance.personal_data import OfficeError, Offices
from tenants.context import platform
from tenants.models import Domain

#: Contact fields of departments and of the site, by what they hold; a field that a model lacks holds nothing.
_NUMBERS = ("telephone", "fax", "petition_telephone")
_MAILBOXES = ("email",)
_ADDRESSES = ("address",)
#: 031-000-0001~5, 031-000-0001, 0002
_PARTS = re.compile(r"[,;/·\n]+")
_RANGE = re.compile(r"^(.*?)(\d{1,4})\s*[~∼-]\s*(\d{1,4})$")


def offices() -> Offices:
    """The contacts of this municipality. What is no number or address is passed over: it allows nothing."""
    rows = [*Department.objects.all(), *_appearances()]
    numbers = [number for text in _values(rows, _NUMBERS) for number in _spelled(text)]
    mailboxes = [*_values(rows, _MAILBOXES), *(f"@{host}" for host in _hosts())]
    return Offices.of(
        *(
            list(_usable(kind, values))
            for kind, values in (
                ("numbers", numbers),
                ("mailboxes", mailboxes),
                ("addresses", _values(rows, _ADDRESSES)),
            )
        )
    )


def basis(known: Offices) -> str:
    """One word for these contacts: it changes when one of them does."""
    spelled = [sorted(known.numbers), sorted(known.mailboxes), sorted(known.addresses)]
    return hashlib.sha256(repr(spelled).encode()).hexdigest()


def _appearances() -> Iterator[SiteAppearance]:
    yield from SiteAppearance.objects.filter(site__in=Site.objects.all())


def _values(rows: Iterable[object], names: tuple[str, ...]) -> list[str]:
    return [value for row in rows for name in names if (value := getattr(row, name, "") or "")]


def _spelled(text: str) -> Iterator[str]:
    """Each number of a field that may name several, the last ones short: 031-000-0001~3, 031-000-0007."""
    for part in _PARTS.split(text):
        yield part.strip()
        found = _RANGE.match(part.strip())
        if not found or len(found[3]) > len(found[2]):
            continue
        start, last = int(found[2]), int(found[2][: len(found[2]) - len(found[3])] + found[3])
        for number in range(start, min(last, start + 100) + 1):
            yield f"{found[1]}{number:0{len(found[2])}d}"


def _hosts() -> list[str]:
    """The municipality's own hosts: every mailbox of them is an office's."""
    schema = connection.schema_name
    with platform():
        hosts = list(Domain.objects.filter(tenant__schema_name=schema).values_list("domain", flat=True))
    return [host.removeprefix("www.") for host in hosts if "." in host]


def _usable(kind: str, values: Iterable[str]) -> Iterator[str]:
    for value in values:
        try:
            Offices.of(**{kind: [value]})
        except OfficeError:
            continue
        yield value
