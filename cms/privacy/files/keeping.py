"""Keeping what citizens attach: each file closed under a key of its own, which stands closed in its row.

So a change of DATA_KEY closes rows anew and touches no file; and with its row's key a file is gone for good, from
backups of the disk, too (암호화 삭제). The municipality and the file's number are bound to the content.
"""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import secrets
import uuid
from typing import NoReturn

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.db import connection, transaction
from django.utils import timezone

from cms.core.encryption import Unreadable, blind_indexes
from cms.privacy.files import disk
from cms.privacy.files.checking import Checked
from cms.privacy.models import SealedFile
from cms.privacy.models.files import digest_index

_VERSION = b"SF1\n"
_NONCE = 12
#: A file whose row never came is left alone for so many seconds: its transaction may still be under way.
PATIENCE = 60 * 60
_AT_ONCE = 500
_A_MINUTE = dt.timedelta(minutes=1)


def keep(checked: Checked) -> SealedFile:
    """The file on the disk and its row; without a transaction around it that comes through, neither in the end."""
    pk, key = uuid.uuid4(), AESGCM.generate_key(256)
    file = SealedFile(
        pk=pk,
        name=checked.name,
        kind=checked.kind,
        size=checked.size,
        path=disk.new_place(),
        key=base64.b64encode(key).decode(),
        sha256=hashlib.sha256(checked.content).hexdigest(),
    )
    file.sha256_index = digest_index(file.sha256 or "")
    nonce = secrets.token_bytes(_NONCE)
    disk.write(file.path or "", _VERSION + nonce + AESGCM(key).encrypt(nonce, checked.content, _bound_to(pk)))
    file.save(force_insert=True)
    return file


def open_sealed(file: SealedFile) -> bytes:
    """What was kept.

    :raises Unreadable: where the file is removed, lost, changed, or another municipality's.
    """
    if file.removed_at is not None or file.path is None or file.key is None:
        _refuse(file, "it was removed")
    try:
        held = disk.read(file.path)
    except OSError:
        _refuse(file, "its content is not on the disk")
    if not held.startswith(_VERSION):
        _refuse(file, "it is not closed as this version closes files")
    nonce, closed = held[len(_VERSION) :][:_NONCE], held[len(_VERSION) + _NONCE :]
    try:
        return AESGCM(base64.b64decode(file.key)).decrypt(nonce, closed, _bound_to(file.pk))
    except (InvalidTag, ValueError):
        _refuse(file, "it was closed for another place or was changed")


def as_checked(file: SealedFile) -> Checked:
    """The file opened, to be kept anew elsewhere: in another municipality, under that one's key.

    :raises Unreadable: as :func:`open_sealed`.
    """
    return Checked(file.name or "", file.kind, open_sealed(file))


def remove(file: SealedFile) -> None:
    """The key goes with the transaction, the bytes when it came through; the row stays, without a name."""
    with transaction.atomic():
        row = SealedFile.objects.select_for_update().get(pk=file.pk)
        place, row.removed_at = row.path, row.removed_at or timezone.now()
        row.name = row.key = row.sha256 = row.path = None
        row.sha256_index = ""
        row.save()
        if place:
            transaction.on_commit(lambda: disk.delete(place))
    for field in ("name", "key", "sha256", "path", "sha256_index", "removed_at"):
        setattr(file, field, getattr(row, field))


def with_content(content: bytes) -> list[SealedFile]:
    """Kept files of exactly this content: the same attachment sent twice."""
    indexes = blind_indexes(hashlib.sha256(content).hexdigest(), SealedFile.DIGEST)
    return list(SealedFile.objects.filter(sha256_index__in=indexes))


def sweep() -> int:
    """Delete files that have no row, an hour after they were written; how many."""
    deleted, places = 0, list(disk.older_than(PATIENCE))
    for start in range(0, len(places), _AT_ONCE):
        some = places[start : start + _AT_ONCE]
        known = set(SealedFile.objects.filter(path__in=some).values_list("path", flat=True))
        for place in some:
            if place not in known:
                disk.delete(place)
                deleted += 1
    return deleted


def missing() -> int:
    """How many rows say that there is a file, and there is none."""
    there = set(disk.older_than(0))
    rows = SealedFile.objects.filter(path__isnull=False, created_at__lt=timezone.now() - _A_MINUTE)
    return sum(path not in there for path in rows.values_list("path", flat=True).iterator())


def _bound_to(pk: uuid.UUID) -> bytes:
    return b"\x1f".join((_VERSION, connection.schema_name.encode(), pk.bytes))


def _refuse(file: SealedFile, why: str) -> NoReturn:
    raise Unreadable(f"The sealed file {file.pk} in {connection.schema_name} cannot be read: {why}.") from None
