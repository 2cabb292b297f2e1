"""Whether personal data is stored encrypted (서울 §10④, 동작 §22②). Looked at as it stands in the database.

Citizens read the evidence: it counts tables and fields, and names nobody.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import ngettext

from cms.privacy.files import missing
from tenants.conformity import Evidence, Finding, Question, conformity_check, met, not_met
from tenants.services.rotation import Closed, closed_tables, unreadable_rows


@conformity_check("encryption")
def encryption(question: Question) -> Finding:
    """Met while every value of every encrypted field is closed under a key that is known, and no file is lost."""
    tables = closed_tables()
    faults = [*_open(tables), *_lost()]
    if faults:
        return not_met(*faults)
    fields = sum(len(table.fields) for table in tables)
    sentence = ngettext(
        "%(number)d field with what petitioners and correspondents wrote is stored encrypted (AES-256), "
        "and so are attached files.",
        "%(number)d fields with what petitioners and correspondents wrote are stored encrypted (AES-256), "
        "and so are attached files.",
        fields,
    )
    return met(Evidence(sentence % {"number": fields}, count=fields))


def _open(tables: tuple[Closed, ...]) -> Iterator[Evidence]:
    for table, number in unreadable_rows(tables).items():
        sentence = ngettext(
            "%(name)s: %(number)d entry is not encrypted under a known key.",
            "%(name)s: %(number)d entries are not encrypted under a known key.",
            number,
        )
        yield Evidence(sentence % {"name": table.model._meta.verbose_name, "number": number}, count=number)


def _lost() -> Iterator[Evidence]:
    number = missing()
    if number:
        sentence = ngettext(
            "%(number)d attached file is not on the disk.", "%(number)d attached files are not on the disk.", number
        )
        yield Evidence(sentence % {"number": number}, count=number)
