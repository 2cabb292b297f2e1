"""Filters of the report: by status, obligation and article."""

from collections.abc import Iterable
from typing import Any

import django_filters
from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet

from cms.conformity.desk.rows import DutyRow
from cms.conformity.labels import OBLIGATION, STATUS
from cms.conformity.models import DutyChange


class DutyFilters(WagtailFilterSet):
    """Wagtail's filter set over rows that come from checks and not from a table."""

    status = django_filters.MultipleChoiceFilter(
        label=_("Status"), choices=list(STATUS.items()), widget=forms.CheckboxSelectMultiple
    )
    obligation = django_filters.ChoiceFilter(
        label=_("Obligatory or not"), choices=list(OBLIGATION.items()), widget=forms.RadioSelect, empty_label=_("All")
    )
    article = django_filters.ChoiceFilter(label=_("Article"), empty_label=_("All"))

    class Meta:
        model = DutyChange
        fields: list[str] = []

    def __init__(self, *args: Any, articles: Iterable[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.filters["article"].extra["choices"] = [(heading, heading) for heading in dict.fromkeys(articles)]

    def filter_queryset(self, queryset: list[DutyRow]) -> list[DutyRow]:
        """The rows that are asked for; several statuses add up."""
        asked = self.form.cleaned_data
        return [
            row
            for row in queryset
            if (not asked["status"] or row.status in asked["status"])
            and (not asked["obligation"] or row.obligation == asked["obligation"])
            and (not asked["article"] or row.heading == asked["article"])
        ]
