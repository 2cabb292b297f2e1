"""Several translations in one ZIP: a file each, and a table of them for people."""

from __future__ import annotations

import csv
import io
import zipfile
import zlib
from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _
from wagtail_localize.models import Translation

from cms.core.spreadsheets import BYTE_ORDER_MARK, harmless
from cms.translating.desk.counting import words_in
from cms.translating.exchange import naming
from cms.translating.exchange.building import sheet_of, written
from cms.translating.exchange.decoding import FILE_LIMIT, too_large
from cms.translating.exchange.reading import ENDINGS
from cms.translating.exchange.sheet import Problem, Sheet

ZIP_LIMIT = 10 * 1024 * 1024
#: Files of one ZIP, and what they may come to when unpacked.
MOST_FILES = 300
UNPACKED_LIMIT = 60 * 1024 * 1024
MANIFEST = "manifest.csv"
_LOCKED, _UTF8 = 0x1, 0x800
#: What systems put beside the files of a folder.
_BESIDE = ("__MACOSX/", ".DS_Store", "Thumbs.db", "desktop.ini", MANIFEST)


def pack(translations: Iterable[Translation], ending: str) -> bytes:
    """A ZIP with a file for each and ``manifest.csv``."""
    buffer, names = io.BytesIO(), set[str]()
    rows: list[tuple[str, Sheet]] = []
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for wanted in translations:
            sheet = sheet_of(wanted)
            name = _free(naming.stem(wanted, sheet.version), ending, names)
            archive.writestr(name, written(sheet, ending))
            rows.append((name, sheet))
        archive.writestr(MANIFEST, _manifest(rows))
    return buffer.getvalue()


def unpack(data: bytes) -> Iterator[tuple[str, bytes | Problem]]:
    """Each file by its name, or why it is not read. Nothing is unpacked to a disk, nothing beyond the limits at all."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        members = [each for each in archive.infolist() if not _is_beside(each)]
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OverflowError):
        yield "", Problem(0, "", _("The ZIP is damaged and cannot be opened."))
        return
    if len(members) > MOST_FILES or sum(each.file_size for each in members) > UNPACKED_LIMIT:
        told = {"files": MOST_FILES, "size": UNPACKED_LIMIT // (1024 * 1024)}
        sentence = _("The ZIP has more than %(files)d files, or unpacked they come to more than %(size)d MB.")
        yield "", Problem(0, "", sentence % told)
        return
    if not members:
        yield "", Problem(0, "", _("There is no file in the ZIP."))
    for member in members:
        yield _name(member), _content(archive, member)


def _name(member: zipfile.ZipInfo) -> str:
    """Korean Windows writes names in its own code, which ZIP takes for that of the first PC."""
    try:
        return member.filename if member.flag_bits & _UTF8 else member.filename.encode("cp437").decode("cp949")
    except UnicodeError:
        return member.filename


def _content(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes | Problem:
    if not _name(member).lower().endswith(ENDINGS):
        return Problem(0, "", _("This is neither a PO nor an XLIFF file (.po, .xlf, .xliff)."))
    if member.flag_bits & _LOCKED:
        return Problem(0, "", _("The file is locked with a password."))
    try:
        with archive.open(member) as file:
            data = file.read(FILE_LIMIT + 1)  # what the ZIP says of its size need not be true
    except (zipfile.BadZipFile, NotImplementedError, OSError, RuntimeError, EOFError, ValueError, zlib.error):
        return Problem(0, "", _("The file is damaged within the ZIP."))
    return data if len(data) <= FILE_LIMIT else Problem(0, "", too_large(FILE_LIMIT))


def _is_beside(member: zipfile.ZipInfo) -> bool:
    name = member.filename
    return member.is_dir() or name.startswith(_BESIDE[0]) or name.rsplit("/", 1)[-1] in _BESIDE[1:]


def _free(name: str, ending: str, taken: set[str]) -> str:
    """Pages below different sections may have the same address."""
    number, found = 1, f"{name}.{ending}"
    while found in taken:
        number += 1
        found = f"{name}-{number}.{ending}"
    taken.add(found)
    return found


def _manifest(rows: list[tuple[str, Sheet]]) -> bytes:
    """What is in the ZIP, for a spreadsheet program."""
    table = io.StringIO()
    writer = csv.writer(table)
    writer.writerow([_("File"), _("Page"), _("Language"), _("Pieces"), _("Without a translation"), _("Words")])
    for name, sheet in rows:
        left = [row for row in sheet.rows if not row.text]
        words = sum(words_in(row.source) for row in left)
        writer.writerow([name, harmless(sheet.page), sheet.language, len(sheet.rows), len(left), words])
    return (BYTE_ORDER_MARK + table.getvalue()).encode("utf-8")
