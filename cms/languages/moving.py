"""Translations whose original is another department's from now on (조직개편)."""

from collections.abc import Collection, Iterator, Sequence

from django.utils import timezone
from django.utils.translation import gettext_lazy

from cms.departments.moving import Change, Held, moves_with_department
from cms.languages.models import Act, TranslatedPage
from cms.languages.services.reckoning import Ledger

_ROW = "languages.translatedpage"


def departments_noted(changes: Sequence[Change]) -> None:
    """From today on the lag is the new department's; the days before stay with the old one."""
    moved = [change.pk for change in changes if change.model == _ROW]
    at = timezone.now()
    for row in TranslatedPage.objects.filter(pk__in=moved).select_related("source", "page", "department"):
        Ledger(row, at).enter(Act.DEPARTMENT)


@moves_with_department(
    "translations of pages", gettext_lazy("translations of pages"), settle=departments_noted, order=245
)
def translations(departments: Collection[int]) -> Iterator[Held]:
    """Those of the departments' originals."""
    rows = TranslatedPage.objects.filter(department_id__in=departments).order_by("pk")
    for pk, department, page, title in rows.values_list("pk", "department_id", "source_id", "source__title"):
        yield Held(_ROW, pk, "department_id", department, title, page=page)
