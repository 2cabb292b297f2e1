"""Proving the evidence copies: each opened and held against its hashes, and the register's rows against the copies.

For whoever has restored a backup: files come back by another way than the database, and only who opens them knows
whether both belong together. Every copy is decrypted, so this is asked for by name and not every night.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from cms.core.encryption import Unreadable
from cms.moderation.models import Evidence, ModerationRegister, RegisterAct
from cms.moderation.services.copying import faults_of
from cms.privacy.files import open_sealed
from cms.privacy.models import SealedFile

_AT_ONCE = 200


@dataclass(frozen=True)
class Proof:
    """How many copies were opened, how many attachments with them, and every fault with the row that names it."""

    copies: int
    files: int
    faults: tuple[str, ...]


def verify_evidence() -> Proof:
    """Open every copy that is to be there, and what was attached to its post."""
    copies = files = 0
    faults = list(_without_copy())
    standing = Evidence.objects.filter(gone_at=None).order_by("pk")
    for pk, matter, digest in standing.values_list("pk", "matter", "digest").iterator(chunk_size=_AT_ONCE):
        attached, found = _look_at(pk)
        faults += [_named(matter, digest, fault) for fault in found]
        copies, files = copies + 1, files + attached
    return Proof(copies, files, tuple(faults))


def _look_at(pk: int) -> tuple[int, list[str]]:
    """How many attachments a copy has, and what is wrong with it and them."""
    try:
        copy = Evidence.objects.select_related("file").get(pk=pk)
    except Unreadable:  # closed columns open as they are read
        return 0, [_("The copy cannot be opened: it was changed, or is lost.")]
    try:
        attached = [(each["sealed"], each["sha256"]) for each in json.loads(copy.whole or "{}").get("files", [])]
    except ValueError:  # not what was kept: so says its digest
        attached = []
    broken = sum(not _holds(sealed, digest) for sealed, digest in attached)
    changed = _("An attachment of the post is not what was attached, or cannot be opened.")
    return len(attached), [*faults_of(copy), *[changed] * broken]


def _holds(sealed: str, digest: str) -> bool:
    try:
        file = SealedFile.objects.filter(pk=sealed).first()
        return file is not None and hashlib.sha256(open_sealed(file)).hexdigest() == digest
    except Unreadable:
        return False


def _without_copy() -> Iterator[str]:
    """Rows that name a copy of which nothing is there, not even that its time was over."""
    same = Evidence.objects.filter(matter=OuterRef("matter"), digest=OuterRef("evidence_digest"))
    rows = ModerationRegister.objects.filter(~Exists(same), act=RegisterAct.COPIED).order_by("number")
    for number in rows.values_list("number", flat=True):
        yield _("Row %(row)s of the register names an evidence copy that is not there.") % {"row": number}


def _named(matter: int, digest: str, fault: str) -> str:
    rows = ModerationRegister.objects.filter(matter=matter, act=RegisterAct.COPIED, evidence_digest=digest)
    facts = {"matter": matter, "row": rows.values_list("number", flat=True).first(), "fault": fault}
    if facts["row"] is None:
        return _("Evidence copy of matter %(matter)s, which no row of the register names: %(fault)s") % facts
    return _("Evidence copy of matter %(matter)s (row %(row)s of the register): %(fault)s") % facts
