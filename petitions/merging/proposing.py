"""Which open petitions of other people seem to ask for the same (동일한 취지). An officer reads them and decides."""

from __future__ import annotations

from typing import Any

from cms.ordinance.repeats import Filing, of_one_purport
from petitions.models import Case
from petitions.people import cases_of

#: So many open petitions of the department are compared, the newest first: each must be opened for it.
MOST_COMPARED = 200


def of_same_purport(case: Case, user: Any) -> list[str]:
    """The receipt numbers of those that this person may open, the most alike first."""
    if case.erased_at is not None or case.is_statutory:
        return []
    rows = cases_of(user).filter(department=case.department_id, closed_at=None, erased_at=None, merged_into=None)
    others = rows.exclude(pk=case.pk).order_by("-arrived_at", "-pk")[:MOST_COMPARED]
    return [found.reference for found in of_one_purport(_filing(case), map(_filing, others))]


def _filing(case: Case) -> Filing:
    petitioner = case.email_index or case.telephone_index or case.number
    return Filing(case.number, petitioner, f"{case.title or ''}\n{case.body or ''}", case.arrived_at)
