"""What onboarding does for departments and roles."""

from django.utils.translation import gettext_noop, ngettext

from cms.departments.importing import departments_problems, import_departments
from cms.departments.roles import create_roles, create_workflow, remove_wagtail_defaults
from tenants.onboarding import MunicipalityRow, Onboarding, Problem, onboarding_step, onboarding_validator
from tenants.upgrading import upgrade_step

upgrade_step(gettext_noop("rights of roles"))(create_roles)  # a later version may give them more, or fewer


@onboarding_validator("departments")
def check_departments(row: MunicipalityRow) -> list[Problem]:
    """What is wrong with the departments' file, if one is given."""
    return departments_problems(row.departments_csv) if row.departments_csv else []


@onboarding_step(gettext_noop("departments"), order=200)
def departments(onboarding: Onboarding) -> None:
    """Departments from the CSV file."""
    if onboarding.row.departments_csv:
        count = import_departments(onboarding.row.departments_csv)
        said = ngettext("%(number)s department", "%(number)s departments", count) % {"number": count}
        onboarding.report(f"{onboarding.row.slug}: {said}")


@onboarding_step(gettext_noop("roles"), order=300)
def roles(onboarding: Onboarding) -> None:
    """Groups for the roles, and the workflow in which heads of departments approve."""
    remove_wagtail_defaults()
    create_roles()
    create_workflow()
