"""A register whose rows hold the hash of the row before them: written under a lock, followed from the first row on.

    CHAIN = Chain(PublicationRegister, sealed=("number", "act", "at", …), lock="publication register")
    CHAIN.append([row])                # in the transaction of what it tells of
    CHAIN.follow()                     # how far it holds, and the first fault

The model has ``number``, ``previous_hash`` and ``own_hash``, all unique: a chain cannot fork. A model of verifications
has ``at``, ``head_number``, ``head_hash`` and ``faults``; each is an anchor that the chain must still lead to.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection, models, transaction
from django.utils.translation import gettext as _

#: What the first row names as the row before it.
GENESIS = "0" * 64
_AT_ONCE = 2_000


@dataclass(frozen=True, slots=True)
class Followed:
    """How far a chain was followed, the hash of its last sound row, and the first fault; '' where there is none."""

    number: int
    head: str
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Chain:
    """``sealed``: the fields that a row's hash covers, the hash of the row before among them. ``lock``: its name."""

    model: type[models.Model]
    sealed: tuple[str, ...]
    lock: str

    def seal(self, row: Any) -> str:
        """The hash of a row."""
        return sealed({name: getattr(row, name) for name in self.sealed})

    @transaction.atomic
    def append(self, rows: Sequence[Any]) -> None:
        """Link rows to the chain and write them. One writer at a time in a municipality: the lock holds until the
        commit. Were two to pass it, the unique numbers and links would refuse the second.
        """
        if not rows:
            return
        self._wait_for_turn()
        last = self._rows.order_by("-number").values_list("number", "own_hash").first()
        number, previous = last or (0, GENESIS)
        for row in rows:
            number += 1
            row.number, row.previous_hash = number, previous
            row.own_hash = previous = self.seal(row)
        self._rows.bulk_create(rows)

    def follow(self) -> Followed:
        """From the first row to the last, or to the first that does not hold."""
        number, head = 0, GENESIS
        for row in self._rows.order_by("number").values(*self.sealed, "own_hash").iterator(chunk_size=_AT_ONCE):
            own = row.pop("own_hash")
            if fault := _fault(row, own, number, head):
                return Followed(number, head, fault)
            number, head = row["number"], own
        return Followed(number, head)

    def anchors(self, checks: models.QuerySet, number: int) -> Iterator[str]:
        """What earlier verifications saw and is gone or another now, where the chain ends with row ``number``."""
        sound = checks.filter(faults=[], head_number__gt=0)
        now = dict(self._rows.filter(number__in=sound.values("head_number")).values_list("number", "own_hash"))
        for check in sound.order_by("head_number", "pk"):
            facts = {"number": check.head_number, "day": f"{check.at:%Y-%m-%d}"}
            if check.head_number > number:
                yield _("The register ends before row %(number)s, which stood on %(day)s.") % facts
                return
            if now.get(check.head_number) != check.head_hash:
                yield _("Row %(number)s is not the one that stood on %(day)s.") % facts
                return

    def fault_of_head(self, number: int, digest: str) -> str:
        """What is wrong with a head that somebody noted elsewhere (a mail, a log); '' where the chain leads to it."""
        own = self._rows.filter(number=number).values_list("own_hash", flat=True).first()
        facts = {"number": number}
        if own is None:
            return _("The register ends before row %(number)s, which was noted elsewhere.") % facts
        return "" if own == digest else _("Row %(number)s is not the one that was noted elsewhere.") % facts

    @property
    def _rows(self) -> models.QuerySet:
        return self.model._default_manager.all()

    def _wait_for_turn(self) -> None:
        """A lock of this municipality and this register alone."""
        with connection.cursor() as cursor:
            name: list[Any] = [f"{self.lock}:{connection.schema_name}"]
            cursor.execute("SELECT pg_advisory_xact_lock(('x' || left(md5(%s), 16))::bit(64)::bigint)", name)


def sealed(facts: Mapping[str, Any]) -> str:
    """SHA-256 of facts as JSON, sorted by name, times in UTC to the microsecond."""
    plain = {name: _in_utc(value) if isinstance(value, dt.datetime) else value for name, value in facts.items()}
    return hashlib.sha256(json.dumps(plain, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def _in_utc(at: dt.datetime) -> str:
    return at.astimezone(dt.UTC).isoformat(timespec="microseconds")


def _fault(row: Mapping[str, Any], own: str, number: int, head: str) -> str:
    found = row["number"]
    if found != number + 1:
        missing = f"{number + 1}" if found == number + 2 else f"{number + 1}–{found - 1}"
        return _("Rows are missing: %(numbers)s.") % {"numbers": missing}
    if row["previous_hash"] != head:
        return _("Row %(number)s does not follow the row before it.") % {"number": found}
    if sealed(row) != own:
        return _("Row %(number)s was changed after it was written.") % {"number": found}
    return ""
