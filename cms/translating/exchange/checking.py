"""What a file that came back would change, and why it may not: told piece by piece, before anything is written."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape

from django.conf import settings
from django.db import connection
from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from wagtail_localize.models import Translation

from cms.glossary.terms import Glossary
from cms.translating.desk import places
from cms.translating.exchange import po, tongues
from cms.translating.exchange.building import limit_of, version
from cms.translating.exchange.sheet import Delivered, Problem, Row, Sheet
from cms.translating.managed import waiting_of
from cms.translating.pieces import Piece, faults_of, hints_of, needs_translation, pieces_of

#: No piece of a page is as long as that; a paragraph has some hundred.
MOST_SIGNS = 20_000


@dataclass(frozen=True, slots=True)
class Change:
    """A piece that would be written. ``hints`` do not keep it from that; its reviewer sees them again."""

    piece: Piece
    text: str
    line: int
    hints: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Skipped:
    """A piece that stays as it is, and why."""

    line: int
    place: str
    source: str
    sentence: str


@dataclass
class Report:
    """What would become of a file. It is taken as a whole, or with one problem not at all.

    ``wanted`` is None where the file does not say of which translation it is, or of one that is none of theirs.
    ``untouched`` counts pieces that stand in the file as they stand here, ``missing`` those that are still without a
    translation afterwards. ``names`` are the fields' by the first part of a place.
    """

    name: str
    wanted: Translation | None = None
    problems: list[Problem] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    untouched: int = 0
    missing: int = 0
    original_changed: bool = False
    names: dict[str, str] = field(default_factory=dict)

    @property
    def may_be_taken(self) -> bool:
        """Whether there is something to write, and nothing against it."""
        return not self.problems and bool(self.changes)

    @property
    def hinted(self) -> int:
        """How many changes are worth a look."""
        return sum(bool(change.hints) for change in self.changes)

    @property
    def digest(self) -> str:
        """Of what would be written over what: what was confirmed is what was shown."""
        content = [[change.piece.number, change.piece.text, change.text] for change in self.changes]
        content.append([problem.sentence for problem in self.problems])
        return hashlib.sha256(json.dumps(content).encode()).hexdigest()[:32]

    def place(self, path: str) -> str:
        """A place in words, as far as it is one of the page."""
        return self.names.get(path.split(".", 1)[0], path)


def check(name: str, delivered: Delivered, wanted: Translation) -> Report:
    """Everything at once: problems of the file's form, of its header, and of each piece. Reads; writes nothing."""
    report = Report(name, wanted, list(delivered.problems))
    if waiting_of(wanted):
        sentence = _("This translation was handed in and waits for its review.")
        report.problems.append(Problem(0, "", sentence))
    if delivered.sheet is None:
        return report
    foreign = list(_foreign(delivered.sheet, wanted))
    report.problems += foreign or _wrong_language(delivered.sheet, wanted)
    if not foreign:
        _Comparison(report, delivered.sheet, wanted).run()
    report.problems.sort(key=lambda problem: problem.line)
    return report


def _foreign(sheet: Sheet, wanted: Translation) -> Iterator[Problem]:
    """Of another municipality or page: then its pieces need no looking at."""
    here = connection.tenant.slug
    if sheet.municipality and sheet.municipality != here:
        told = {"there": sheet.municipality, "here": here}
        yield Problem(sheet.line_of("municipality"), "", _("The file is from “%(there)s”; this is “%(here)s”.") % told)
    if not sheet.translation:
        yield Problem(1, "", _("The file does not say which page it belongs to. Please download it again."))
    elif sheet.translation.strip().lower() != str(wanted.uuid):
        told = {"there": sheet.page or sheet.translation, "language": sheet.language or "?"}
        told["here"] = f"{wanted.source.object_repr} ({_name(wanted.target_locale.language_code)})"
        sentence = _("The file belongs to another page or language, “%(there)s” (%(language)s); this is “%(here)s”.")
        yield Problem(sheet.line_of("translation"), "", sentence % told)


def _wrong_language(sheet: Sheet, wanted: Translation) -> list[Problem]:
    problems = []
    source, target = wanted.source.locale.language_code, wanted.target_locale.language_code
    if not tongues.is_same(sheet.language, target):
        told = {"there": sheet.language or "?", "here": f"{_name(target)} ({tongues.bcp47(target)})"}
        problems.append(
            Problem(sheet.line_of("language"), "", _("The file says it is in “%(there)s”; this is %(here)s.") % told)
        )
    if sheet.source_language and not tongues.is_same(sheet.source_language, source):
        told = {"there": sheet.source_language, "here": f"{_name(source)} ({tongues.bcp47(source)})"}
        sentence = _("The file was translated from “%(there)s”; the original is in %(here)s.") % told
        problems.append(Problem(sheet.line_of("source_language"), "", sentence))
    return problems


