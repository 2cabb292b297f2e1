"""What documents hold: their text is read in a process of its own, scanned, and forgotten; only covered finds stay."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import logging
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from wagtail.documents.models import AbstractDocument

from cms.ordinance.masking import mask
from cms.ordinance.personal_data import Offices
from cms.publication.extraction.limits import SECONDS
from cms.publication.findings import UNREADABLE, Found, digest_of, find
from cms.publication.models import DocumentFindings
from cms.publication.offices import basis

#: Raised when readers or rules change: everything is read again.
READERS = "2"
State = DocumentFindings.State
#: In these states nobody but a person can say what the file holds.
UNREAD = frozenset({State.NO_TEXT, State.LOCKED, State.BROKEN, State.TOO_LARGE, State.OLD})
_ROOT = Path(__file__).resolve().parents[2]
log = logging.getLogger(__name__)


def look_into(document: AbstractDocument, known: Offices, today: dt.date) -> list[Found]:
    """Finds in the name, the title and the text of a document. A file that cannot be read is a find, too."""
    sha256 = hash_of(document)
    subject = f"file:{sha256}"
    named = [
        replace(each, subject=subject, where=_("name of the file"))
        for each in find(f"{document.title}\n{document.filename}", known, today)
    ]
    row = _reading(document, sha256, known, today)
    inside = [Found(**{**each, "subject": subject}) for each in row.findings if each["kind"] != UNREADABLE]
    if row.state in UNREAD:
        where = next((each["where"] for each in row.findings if each["kind"] == UNREADABLE), "")
        digest = digest_of(UNREADABLE, sha256)
        inside.append(Found(UNREADABLE, False, row.get_state_display(), digest, subject, where))
    return [*named, *inside]


def hash_of(document: Any) -> str:
    """SHA-256 of the file; of nothing where the file is gone."""
    digest = hashlib.sha256()
    try:
        with document.open_file() as file:  # a picture's, too
            while chunk := file.read(1 << 20):
                digest.update(chunk)
    except OSError:
        log.warning("The file of document %s is gone.", document.pk)
    return digest.hexdigest()


def _reading(document: AbstractDocument, sha256: str, known: Offices, today: dt.date) -> DocumentFindings:
    """Kept from an earlier reading by the same rules, else read now."""
    extension = document.file_extension.lower()[:12]
    by = f"{READERS}:{basis(known)}"[:64]
    row = DocumentFindings.objects.filter(sha256=sha256, extension=extension).first()
    if row and row.basis == by:
        return row
    said = read(document, extension)
    state = said["state"]
    findings = [
        replace(each, where=place).as_json() for place, text in said["parts"] for each in find(text, known, today)
    ]
    if said.get("unread"):  # places inside the file, numbers covered: names of files are people's, too
        where = mask(", ".join(said["unread"]), known)[:200]
        findings.append(Found(UNREADABLE, False, "", "", where=where).as_json())
    facts: dict[str, Any] = {"basis": by, "state": state, "findings": findings}
    return DocumentFindings.objects.update_or_create(sha256=sha256, extension=extension, defaults=facts)[0]


def read(document: AbstractDocument, extension: str) -> dict[str, Any]:
    """The state, the text in parts, each with its place ("3", "sheet2"), and the places that nothing was read of.

    Never raises for what a file holds.
    """
    try:
        with document.open_file() as file:
            return _in_a_process_of_its_own(file.read(), extension)
    except OSError:
        return {"state": State.BROKEN, "parts": []}


def _in_a_process_of_its_own(content: bytes, extension: str) -> dict[str, Any]:
    """A hostile file may take time, memory or the whole process: not ours."""
    command = [sys.executable, "-m", "cms.publication.extraction", extension]
    try:
        done = subprocess.run(command, input=content, capture_output=True, timeout=SECONDS + 5, check=True, cwd=_ROOT)
        return dict(json.loads(done.stdout))
    except subprocess.TimeoutExpired:
        return {"state": State.TOO_LARGE, "parts": []}
    except (subprocess.CalledProcessError, json.JSONDecodeError) as failure:
        log.warning("A document could not be read: %s", failure)
        return {"state": State.BROKEN, "parts": []}
