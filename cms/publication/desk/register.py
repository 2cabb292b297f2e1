"""The register at the desk: to be read, filtered and taken along as XLSX or CSV; nothing of it can be changed."""

from __future__ import annotations

from typing import Any

import django_filters
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.views.reports import ReportView

from cms.core.spreadsheets import Spreadsheet
from cms.departments.models import Department, Role
from cms.departments.reach import reach_of
from cms.publication.models import Act, PublicationRegister, RegisterCheck

TITLE = _("Register of publications")
ICON = "history"
#: They answer for the whole site.
EVERYTHING = frozenset({Role.SYSTEM, Role.HOMEPAGE})


def reads_everything(user: Any) -> bool:
    """System operation and homepage management."""
    return user.is_superuser or bool(EVERYTHING & reach_of(user).roles)


def may_read(user: Any) -> bool:
    """These, and departments what concerns them."""
    return reads_everything(user) or Role.DEPARTMENT in reach_of(user).roles


def readable_by(user: Any) -> QuerySet[PublicationRegister]:
    """The rows that a person may read, the latest first."""
    rows = PublicationRegister.objects.order_by("-number")
    return rows if reads_everything(user) else rows.filter(department_id__in=reach_of(user).departments)


def departments_of(request: HttpRequest) -> QuerySet[Department]:
    """Those whose rows this person may read."""
    every = Department.objects.all()
    return every if reads_everything(request.user) else every.filter(pk__in=reach_of(request.user).departments)


class RegisterFilters(WagtailFilterSet):
    """By act, department, day, words of the title."""

    title = django_filters.CharFilter(label=_("title"), lookup_expr="icontains")
    act = django_filters.ChoiceFilter(label=_("act"), choices=Act.choices)
    department = django_filters.ModelChoiceFilter(
        label=_("department"), queryset=departments_of, method="of_department"
    )
    at = django_filters.DateFromToRangeFilter(label=_("when"), widget=DateRangePickerWidget)

    def of_department(self, rows: QuerySet, name: str, department: Department) -> QuerySet:
        """Rows of its day: a department that was renamed since is found by what it is."""
        return rows.filter(department_id=department.pk)

    class Meta:
        model = PublicationRegister
        fields: list[str] = []


class RegisterView(Spreadsheet, ReportView):
    """All acts, the latest first, and when the chain was last verified."""

    results_template_name = "publication/desk/register_results.html"
    page_title = TITLE
    header_icon = ICON
    paginate_by = 50
    model = PublicationRegister
    filterset_class = RegisterFilters
    index_url_name = "publication_register"
    index_results_url_name = "publication_register_results"
    export_filename = "register-of-publications"
    list_export = [
        "number",
        "at",
        "get_act_display",
        "title",
        "path",
        "language",
        "page_type",
        "department_name",
        "actor_name",
        "way",
        "reason",
        "content_hash",
        "previous_hash",
        "own_hash",
    ]
    export_headings = {"get_act_display": _("act")}

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Raises PermissionDenied for who reads none of it."""
        if not may_read(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_queryset(self) -> QuerySet[PublicationRegister]:
        """What this person may read."""
        self.queryset = readable_by(self.request.user)
        return super().get_queryset()

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Adds the last verification."""
        return {**super().get_context_data(*args, **kwargs), "check": RegisterCheck.objects.first()}
