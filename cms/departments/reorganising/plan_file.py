"""A plan from a CSV file, as personnel departments (인사부서) keep it: everything wrong is said at once.

Columns: kind, code, into, parent, name, name_en, telephone, duties. The kind is written in English or in Korean.
"""

import csv
import io

from django.utils.translation import gettext as _

from cms.departments.models import ReorganisationLine
from cms.departments.reorganising.plan import CLOSE, MERGE, MOVE, NEW, RENAME, SPLIT

COLUMNS = ("kind", "code", "into", "parent", "name", "name_en", "telephone", "duties")
KINDS = {
    **{kind: kind for kind in (NEW, RENAME, MERGE, SPLIT, CLOSE, MOVE)},
    "신설": NEW,
    "명칭변경": RENAME,
    "통합": MERGE,
    "분리": SPLIT,
    "폐지": CLOSE,
    "이관": MOVE,
}
ENCODINGS = ("utf-8-sig", "cp949")  # Korean spreadsheets still save the latter
LARGEST = 1_000_000


def read_plan(data: bytes) -> tuple[list[ReorganisationLine], list[str]]:
    """The lines of the file, not saved, and what is wrong with it, one sentence each."""
    text = _decoded(data)
    if text is None:
        return [], [_("The file is neither UTF-8 nor CP949.")]
    reader = csv.DictReader(io.StringIO(text), restkey="", restval="", strict=True)
    try:
        header = [name.strip() for name in reader.fieldnames or []]
        reader.fieldnames = header
        problems = _header(header)
        return ([], problems) if problems else _lines(reader)
    except csv.Error as error:
        return [], [_("Not readable as CSV: %(reason)s") % {"reason": error}]


def _decoded(data: bytes) -> str | None:
    for encoding in ENCODINGS:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def _header(header: list[str]) -> list[str]:
    if not header:
        return [_("The file is empty.")]
    missing = [name for name in ("kind", "code") if name not in header]
    strange = [name for name in header if name not in COLUMNS]
    return [_("The column “%(name)s” is missing.") % {"name": name} for name in missing] + [
        _("The column “%(name)s” is not known.") % {"name": name} for name in strange
    ]


def _lines(reader: csv.DictReader) -> tuple[list[ReorganisationLine], list[str]]:
    lines: list[ReorganisationLine] = []
    problems: list[str] = []
    for record in reader:
        said = {"line": reader.line_num}
        if record.pop("", None):
            problems.append(_("Line %(line)d: there are more fields than columns.") % said)
        values = {name: (record.get(name) or "").strip() for name in COLUMNS}
        if not any(values.values()):
            continue
        kind = KINDS.get(values["kind"].replace(" ", "").lower())
        if kind is None:
            problems.append(
                _("Line %(line)d: “%(value)s” is none of: %(kinds)s.")
                % {**said, "value": values["kind"], "kinds": ", ".join(KINDS)}
            )
        problems += [_("Line %(line)d: %(sentence)s") % {**said, "sentence": text} for text in _lengths(values)]
        lines.append(ReorganisationLine(**{**values, "kind": kind or ""}, sort_order=len(lines)))
    if not lines and not problems:
        problems.append(_("The file holds no line."))
    return lines, problems


def _lengths(values: dict[str, str]) -> list[str]:
    found = []
    for name, value in values.items():
        longest = getattr(ReorganisationLine._meta.get_field(name), "max_length", None)
        if name != "kind" and longest and len(value) > longest:
            found.append(_("%(name)s is longer than %(longest)d characters.") % {"name": name, "longest": longest})
    if not values["code"]:
        found.append(_("the code is missing."))
    return found
