"""Fields of consultation and the mayor's office go with their department."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from django.utils.translation import gettext_lazy as _

from cms.departments.moving import Held, moves_with_department
from petitions.models import ConsultationField, DialogueSetting


@moves_with_department("consultation fields", label=_("fields of consultation"))
def fields(departments: Collection[int]) -> Iterable[Held]:
    """Those that are offered and those that are not at present."""
    rows = ConsultationField.objects.filter(department_id__in=departments).order_by("pk")
    for pk, department, name in rows.values_list("pk", "department_id", "name"):
        yield Held("petitions.consultationfield", pk, "department_id", department, name)


@moves_with_department("dialogue office", label=_("dialogue with the head of the municipality"))
def offices(departments: Collection[int]) -> Iterable[Held]:
    """Who reads the opinions."""
    for row in DialogueSetting.objects.filter(department_id__in=departments):
        yield Held("petitions.dialoguesetting", row.pk, "department_id", row.department_id, str(row))