def _name(language: str) -> str:
    return str(dict(settings.LANGUAGES)[language])


class _Comparison:
    """The pieces of a file beside those of the translation."""

    def __init__(self, report: Report, sheet: Sheet, wanted: Translation) -> None:
        self.report, self.sheet, self.wanted = report, sheet, wanted
        self.language = wanted.target_locale.language_code
        self.glossary = Glossary.of(self.language)
        self.page = wanted.source.specific_content_type.model_class()
        self.pieces = pieces_of(wanted)
        self.known = {(piece.place, piece.source): piece for piece in reversed(self.pieces)}
        self.seen: dict[tuple[str, str], int] = {}
        report.names = places.names(self.page, self.pieces)
        report.original_changed = bool(sheet.version) and sheet.version != version(self.pieces)

    def run(self) -> None:
        """Look at every piece of the file."""
        for row in self.sheet.rows:
            self._row(row)
        if not self.sheet.rows and not self.report.problems:
            self._refuse(0, "", _("There is no piece in the file."))
        filled = {change.piece.number for change in self.report.changes}
        lacking = (piece for piece in self.known.values() if needs_translation(piece.source) and not piece.text)
        self.report.missing = sum(piece.number not in filled for piece in lacking)

    def _row(self, row: Row) -> None:
        if row.key in self.seen:
            told = {"line": self.seen[row.key]}
            self._refuse(
                row.line, row.place, _("The piece stands twice in the file, first in line %(line)d.") % told, row.source
            )
            return
        self.seen[row.key] = row.line
        piece = self.known.get(row.key)
        if piece is None:
            self._stranger(row)
        elif reason := self._reason_to_skip(row, piece):
            self.report.skipped.append(Skipped(row.text_line, row.place, row.source, reason))
        elif not row.text or _same(row, piece):
            self.report.untouched += 1
        else:
            self._change(row, piece)

    def _stranger(self, row: Row) -> None:
        """No such piece here: because the original has changed since, or because somebody changed the file."""
        same_place = any(piece.place == row.place for piece in self.pieces)
        if not self.report.original_changed:
            if same_place:
                sentence = _("The original has been changed in the file: this piece reads otherwise on the page.")
            else:
                sentence = _("The page has no piece at this place.")
            self._refuse(row.line, row.place, sentence, row.source)
        elif row.text:
            if same_place:
                sentence = _("The original has changed since the file was sent out. This translation is not taken.")
            else:
                sentence = _("This piece is no longer on the page. Its translation is not taken.")
            self.report.skipped.append(Skipped(row.line, row.place, row.source, sentence))

    def _reason_to_skip(self, row: Row, piece: Piece) -> str:
        if not row.text.strip():
            return _("It is empty in the file. The translation stays as it is.") if piece.text else ""
        if row.unsure:
            return _("It is marked as fuzzy in the file. It is not taken.")
        if row.text.strip() == row.source.strip() and needs_translation(row.source):
            return _("It is the Korean original. It is not taken.")
        return ""

    def _change(self, row: Row, piece: Piece) -> None:
        text = row.text.strip()
        faults = self._faults(piece, text)
        for fault in faults:
            self._refuse(row.text_line, row.place, fault, row.source)
        if not faults:
            remark = (row.remark,) if row.remark else ()
            hints = (*hints_of(piece.source, text, self.language, self.glossary), *remark)
            self.report.changes.append(Change(piece, text, row.text_line, hints))

    def _faults(self, piece: Piece, text: str) -> list[str]:
        if len(text) > MOST_SIGNS:
            return [_too_long(len(text), MOST_SIGNS)]
        limit, length = limit_of(self.page, piece.place), len(unescape(strip_tags(text)))
        beyond = [_too_long(length, limit)] if limit and length > limit else []
        return [*beyond, *faults_of(piece.source, text, self.language)]

    def _refuse(self, line: int, place: str, sentence: str, source: str = "") -> None:
        self.report.problems.append(Problem(line, place, sentence, source))


def _too_long(length: int, limit: int) -> str:
    told = {"length": length, "limit": limit}
    return _("It has %(length)d characters; there is room for %(limit)d.") % told


def _same(row: Row, piece: Piece) -> bool:
    """As it stands here, but for what files and the desk leave out at both ends."""
    present = piece.text
    return row.text.strip() in (present.strip(), po.aligned(row.source, present).strip())
