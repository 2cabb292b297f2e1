"""Writing the register: one row an act, each linked to the one before it."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Sequence
from typing import Any

from django.db import connection, transaction
from django.db.models import Max
from django.utils import timezone
from wagtail.models import Page

from cms.ordinance.masking import mask
from cms.ordinance.personal_data import Offices
from cms.publication import acting
from cms.publication.content import Content, content_hash, content_of
from cms.publication.files import files_of
from cms.publication.models import GENESIS, Act, PublicationRegister
from cms.publication.models.register import NO_REASON, PUBLIC_ACTS

#: The fields that a row's hash covers; the hash of the row before is one of them.
SEALED = (
    "number",
    "act",
    "at",
    "page_id",
    "page_type",
    "language",
    "title",
    "path",
    "department_id",
    "department_name",
    "actor_id",
    "actor_name",
    "way",
    "reason",
    "content_hash",
    "files",
    "previous_hash",
)
#: These need a reason; where a way offers no place for one, the register says so.
NEEDS_REASON = frozenset({Act.UNPUBLISHED, Act.DELETED, Act.FILE_DELETED})
_LOCK = "publication register"


def seal(row: PublicationRegister) -> str:
    """The hash of a row: SHA-256 of its fields as JSON, sorted by name, times in UTC to the microsecond."""
    facts = {name: getattr(row, name) for name in SEALED}
    facts["at"] = row.at.astimezone(dt.UTC).isoformat(timespec="microseconds")
    return hashlib.sha256(json.dumps(facts, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


@transaction.atomic
def append(rows: Sequence[PublicationRegister]) -> None:
    """Link rows to the chain and write them. One writer at a time in a municipality: the lock holds until the commit.

    Were two writers to pass it, the unique numbers and links would refuse the second: the chain cannot fork.
    """
    if not rows:
        return
    _wait_for_turn()
    last = PublicationRegister.objects.order_by("-number").only("number", "own_hash").first()
    number, previous = (last.number, last.own_hash) if last else (0, GENESIS)
    for row in rows:
        number += 1
        row.number, row.previous_hash = number, previous
        row.own_hash = previous = seal(row)
    PublicationRegister.objects.bulk_create(rows)


def entry(act: Act, page: Page, known: Offices, content: Content | None = None) -> PublicationRegister:
    """A row about a page as it is now, by who acts now. Personal data in its title is covered."""
    actor = acting.present()
    person = actor.person
    department = getattr(page, "department", None) if getattr(page, "department_id", None) else None
    return PublicationRegister(
        act=str(act),
        at=timezone.now(),
        page_id=page.pk,
        page_type=page._meta.label,
        language=page.locale.language_code,
        title=mask(page.title, known)[:255],
        path=page.url_path,
        department_id=department.pk if department else None,
        department_name=department.name if department else "",
        actor_id=person.pk if person else None,
        actor_name=str(person.get_full_name() or person.get_username()) if person else "",
        way=actor.way[:100],
        reason=_reason(act, actor),
        content_hash=content_hash(page),
        files=files_of(content or content_of(page)),
    )


def last_of(page_id: int) -> PublicationRegister | None:
    """The latest act on a page."""
    return PublicationRegister.objects.filter(page_id=page_id).order_by("-number").first()


def latest_rows() -> dict[int, PublicationRegister]:
    """The latest act on each page that the register knows. One query."""
    latest = PublicationRegister.objects.values("page_id").annotate(last=Max("number")).values("last")
    return {row.page_id: row for row in PublicationRegister.objects.filter(number__in=latest)}


def is_public_there(page_id: int) -> bool:
    """Whether the register holds the page for public."""
    last = last_of(page_id)
    return last is not None and last.act in PUBLIC_ACTS


def _reason(act: Act, actor: acting.Acting) -> str:
    if actor.reason or act not in NEEDS_REASON:
        return actor.reason
    return NO_REASON + actor.way


def _wait_for_turn() -> None:
    """A lock of this municipality alone."""
    with connection.cursor() as cursor:
        name: list[Any] = [f"{_LOCK}:{connection.schema_name}"]
        cursor.execute("SELECT pg_advisory_xact_lock(('x' || left(md5(%s), 16))::bit(64)::bigint)", name)
