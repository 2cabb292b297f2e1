"""Offices and the letters that wait go with their department; what was answered keeps the one that answered."""

from collections.abc import Collection, Iterable

from django.utils.translation import gettext_lazy as _

from cms.contact.models import ForeignOffice, Letter
from cms.contact.models.letter import WAITING
from cms.departments.moving import Held, moves_with_department


@moves_with_department("foreign offices", label=_("offices of the foreign homepages"))
def offices(departments: Collection[int]) -> Iterable[Held]:
    """The operating departments (운영부서)."""
    for office in ForeignOffice.objects.filter(department_id__in=departments):
        yield Held("contact.foreignoffice", office.pk, "department_id", office.department_id, str(office))


@moves_with_department("foreign letters", label=_("letters to the foreign homepages"))
def waiting_letters(departments: Collection[int]) -> Iterable[Held]:
    """Open ones and those held back; by their number, which says nothing of the writer."""
    waiting = Letter.objects.filter(department_id__in=departments, state__in=WAITING)
    for pk, department, number in waiting.order_by("pk").values_list("pk", "department_id", "number"):
        yield Held("contact.letter", pk, "department_id", department, number)
