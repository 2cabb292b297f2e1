"""Offices and the letters that wait go with their department; what was answered keeps the one that answered."""

from collections.abc import Collection, Iterable

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from cms.contact.models import ForeignOffice, Letter
from cms.contact.models.letter import WAITING
from cms.departments.moving import Held, moves_with_department


@moves_with_department("foreign offices", label=_("offices of the foreign homepages"))
def offices(departments: Collection[int]) -> Iterable[Held]:
    """The operating departments (운영부서)."""
    for office in ForeignOffice.objects.filter(department_id__in=departments):
        yield Held("contact.foreignoffice", office.pk, "department_id", office.department_id, str(office))


def answered_letters(departments: Collection[int]) -> Iterable[Held]:
    """What they answered stays theirs."""
    answered = Letter.objects.filter(department_id__in=departments).exclude(state__in=WAITING)
    return _held(answered)


@moves_with_department("foreign letters", label=_("letters to the foreign homepages"), traces=answered_letters)
def waiting_letters(departments: Collection[int]) -> Iterable[Held]:
    """Open ones and those held back; by their number, which says nothing of the writer."""
    return _held(Letter.objects.filter(department_id__in=departments, state__in=WAITING))


def _held(letters: QuerySet[Letter]) -> Iterable[Held]:
    for pk, department, number in letters.order_by("pk").values_list("pk", "department_id", "number"):
        yield Held("contact.letter", pk, "department_id", department, number)
