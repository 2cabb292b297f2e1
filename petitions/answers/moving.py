"""Templates go with their department."""

from collections.abc import Collection, Iterable

from django.utils.translation import gettext_lazy as _

from cms.departments.moving import Held, moves_with_department
from petitions.models import AnswerTemplate


@moves_with_department("answer templates", label=_("answer templates"))
def templates(departments: Collection[int]) -> Iterable[Held]:
    """Those of these departments; those of all stay."""
    rows = AnswerTemplate.objects.filter(department_id__in=departments).order_by("pk")
    for pk, department, name in rows.values_list("pk", "department_id", "name"):
        yield Held("petitions.answertemplate", pk, "department_id", department, name)
