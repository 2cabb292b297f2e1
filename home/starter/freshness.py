"""How long each kind of content (분야) stays fresh in a new municipality: the operator's setting, changed at the desk.

The ordinances ask that information is always current (안양·용인 §5①, 서울 §4①, 동작 §7①) and name no interval.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext_noop, ngettext

from cms.pages.models import ContentClass, FreshnessRule
from cms.pages.services.clock import reckon_all
from home.starter import tables
from home.starter.material import DATA, DEFAULT
from home.starter.tables import TableError
from tenants.onboarding import MunicipalityRow, Onboarding, Problem, onboarding_step, onboarding_validator
from tenants.selectors import current_policy

FOLDER = DATA / "freshness"


@dataclass(frozen=True, slots=True)
class RuleRow:
    """A rule for every department."""

    content_class: str
    days: int
    basis: str


CONVERTERS = {"content_class": tables.one_of(ContentClass.values), "days": tables.integer}


@onboarding_validator("freshness rules")
def check_rules(row: MunicipalityRow) -> list[Problem]:
    """What is wrong with the table of rules."""
    return _read(row.slug)[1]


@onboarding_step(gettext_noop("freshness rules"), order=450)
def rules(onboarding: Onboarding) -> None:
    """A rule for each kind of content; every page of the first day gets its next check."""
    rows, problems = _read(onboarding.row.slug)
    if problems:
        raise TableError(problems)
    same = {"effective_on": timezone.localdate(), "policy_number": current_policy().number}
    FreshnessRule.objects.bulk_create(
        FreshnessRule(content_class=row.content_class, days=row.days, basis=row.basis, **same) for row in rows
    )
    reckon_all()
    said = ngettext("%(number)s rule", "%(number)s rules", len(rows)) % {"number": len(rows)}
    onboarding.report(f"{onboarding.row.slug}: {said}")


def _read(slug: str) -> tuple[list[RuleRow], list[Problem]]:
    """Those of the municipality, else the default ones."""
    own = FOLDER / f"{slug}.csv"
    rows, problems = tables.read(own if own.exists() else FOLDER / f"{DEFAULT}.csv", RuleRow, CONVERTERS)
    problems += tables.unique(rows, "content_class")
    return [numbered.row for numbered in rows], problems
