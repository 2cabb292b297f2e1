"""The public side goes where its case goes."""

from collections.abc import Collection, Iterable

from django.utils.translation import gettext_lazy as _

from cms.departments.moving import Held, moves_with_department
from petitions.models import PublicCase


@moves_with_department("public petitions", label=_("public petitions"))
def public_sides(departments: Collection[int]) -> Iterable[Held]:
    """What everybody reads names the department in charge."""
    rows = PublicCase.objects.filter(department_id__in=departments).order_by("pk")
    for pk, department, case, title in rows.values_list("pk", "department_id", "case_id", "title"):
        yield Held("petitions.publiccase", pk, "department_id", department, title, about=("petitions.case", case))
