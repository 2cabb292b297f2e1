"""Wagtail's user management with our forms."""

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import BooleanColumn, BulkActionsCheckboxColumn, Column, DateColumn
from wagtail.users.views.users import CreateView, EditView, IndexView, UserColumn, UserViewSet

from cms.departments.accounts.forms import StaffCreationForm, StaffEditForm


class StaffIndexView(IndexView):
    """Accounts with their roles and departments."""

    @cached_property
    def columns(self) -> list:
        return [
            BulkActionsCheckboxColumn("bulk_actions", obj_type="user"),
            self._get_title_column_class(UserColumn)("name", accessor=str, label=_("Name"), get_url=self.get_edit_url),
            Column("username", accessor="get_username", label=_("User name"), sort_key="username"),
            Column("roles", accessor=_roles, label=_("Roles")),
            Column("departments", accessor=_departments, label=_("Departments")),
            BooleanColumn("is_active", label=_("Active"), sort_key="is_active"),
            DateColumn("last_login", label=_("Last sign-in"), sort_key="last_login"),
        ]

    def get_base_queryset(self):
        return super().get_base_queryset().prefetch_related("groups", "memberships__department")


class _FormKnowsWhoAsks:
    def get_form_kwargs(self) -> dict:
        return {**super().get_form_kwargs(), "for_user": self.request.user}


class StaffCreateView(_FormKnowsWhoAsks, CreateView):
    """A new account."""


class StaffEditView(_FormKnowsWhoAsks, EditView):
    """An account; one with all rights only for its equals (see guards.py)."""


class StaffViewSet(UserViewSet):
    """Staff accounts."""

    index_view_class = StaffIndexView
    add_view_class = StaffCreateView
    edit_view_class = StaffEditView
    create_template_name = "departments/accounts/create.html"
    edit_template_name = "departments/accounts/edit.html"

    def get_form_class(self, for_update: bool = False) -> type:
        return StaffEditForm if for_update else StaffCreationForm


def _roles(user) -> str:
    names = [group.name for group in user.groups.all()]
    return ", ".join([str(_("All rights"))] * user.is_superuser + names)


def _departments(user) -> str:
    return ", ".join(membership.department.name for membership in user.memberships.all())
