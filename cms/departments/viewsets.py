"""Departments and contractors in Wagtail's admin."""

from django.db import transaction
from django.db.models import ProtectedError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.snippets.views.chooser import ChooseResultsView, ChooseView, SnippetChooserViewSet
from wagtail.snippets.views.snippets import DeleteView, IndexView, SnippetViewSet, SnippetViewSetGroup

from cms.departments.desk.urls import menu_items
from cms.departments.models import ContractorGrant, Department
from cms.departments.models.department import in_tree_order
from cms.departments.reach import reach_of


class DepartmentIndexView(IndexView):
    """All departments at once in the order of their tree, those below set in; a search gives them in one row."""

    paginate_by = 500

    def get_context_data(self, *args, **kwargs) -> dict:
        context = super().get_context_data(*args, **kwargs)
        depths = {department.pk: depth for depth, department in in_tree_order()}
        for department in context["object_list"]:
            department.indent = "" if self.is_searching else "\u2003" * depths.get(department.pk, 0)
        return context

    def get_queryset(self):
        queryset = super().get_queryset().open()
        if self.is_searching or self.request.GET.get("ordering"):
            return queryset
        order = {department.pk: place for place, (_depth, department) in enumerate(in_tree_order())}
        return sorted(queryset.select_related("head"), key=lambda department: order[department.pk])


class DepartmentDeleteView(DeleteView):
    """For one that was entered by mistake; one that history or pages name is closed by a reorganisation instead."""

    def form_valid(self, form) -> HttpResponse:
        try:
            with transaction.atomic():
                return super().form_valid(form)
        except ProtectedError:
            sentence = _("“%(name)s” is named by pages or by history. A reorganisation can close it.")
            messages.error(self.request, sentence % {"name": self.object})
            return redirect(_edit_address(self.object))


class _OwnDepartments:
    """The chooser offers a department's staff only their own and those below."""

    def get_object_list(self):
        departments = super().get_object_list().open()
        reach = reach_of(self.request.user)
        if self.request.user.is_superuser or not reach.limited or not reach.departments:
            return departments
        return departments.filter(pk__in=reach.departments)


class DepartmentChooseView(_OwnDepartments, ChooseView):
    """The chooser's window."""


class DepartmentChooseResultsView(_OwnDepartments, ChooseResultsView):
    """The chooser's list while searching."""


class DepartmentChooserViewSet(SnippetChooserViewSet):
    """Choosing the department that answers for a page."""

    choose_view_class = DepartmentChooseView
    choose_results_view_class = DepartmentChooseResultsView


class DepartmentViewSet(SnippetViewSet):
    """Departments: name, telephone and duties stand here once and change on every page."""

    model = Department
    icon = "group"
    menu_label = _("Departments")
    menu_order = 20
    index_view_class = DepartmentIndexView
    delete_view_class = DepartmentDeleteView
    chooser_viewset_class = DepartmentChooserViewSet
    list_filter = ["manages_homepage", "handles_petitions"]
    search_fields = ["name", "name_en", "duties", "telephone", "code"]
    search_backend_name = None  # some dozens of rows: every part of a word is found
    inspect_view_enabled = True
    copy_view_enabled = False

    @cached_property
    def list_display(self) -> list:
        return [
            TitleColumn("name", label=_("Name"), accessor=_indented, get_url=_edit_address),
            Column("code", label=_("Code"), sort_key="code", classname="desk-wide"),
            Column("telephone", label=_("Telephone")),
            Column("head", label=_("Head"), accessor=lambda department: department.head or ""),
            Column("oversees", label=_("Oversees"), accessor=_oversees, classname="desk-wide"),
        ]


def _edit_address(department: Department) -> str:
    return reverse("wagtailsnippets_departments_department:edit", args=[department.pk])


def _oversees(department: Department) -> str:
    duties = [(department.manages_homepage, _("Homepage")), (department.handles_petitions, _("Petitions"))]
    return ", ".join(str(name) for holds, name in duties if holds)


def _indented(department: Department) -> str:
    return f"{getattr(department, 'indent', '')}{department.name}"


class ContractorViewSet(SnippetViewSet):
    """Contracts with those who edit for the municipality."""

    model = ContractorGrant
    icon = "clipboard-list"
    menu_label = _("Contractors")
    menu_order = 30
    list_display = ["user", "company", "contract_reference", "expires_on"]
    list_filter = {"expires_on": ["lte", "gte"]}
    copy_view_enabled = False


class OrganisationGroup(SnippetViewSetGroup):
    """One entry in the menu for all."""

    menu_label = _("Organisation")
    menu_icon = "group"
    menu_order = 250
    items = (DepartmentViewSet, ContractorViewSet)

    def get_submenu_items(self) -> list:
        """Reorganisations and the transfer list stand beside the departments."""
        return [*super().get_submenu_items(), *menu_items()]
