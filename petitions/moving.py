"""Services and open cases go with their department; search and catalogue follow at once, as they read the rows."""

from collections.abc import Collection, Iterable

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from cms.departments.moving import Held, moves_with_department
from petitions.models import Case, Service


@moves_with_department("petition services", label=_("petition services"))
def services(departments: Collection[int]) -> Iterable[Held]:
    """Those that are open and those that ended: somebody answers for old cases, too."""
    rows = Service.objects.filter(department_id__in=departments).order_by("pk")
    for pk, department, name in rows.values_list("pk", "department_id", "name"):
        yield Held("petitions.service", pk, "department_id", department, name)


def closed_cases(departments: Collection[int]) -> Iterable[Held]:
    """What they decided stays theirs."""
    return _held(Case.objects.filter(department_id__in=departments, closed_at__isnull=False))


@moves_with_department("petition cases", label=_("petitions"), traces=closed_cases)
def open_cases(departments: Collection[int]) -> Iterable[Held]:
    """Those that somebody has to deal with; by their number, which says nothing of the petitioner."""
    return _held(Case.objects.filter(department_id__in=departments, closed_at__isnull=True))


def _held(cases: QuerySet[Case]) -> Iterable[Held]:
    for pk, department, number in cases.order_by("pk").values_list("pk", "department_id", "number"):
        yield Held("petitions.case", pk, "department_id", department, number)
