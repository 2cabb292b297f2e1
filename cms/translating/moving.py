"""Reviews that wait go with the department of the original (조직개편)."""

from collections.abc import Collection, Iterator

from django.db.models import IntegerField
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy
from wagtail.models import Page

from cms.departments.moving import Held, moves_with_department
from cms.translating.models import TranslationReview

_ROW = "translating.translationreview"


@moves_with_department("reviews of translations", gettext_lazy("reviews of translations that wait"), order=131)
def reviews(departments: Collection[int]) -> Iterator[Held]:
    """Those that the head of one of these departments may take."""
    states = TranslationReview.objects.in_progress().filter(department_id__in=departments).order_by("pk")
    states = states.annotate(page_key=Cast("workflow_state__object_id", IntegerField()))
    rows = list(states.values_list("pk", "department_id", "page_key"))
    titles = dict(Page.objects.filter(pk__in=[page for _pk, _department, page in rows]).values_list("pk", "title"))
    for pk, department, page in rows:
        yield Held(_ROW, pk, "department_id", department, titles.get(page, ""), page=page)
