"""A file or a ZIP for which nobody has said of which translation it is: each file says so itself.

Each file is taken as a whole or not at all; one that is refused does not keep the others out.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail_localize.models import Translation

from cms.translating.exchange.archive import unpack
from cms.translating.exchange.checking import Report, check
from cms.translating.exchange.reading import is_zip, read
from cms.translating.exchange.sheet import Delivered, Problem
from cms.translating.exchange.taking import ChangedMeanwhileError, take
from cms.translating.rights import translations_for


def files_of(name: str, data: bytes) -> Iterator[tuple[str, bytes | Problem]]:
    """The files in a ZIP, or the file itself."""
    if is_zip(data):
        yield from ((inner or name, content) for inner, content in unpack(data))
    else:
        yield name, data


def reports(name: str, data: bytes, person: Any, only: Translation | None = None) -> list[Report]:
    """One for each file; with ``only``, every file has to be of that translation."""
    return [report for report, _content in _looked_at(name, data, person, only)]


def take_all(
    name: str, data: bytes, person: Any, digests: Collection[str], only: Translation | None = None
) -> tuple[list[Report], list[Report]]:
    """Write the files whose reports have these digests. What was taken, and what is another one by now."""
    taken, changed = [], []
    for report, content in _looked_at(name, data, person, only):
        if report.wanted is None or not report.may_be_taken:
            continue
        try:
            digest = report.digest if report.digest in digests else ""
            taken.append(take(report.name, content, report.wanted, digest, person))
        except ChangedMeanwhileError as change:
            changed.append(change.report)
    return taken, changed


def _looked_at(name: str, data: bytes, person: Any, only: Translation | None) -> Iterator[tuple[Report, bytes]]:
    seen: dict[int, str] = {}
    for inner, content in files_of(name, data):
        if isinstance(content, Problem):
            yield Report(inner, only, [content]), b""
            continue
        report = _report(inner, read(content), person, only)
        if report.wanted is not None and report.changes:
            _refuse_second(report, seen)
        yield report, content


def _report(name: str, delivered: Delivered, person: Any, only: Translation | None) -> Report:
    wanted = only or _told(delivered, person)
    if wanted is not None:
        return check(name, delivered, wanted)
    problems = [*delivered.problems]
    if delivered.sheet is not None:
        problems.insert(0, Problem(1, "", _("The file belongs to no translation that you may work on.")))
    return Report(name, None, problems)


def _told(delivered: Delivered, person: Any) -> Translation | None:
    """The translation that a file names, if it is theirs: of others nothing is said, not even that they exist."""
    if delivered.sheet is None:
        return None
    mine = translations_for(person).select_related("source__locale", "target_locale")
    try:
        return mine.filter(uuid=delivered.sheet.translation.strip()).first()
    except (ValidationError, ValueError):
        return None


def _refuse_second(report: Report, seen: dict[int, str]) -> None:
    number = report.wanted.pk if report.wanted else 0
    if number in seen:
        told = {"file": seen[number]}
        sentence = _("Another file of the same page and language is in the ZIP: %(file)s.")
        report.problems.append(Problem(0, "", sentence % told))
    seen.setdefault(number, report.name)
