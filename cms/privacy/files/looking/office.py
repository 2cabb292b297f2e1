"""Office documents that are archives: DOCX, XLSX, PPTX, HWPX. Known by the parts that make them what they are."""

from __future__ import annotations

import re
import struct

from django.utils.translation import gettext as _

from cms.privacy.files.looking import zips
from cms.privacy.files.looking.compound import MAGIC, Compound, is_locked_office
from cms.privacy.files.looking.zips import Archive, Bomb, Locked
from cms.privacy.files.refusing import Reasons, broken, locked, macros, mismatch

_TYPES = "[Content_Types].xml"
#: The main part of each format, and the type under which it is declared.
_MAIN = {
    "docx": (re.compile(r"word/document\d*\.xml"), b"wordprocessingml.document.main+xml"),
    "xlsx": (re.compile(r"xl/workbook\d*\.xml"), b"spreadsheetml.sheet.main+xml"),
    "pptx": (re.compile(r"ppt/presentation\d*\.xml"), b"presentationml.presentation.main+xml"),
}
_HWPX_TYPE, _HWPX_MAIN = b"application/hwp+zip", re.compile(r"Contents/(?:section\d+\.xml|content\.hpf)")
_MANIFEST = "META-INF/manifest.xml"
#: Programs inside, by the name of their part and by what it is declared as.
_PROGRAMS = re.compile(r"(?:^|/)(?:vbaProject[^/]*\.bin|vbaData\.xml|activeX/.*|macrosheets/.*)$", re.IGNORECASE)
_DECLARED = re.compile(rb"macroEnabled|vbaProject|macrosheet|ms-office\.activeX", re.IGNORECASE)
#: A template that is fetched from elsewhere when the document is opened brings its macros along.
_TEMPLATE = re.compile(rb"attachedTemplate[^>]*Target=[\"'](?:https?:|ftp:|\\\\|file://[^/])", re.IGNORECASE)
_TEMPLATE_BEFORE = re.compile(rb"Target=[\"'](?:https?:|ftp:|\\\\|file://[^/])[^>]*attachedTemplate", re.IGNORECASE)


def look(content: bytes, kind: str) -> Reasons:
    """Every part is unpacked and counted."""
    if content.startswith(MAGIC):
        yield locked() if _is_locked(content) else mismatch(kind)
        return
    try:
        archive = Archive(content)
    except zips.BROKEN:
        yield mismatch(kind)
        return
    yield from zips.leads_out(archive)
    crowded = list(zips.too_many(archive, zips.PARTS))
    yield from crowded
    if not crowded:
        yield from _parts(archive, kind)


def _is_locked(content: bytes) -> bool:
    try:
        return is_locked_office(Compound(content))
    except (ValueError, struct.error):
        return False


def _parts(archive: Archive, kind: str) -> Reasons:
    try:
        if not _is(archive, kind):
            yield mismatch(kind)
        if _MANIFEST in archive.names and b"encryption-data" in archive.read(_MANIFEST):
            yield locked()
        if _has_programs(archive):
            yield macros()
        if _fetches_a_template(archive):
            yield _("The document fetches a template from elsewhere. Save a copy without the template and attach it.")
        for item in archive.items:
            archive.read(item)
    except Bomb:
        yield zips.far_too_large()
    except Locked:
        yield locked()
    except zips.BROKEN:
        yield broken()


def _is(archive: Archive, kind: str) -> bool:
    if kind == "hwpx":
        named = "mimetype" in archive.names and archive.read("mimetype").strip() == _HWPX_TYPE
        return named and any(map(_HWPX_MAIN.fullmatch, archive.names))
    part, declared = _MAIN[kind]
    return _TYPES in archive.names and any(map(part.fullmatch, archive.names)) and _is_declared(archive, declared)


def _is_declared(archive: Archive, declared: bytes) -> bool:
    """A macro-enabled twin is said to hold macros, not to be of another type."""
    types = archive.read(_TYPES)
    return declared in types or b"macroEnabled.main+xml" in types


def _has_programs(archive: Archive) -> bool:
    if any(map(_PROGRAMS.search, archive.names)):
        return True
    return _TYPES in archive.names and bool(_DECLARED.search(archive.read(_TYPES)))


def _fetches_a_template(archive: Archive) -> bool:
    for name in archive.names:
        if name.endswith("settings.xml.rels"):
            links = archive.read(name)
            if _TEMPLATE.search(links) or _TEMPLATE_BEFORE.search(links):
                return True
    return False
