"""Which earlier petitions of the same petitioner resemble this one. It only proposes where to look (법 제23조제3항)."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from cms.ordinance.repeats import Filing, alike, goes_to_audit
from petitions.models import Case, Kind


def alike_ones(case: Case, earlier: Iterable[Case]) -> set[int]:
    """The numbers of those that do; of erased ones nobody can tell."""
    if case.erased_at is not None:
        return set()
    rows = {each.number: each.pk for each in earlier if each.erased_at is None}
    filings = [_filing(each) for each in earlier if each.number in rows]
    return {rows[found.reference] for found in alike(_filing(case), filings)}


def belongs_to_audit(case: Case, resembling: Collection[int]) -> bool:
    """Whether it seems to be the same grievance again, which the audit department investigates (영 제17조제2항)."""
    return bool(goes_to_audit(case.kind == Kind.GRIEVANCE, len(resembling)))


def _filing(case: Case) -> Filing:
    """All of them are one petitioner's: the same contact found them."""
    return Filing(case.number, "the same", f"{case.title or ''}\n{case.body or ''}", case.arrived_at)
