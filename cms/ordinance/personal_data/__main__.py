"""``python -m cms.ordinance.personal_data [--office-number …] [--office-email …] [--json] [FILE]``."""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta, timezone
from pathlib import Path

from cms.ordinance.masking import hidden
from cms.ordinance.personal_data import Finding, OfficeError, Offices, scan

_SEOUL = timezone(timedelta(hours=9))
_LOOKS_LIKE_OFFICE = {
    "office_number": re.compile(r"[\d０-９()+（）＋./\s‐-―−－-]{3,}"),
    "office_email": re.compile(r"\S*@\S+"),
    "office_address": re.compile(r".*[\d０-９]"),
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Scan a file or standard input. Exit code 0, also where something was found; 2 for bad input."""
    given = sys.argv[1:] if arguments is None else arguments
    options = _parser().parse_args(given)
    _give_back_file(options, given)
    try:
        offices = Offices.of(options.office_number, options.office_email, options.office_address)
        text = _read(options.file)
    except OfficeError as error:
        return _refuse(*error.reasons)
    except OSError as error:
        return _refuse(f"“{options.file}” cannot be read: {error.strerror}.")
    except UnicodeDecodeError as error:
        return _refuse(f"The text is not UTF-8: byte {error.start + 1} cannot be read.")
    findings = scan(text, offices, datetime.now(_SEOUL).date())
    shown = as_json(findings) if options.json else as_lines(text, findings)
    sys.stdout.buffer.write(shown.encode())
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m cms.ordinance.personal_data",
        description="Find personal data in a text, and say where, of which kind and how sure.",
    )
    parser.add_argument("file", metavar="FILE", nargs="?", help="a text in UTF-8; standard input if left out or -")
    for name, sort in (("number", "telephone numbers"), ("email", "e-mail addresses"), ("address", "addresses")):
        parser.add_argument(
            f"--office-{name}",
            metavar="OFFICE",
            action="extend",
            nargs="+",
            default=[],
            help=f"{sort} of the municipality's departments, which may be shown; may be repeated",
        )
    parser.add_argument("--json", action="store_true", help="a list of type, start, end and confidence instead")
    return parser


def _give_back_file(options: argparse.Namespace, arguments: Sequence[str]) -> None:
    """``--office-number 031-000-0001 post.txt``: the file stands last, behind the numbers, and is none."""
    last = [each for each in arguments if not each.startswith("--")][-1:]
    for name, form in _LOOKS_LIKE_OFFICE.items():
        values: list[str] = getattr(options, name)
        if options.file is None and values and values[-1:] == last and not form.fullmatch(values[-1]):
            options.file = values.pop()


def _read(name: str | None) -> str:
    """As it stands: no line end is changed, so that places are those of the original."""
    raw = sys.stdin.buffer.read() if name in (None, "-") else Path(str(name)).read_bytes()
    return raw.decode()


def _refuse(*sentences: str) -> int:
    print("\n".join(sentences), file=sys.stderr)
    return 2


def as_json(findings: Sequence[Finding]) -> str:
    """One list; places are characters of the original text, the end excluded."""
    rows = [
        {"type": str(found.kind), "start": found.start, "end": found.end, "confidence": found.confidence}
        for found in findings
    ]
    return json.dumps(rows, indent=2) + "\n"


def as_lines(text: str, findings: Sequence[Finding]) -> str:
    """One line each: line and column, kind, sureness, and the place with everything covered."""
    if not findings:
        return "No personal data found.\n"
    rows = []
    line, line_start, place = 1, 0, 0
    for found in findings:
        breaks = text.count("\n", place, found.start)
        line += breaks
        line_start = text.rfind("\n", place, found.start) + 1 if breaks else line_start
        place = found.start
        where = f"{line}:{found.start - line_start + 1}"
        covered = hidden(text[found.start : found.end])
        sure = f"{found.sureness} ({found.confidence:.2f})"
        rows.append(f"{where:>8}  {found.kind:<28}  {sure:<13}  {' '.join(covered.split())}")
    kinds = ", ".join(f"{kind} {number}" for kind, number in Counter(found.kind for found in findings).items())
    return "\n".join([*rows, f"{len(findings)} found: {kinds}", ""])


if __name__ == "__main__":
    sys.exit(main())
