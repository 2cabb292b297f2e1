"""Departments from a CSV file: everything that is wrong is said at once, then all are written or none.

Columns: code, name_ko, name_en, parent_code, duties_ko, is_homepage_manager, handles_petitions, phone.
"""

import csv
import io
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from cms.departments.models import Department
from tenants.onboarding import Problem

COLUMNS = (
    "code",
    "name_ko",
    "name_en",
    "parent_code",
    "duties_ko",
    "is_homepage_manager",
    "handles_petitions",
    "phone",
)
REQUIRED = ("code", "name_ko", "phone")
FLAGS = ("is_homepage_manager", "handles_petitions")
LONGEST = {"code": 20, "name_ko": 80, "name_en": 120, "phone": 40}
TELEPHONE = re.compile(r"\+?[0-9][0-9()\- ]{1,38}")


@dataclass(frozen=True)
class Row:
    """One line of the file."""

    line: int
    values: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.values[column]


@transaction.atomic
def import_departments(path: Path) -> int:
    """Write the departments of the file; a code that exists is brought up to date. Returns their number.

    Raises ValueError with every problem, one a line, before anything is written.
    """
    rows, problems = read(path)
    if problems:
        raise ValueError("\n".join(map(str, problems)))
    closed = Department.objects.closed().filter(code__in=[row["code"] for row in rows]).values_list("code", flat=True)
    if closed:
        raise ValueError(_("These departments are closed: %(codes)s") % {"codes": ", ".join(closed)})
    known: dict[str, Department] = {}
    for order, row in enumerate(_parents_first(rows), start=1):
        known[row["code"]], _created = Department.objects.update_or_create(
            code=row["code"],
            defaults={
                "name": row["name_ko"],
                "name_en": row["name_en"],
                "parent": known.get(row["parent_code"]),
                "duties": row["duties_ko"],
                "telephone": row["phone"],
                "manages_homepage": row["is_homepage_manager"] == "true",
                "handles_petitions": row["handles_petitions"] == "true",
                "sort_order": order * 10,
            },
        )
    return len(rows)


def departments_problems(path: Path) -> list[Problem]:
    """Everything wrong with the file, in the order of its lines; empty when it can be imported."""
    return read(path)[1]


def read(path: Path) -> tuple[list[Row], list[Problem]]:
    """The rows of the file and what is wrong with them."""
    name = path.name
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return [], [Problem(name, 0, "", _("The file does not exist."))]
    except UnicodeDecodeError as error:
        return [], [Problem(name, 0, "", _("The file is not UTF-8 (byte %(byte)d).") % {"byte": error.start})]
    except OSError as error:
        return [], [Problem(name, 0, "", _("The file cannot be read: %(reason)s") % {"reason": error.strerror})]
    reader = csv.DictReader(io.StringIO(text), restkey="", strict=True)
    header_problems = _header_problems(name, reader.fieldnames or [])
    if header_problems:
        return [], header_problems
    try:
        rows, problems = _rows(name, reader)
    except csv.Error as error:
        return [], [Problem(name, reader.line_num + 1, "", _("Not readable as CSV: %(reason)s") % {"reason": error})]
    problems += [problem for row in rows for problem in _row_problems(name, row)]
    problems += [*_repeated_codes(name, rows), *_parent_problems(name, rows), *_flag_problems(name, rows)]
    return rows, sorted(problems, key=lambda problem: problem.line)


def _header_problems(name: str, header: Iterable[str]) -> list[Problem]:
    found = list(header)
    if not found:
        return [Problem(name, 0, "", _("The file is empty."))]
    missing = [Problem(name, 1, column, _("This column is missing.")) for column in COLUMNS if column not in found]
    strange = [Problem(name, 1, column, _("This column is not known.")) for column in found if column not in COLUMNS]
    return missing + strange


def _rows(name: str, reader: csv.DictReader) -> tuple[list[Row], list[Problem]]:
    rows, problems = [], []
    for record in reader:
        line = reader.line_num - sum(str(value).count("\n") for value in record.values())  # where the record begins
        if record.pop("", None):
            problems.append(Problem(name, line, "", _("There are more fields than columns.")))
        if None in record.values():
            problems.append(Problem(name, line, "", _("There are fewer fields than columns.")))
        rows.append(Row(line, {column: (record.get(column) or "").strip() for column in COLUMNS}))
    if not rows and not problems:
        problems.append(Problem(name, 1, "", _("The file holds no department.")))
    return rows, problems


def _row_problems(name: str, row: Row) -> list[Problem]:
    problems = [Problem(name, row.line, column, _("This field is empty.")) for column in REQUIRED if not row[column]]
    for column, longest in LONGEST.items():
        if len(row[column]) > longest:
            sentence = _("Longer than %(longest)d characters.") % {"longest": longest}
            problems.append(Problem(name, row.line, column, sentence))
    for column in FLAGS:
        if row[column] not in {"true", "false"}:
            problems.append(
                Problem(name, row.line, column, _("Write true or false, not “%(value)s”.") % {"value": row[column]})
            )
    if row["phone"] and not TELEPHONE.fullmatch(row["phone"]):
        problems.append(
            Problem(name, row.line, "phone", _("“%(value)s” is not a telephone number.") % {"value": row["phone"]})
        )
    return problems


def _repeated_codes(name: str, rows: list[Row]) -> list[Problem]:
    first: dict[str, int] = {}
    problems = []
    for row in rows:
        if row["code"] and first.setdefault(row["code"], row.line) != row.line:
            sentence = _("The code %(code)s stands in line %(line)d already.") % {
                "code": row["code"],
                "line": first[row["code"]],
            }
            problems.append(Problem(name, row.line, "code", sentence))
    return problems


def _parent_problems(name: str, rows: list[Row]) -> list[Problem]:
    parents = {row["code"]: row["parent_code"] for row in rows}
    problems = []
    for row in rows:
        if row["parent_code"] and row["parent_code"] not in parents:
            sentence = _("No department has the code %(code)s.") % {"code": row["parent_code"]}
            problems.append(Problem(name, row.line, "parent_code", sentence))
        elif _circular(row["code"], parents):
            problems.append(Problem(name, row.line, "parent_code", _("The department is below itself.")))
    return problems


def _circular(code: str, parents: dict[str, str]) -> bool:
    seen = {code}
    while code := parents.get(code, ""):
        if code in seen:
            return True
        seen.add(code)
    return False


def _flag_problems(name: str, rows: list[Row]) -> list[Problem]:
    """One department manages the homepage (안양·용인 §3③), one oversees petitions (안양 §8②)."""
    sentences = {
        "is_homepage_manager": _("Exactly one department manages the homepage; here it is %(count)d."),
        "handles_petitions": _("Exactly one department oversees petitions; here it is %(count)d."),
    }
    problems = []
    for column, sentence in sentences.items():
        holders = [row for row in rows if row[column] == "true"]
        if rows and len(holders) != 1:
            line = holders[1].line if holders else 1
            problems.append(Problem(name, line, column, sentence % {"count": len(holders)}))
    return problems


def _parents_first(rows: list[Row]) -> list[Row]:
    """The rows in their order, but never a child before its parent. The parents are known to be there."""
    by_code = {row["code"]: row for row in rows}
    ordered: dict[str, Row] = {}

    def place(row: Row) -> None:
        if row["code"] in ordered:
            return
        if row["parent_code"]:
            place(by_code[row["parent_code"]])
        ordered[row["code"]] = row

    for row in rows:
        place(row)
    return list(ordered.values())
