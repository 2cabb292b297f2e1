"""Starter content as a step of onboarding, and the look at its data before anything is created."""

from django.utils.translation import gettext_noop, ngettext

from cms.departments.importing import read as read_departments
from home.starter import material, services
from home.starter.build import build
from home.starter.tables import TableError
from tenants.onboarding import MunicipalityRow, Onboarding, Problem, onboarding_step, onboarding_validator


@onboarding_validator("starter content")
def check_starter_content(row: MunicipalityRow) -> list[Problem]:
    """What is wrong with the starter tables, and where they name departments that the municipality lacks."""
    try:
        material.load(row.slug)
    except TableError as wrong:
        return list(wrong.problems)
    if not row.departments_csv:
        return []
    codes = frozenset(department["code"] for department in read_departments(row.departments_csv)[0])
    found = services.problems(row.slug, codes, tuple(row.languages))
    return [*found, *material.problems_with_departments(row.slug, codes)] if material.has_own(row.slug) else found


@onboarding_step(gettext_noop("starter content"), order=400)
def starter_content(onboarding: Onboarding) -> None:
    """The whole site of the first day."""
    pages = build(onboarding.municipality)
    said = ngettext("%(number)s page", "%(number)s pages", len(pages)) % {"number": len(pages)}
    onboarding.report(f"{onboarding.row.slug}: {said}")
