"""Services go with their department; the reader's search and the catalogue follow at once, as they read the rows."""

from collections.abc import Collection, Iterable

from django.utils.translation import gettext_lazy as _

from cms.departments.moving import Held, moves_with_department
from petitions.models import Service


@moves_with_department("petition services", label=_("petition services"))
def services(departments: Collection[int]) -> Iterable[Held]:
    """Those that are open and those that ended: somebody answers for old cases, too."""
    rows = Service.objects.filter(department_id__in=departments).order_by("pk")
    for pk, department, name in rows.values_list("pk", "department_id", "name"):
        yield Held("petitions.service", pk, "department_id", department, name)
