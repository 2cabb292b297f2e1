"""Municipalities from a CSV file: all that is wrong, with file, line and column, before anything is created.

Columns: slug, name_ko, name_en, kind, parent, domain, ordinance_profile, languages (``;`` between), departments_csv (a
path, from the folder of the file). The profile is a packaged one's name or the path of one's own (.toml). UTF-8, with
or without a byte order mark.
"""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _

from tenants.onboarding import MunicipalityRow, Problem
from tenants.services.validation import Neighbours, wrong

COLUMNS = (
    "slug",
    "name_ko",
    "name_en",
    "kind",
    "parent",
    "domain",
    "ordinance_profile",
    "languages",
    "departments_csv",
)


@dataclass(frozen=True)
class Line:
    """A row and where it stands."""

    number: int
    row: MunicipalityRow


def read(
    path: Path, *, only: Sequence[str] | None = None, skip_existing: bool = False
) -> tuple[list[MunicipalityRow], list[Problem]]:
    """The rows of a file, parents before their children, and everything that is wrong with them.

    ``only`` names the slugs that are wanted; ``skip_existing`` passes over those that the platform has already.
    """
    lines, found = _parse(path)
    near = Neighbours.present()
    found += _not_in_file(only or [], lines, path.name)
    passed_over = near.slugs if skip_existing else set()
    lines = [line for line in lines if line.row.slug not in passed_over and (not only or line.row.slug in only)]
    near.coming = {line.row.slug for line in lines}
    for line in lines:
        found += wrong(line.row, near, file=path.name, line=line.number)
        near.slugs.add(line.row.slug)
        near.hosts.add(line.row.domain)
    found += _circles(lines, path.name)
    return parents_first([line.row for line in lines]), sorted(
        dict.fromkeys(found), key=lambda one: (one.file, one.line)
    )


def parents_first(rows: Sequence[MunicipalityRow]) -> list[MunicipalityRow]:
    """The same rows in an order in which they can be created."""
    by_slug = {row.slug: row for row in rows}
    return sorted(rows, key=lambda row: len(_ancestors(row, by_slug)))


def from_record(record: dict[str, str], folder: Path) -> MunicipalityRow:
    """A row from its fields as they were written."""
    departments, profile = record["departments_csv"], record["ordinance_profile"]
    return MunicipalityRow(
        slug=record["slug"],
        name_ko=record["name_ko"],
        name_en=record["name_en"],
        kind=record["kind"],
        parent=record["parent"],
        domain=record["domain"].lower(),
        ordinance_profile=profile,
        languages=tuple(code.strip() for code in record["languages"].split(";") if code.strip()),
        departments_csv=folder / departments if departments else None,
        policy_file=folder / profile if profile.lower().endswith(".toml") else None,
    )


def _parse(path: Path) -> tuple[list[Line], list[Problem]]:
    try:
        content = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        return [], [Problem(path.name, 0, "", _("The file cannot be read: %(reason)s") % {"reason": error.strerror})]
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        return [], [Problem(path.name, line, "", _("The file is not UTF-8 (byte %(byte)d).") % {"byte": error.start})]
    reader = csv.reader(io.StringIO(content), strict=True)
    try:
        return _records(reader, path)
    except csv.Error as error:
        return [], [Problem(path.name, reader.line_num, "", _("Not readable as CSV: %(reason)s") % {"reason": error})]


def _records(reader, path: Path) -> tuple[list[Line], list[Problem]]:  # type: ignore[no-untyped-def] # no public type
    header = [name.strip() for name in next(reader, [])]
    if found := _header(header, path.name):
        return [], found
    lines, begins = [], reader.line_num + 1
    for fields in reader:
        if len(fields) == len(header):
            record = dict(zip(header, (value.strip() for value in fields), strict=True))
            lines.append(Line(begins, from_record(record, path.parent)))
        elif fields:
            sentence = _("There are %(found)d fields for %(wanted)d columns.")
            values = {"found": len(fields), "wanted": len(header)}
            found.append(Problem(path.name, begins, "", sentence % values))
        begins = reader.line_num + 1
    if not lines and not found:
        found.append(Problem(path.name, 1, "", _("The file holds no municipality.")))
    return lines, found


def _not_in_file(only: Sequence[str], lines: list[Line], file: str) -> list[Problem]:
    missing = [slug for slug in only if slug not in {line.row.slug for line in lines}]
    sentence = _("There is no row for “%(slug)s”.")
    return [Problem(file, 0, "slug", sentence % {"slug": slug}) for slug in missing]


def _header(header: list[str], file: str) -> list[Problem]:
    missing = [(column, _("This column is missing.")) for column in COLUMNS if column not in header]
    strange = [(column, _("This column is not known.")) for column in header if column not in COLUMNS]
    twice = [(column, _("This column stands there twice.")) for column in COLUMNS if header.count(column) > 1]
    return [Problem(file, 1, column, sentence) for column, sentence in [*missing, *strange, *twice]]


def _circles(lines: list[Line], file: str) -> list[Problem]:
    by_slug = {line.row.slug: line.row for line in lines}
    sentence = _("The parents of “%(slug)s” lead back to it.")
    return [
        Problem(file, line.number, "parent", sentence % {"slug": line.row.slug})
        for line in lines
        if line.row.parent != line.row.slug and line.row.slug in _ancestors(line.row, by_slug)
    ]


def _ancestors(row: MunicipalityRow, by_slug: dict[str, MunicipalityRow]) -> list[str]:
    found: list[str] = []
    while row.parent in by_slug and row.parent not in found:
        found.append(row.parent)
        row = by_slug[row.parent]
    return found
