"""The bank's list: what would become of every line, and the deed, which does exactly that."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import Counter
from dataclasses import dataclass, replace
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.core.encryption import blind_indexes
from cms.ordinance.case import Actor
from petitions.models import BankImport, Case, Deposit, Payment
from petitions.payments.booking import SOURCE_INDEX, awaited, lay, reference_of, take_turn
from petitions.payments.matching import Fate, Matched, match
from petitions.payments.reading import Entry, Reading, read
from petitions.people import coordinates
from petitions.services.acting import By, Refused
from tenants.onboarding import Problem


class ImportRefusedError(Exception):
    """What is wrong, line by line."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        super().__init__("\n".join(map(str, problems)))


@dataclass(frozen=True)
class Foreseen:
    """One line of the list beside the case that it is for."""

    matched: Matched
    entry: Entry
    case: Case | None
    candidates: tuple[Case, ...]


@dataclass(frozen=True)
class Plan:
    """What would become of a list. ``mark`` tells one plan from another: a list that was looked at is carried out
    only as it was looked at. ``problems``: lines that cannot be read; the others can be imported without them."""

    lines: list[Foreseen]
    problems: list[Problem]
    mark: str

    @property
    def counts(self) -> Counter[Fate]:
        """How many lines have which fate."""
        return Counter(line.matched.fate for line in self.lines)

    @property
    def news(self) -> int:
        """Lines with money that was not known before."""
        return sum(line.matched.fate not in (Fate.KNOWN, Fate.WITHDRAWAL) for line in self.lines)


@dataclass(frozen=True)
class Outcome:
    """What was done."""

    batch: BankImport
    paid: int
    received: int
    to_decide: int


def foresee(name: str, text: str) -> Plan:
    """Every line with its fate. Nothing is written.

    :raises ImportRefusedError: where nothing of the list can be read.
    """
    reading = read(name, text)
    if not reading.entries:
        raise ImportRefusedError(reading.problems)
    return _plan(reading, timezone.now())


def carry_out(name: str, text: str, mark: str, user: Any) -> Outcome:
    """Write down every deposit, lay it where that is certain, and receive what is paid; once, whatever happens.

    :raises ImportRefusedError: where the list cannot be read, or other cases wait now than when it was looked at.
    :raises PermissionDenied: for everybody but the department that oversees petitions.
    """
    if not (coordinates(user) or user.is_superuser):
        raise PermissionDenied
    now = timezone.now()
    with transaction.atomic():
        take_turn()
        plan = foresee(name, text)
        if plan.mark != mark:
            sentence = _("Meanwhile something has changed. Look at the list again, then import it.")
            raise ImportRefusedError([Problem(name, 0, "", sentence)])
        return _write(name, plan, user, now)


def _plan(reading: Reading, now: dt.datetime) -> Plan:
    entries = [replace(entry, line=replace(entry.line, reference=entry.source)) for entry in reading.entries]
    fates = match([entry.line for entry in entries], awaited(now), _known(entries))
    keys = {key for fate in fates for key in (fate.case, *fate.candidates) if key is not None}
    cases = Case.objects.select_related("service").in_bulk(keys)
    lines = [
        Foreseen(fate, entry, cases.get(fate.case) if fate.case else None, tuple(cases[key] for key in fate.candidates))
        for entry, fate in zip(entries, fates, strict=True)
    ]
    said = "\n".join(
        f"{line.entry.source}\x1e{line.matched.fate}\x1e{line.matched.case}\x1e{line.matched.rest}" for line in lines
    )
    return Plan(lines, reading.problems, hashlib.sha256(said.encode()).hexdigest())


def _known(entries: list[Entry]) -> set[str]:
    """The lines that were read in before, under today's key or a former one. One query."""
    by_index = {index: entry.source for entry in entries for index in blind_indexes(entry.source, SOURCE_INDEX)}
    found = Deposit.objects.filter(reference__in=list(by_index)).values_list("reference", flat=True)
    return {by_index[reference] for reference in found}


def _write(name: str, plan: Plan, user: Any, now: dt.datetime) -> Outcome:
    counts = plan.counts
    batch = BankImport.objects.create(
        by=user,
        by_name=user.get_full_name(),
        file_name=name[:200],
        lines=len(plan.lines),
        matched=sum(line.matched.pays for line in plan.lines),
        known=counts[Fate.KNOWN],
    )
    by = By(frozenset({Actor.COORDINATOR}), user)
    paid = received = 0
    new = [line for line in plan.lines if line.matched.fate not in (Fate.KNOWN, Fate.WITHDRAWAL)]
    for line in sorted(new, key=lambda line: (line.matched.line.booked_at, line.matched.line.number)):
        deposit = _deposit(batch, line)
        if line.matched.pays and line.case is not None:
            payment = _laid(line.case, line.matched, deposit, by, now)
            paid += payment is not None
            received += payment is not None and payment.case.paid_at == now
    return Outcome(
        batch, paid, received, sum(not line.matched.pays or line.matched.fate is Fate.TOO_MUCH for line in new)
    )


def _laid(case: Case, matched: Matched, deposit: Deposit, by: By, now: dt.datetime) -> Payment | None:
    """A case that somebody closed this very moment leaves the deposit in the register of differences."""
    try:
        with transaction.atomic():
            return lay(case, deposit, matched.line.amount, by, matched.why.value, now)
    except Refused:
        return None


def _deposit(batch: BankImport, line: Foreseen) -> Deposit:
    entry, matched = line.entry, line.matched
    return Deposit.objects.create(
        batch=batch,
        line=matched.line.number,
        booked_at=matched.line.booked_at,
        amount=matched.line.amount,
        payer=matched.line.payer or None,
        memo=entry.memo or None,
        source=entry.source,
        reference=reference_of(entry.source),
        fate=matched.fate.value,
        about=line.case,
    )
