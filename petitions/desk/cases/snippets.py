"""Absence cover and odd days in the settings of the desk."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList
from wagtail.permission_policies.base import BasePermissionPolicy
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import DeleteView, EditView, HistoryView, IndexView, SnippetViewSet, UsageView

from cms.departments.models import Department, Membership
from cms.departments.reach import oversees, reach_of
from petitions.desk.cases.reach import officers_of
from petitions.models import AbsenceCover, OddDay
from petitions.people import coordinates

EVERY = frozenset({"view", "add", "change", "delete"})


class CoverPolicy(BasePermissionPolicy):
    """Heads arrange the covers of their departments, the overall department those of all."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        """Whether there can be a cover with which this person may do so."""
        if not user.is_authenticated or not user.is_active:
            return False
        return action in EVERY and (user.is_superuser or bool(reach_of(user).led) or coordinates(user))

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Any) -> bool:
        """With exactly this one: the department counts that is stored."""
        return self.instances_user_has_any_permission_for(user, {action}).filter(pk=instance.pk).exists()

    def instances_user_has_any_permission_for(self, user: Any, actions: Collection[str]) -> QuerySet:
        """Those of the departments that this person arranges for."""
        every = AbsenceCover.objects.all()
        if not any(self.user_has_permission(user, action) for action in actions):
            return every.none()
        return every.filter(department__in=arranged_by(user))

    def users_with_any_permission(self, actions: Collection[str]) -> QuerySet:
        """Heads, and the overall department's staff."""
        overall = Membership.objects.filter(department__handles_petitions=True).values("user")
        theirs = Q(is_superuser=True) | Q(heads__isnull=False) | Q(pk__in=overall)
        return get_user_model().objects.filter(theirs, is_active=True).distinct()


class OddDayPolicy(BasePermissionPolicy):
    """Homepage management and the overall department: an odd day changes every due date."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        """All or nothing."""
        if not user.is_authenticated or not user.is_active:
            return False
        return action in EVERY and (oversees(user) or coordinates(user))

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Any) -> bool:
        """The same for each."""
        return self.user_has_permission(user, action)

    def instances_user_has_any_permission_for(self, user: Any, actions: Collection[str]) -> QuerySet:
        """All or none."""
        every = OddDay.objects.all()
        return every if any(self.user_has_permission(user, action) for action in actions) else every.none()

    def users_with_any_permission(self, actions: Collection[str]) -> QuerySet:
        """Nobody is listed by it."""
        return get_user_model().objects.filter(is_active=True, is_superuser=True)


def arranged_by(user: Any) -> QuerySet[Department]:
    """The departments whose covers this person arranges."""
    open_ones = Department.objects.open()
    if user.is_superuser or coordinates(user):
        return open_ones
    return open_ones.filter(pk__in=reach_of(user).led)


class CoverForm(WagtailAdminModelForm):
    """Who is away and who stands in: both work here; the deputy may come from another department."""

    def clean_department(self) -> Department | None:
        """Raises ValidationError for a department that is not theirs to arrange for."""
        department: Department | None = self.cleaned_data.get("department")
        if department and self.for_user and not arranged_by(self.for_user).filter(pk=department.pk).exists():
            raise ValidationError(_("Choose a department that you head, or one below it."))
        return department

    def clean(self) -> dict[str, Any]:
        """Raises ValidationError for an absent person who does not work there, or a deputy who cannot sign in."""
        data: dict[str, Any] = super().clean()
        absent, deputy, department = data.get("absent"), data.get("deputy"), data.get("department")
        if absent and department and not officers_of(department).filter(pk=absent.pk).exists():
            names = {"name": absent, "department": department}
            self.add_error("absent", _("%(name)s does not work for %(department)s.") % names)
        if deputy and not (deputy.is_active and reach_of(deputy).departments):
            self.add_error("deputy", _("%(name)s works for no department.") % {"name": deputy})
        return data


class _Own:
    """Mixin, before Wagtail's view: raises PermissionDenied for a cover of others."""

    act = "change"

    def get_object(self, *args: Any, **kwargs: Any) -> Any:
        found = super().get_object(*args, **kwargs)  # type: ignore[misc]
        user = self.request.user  # type: ignore[attr-defined]
        if not self.permission_policy.user_has_permission_for_instance(user, self.act, found):  # type: ignore[attr-defined]
            raise PermissionDenied
        return found


class CoverEditView(_Own, EditView):
    """The form."""


class CoverDeleteView(_Own, DeleteView):
    """Away again sooner than thought."""

    act = "delete"


class CoverHistoryView(_Own, HistoryView):
    """Who changed what."""


class CoverUsageView(_Own, UsageView):
    """Where it is named."""


class CoverIndexView(IndexView):
    """Those that one arranges."""

    def get_base_queryset(self) -> QuerySet[AbsenceCover]:
        mine = self.permission_policy.instances_user_has_any_permission_for(self.request.user, {"change"})
        return mine.select_related("absent", "deputy", "department")


class AbsenceCoverViewSet(SnippetViewSet):
    """대직."""

    model = AbsenceCover
    icon = "user"
    menu_label = gettext_lazy("Absence cover")
    menu_name = "absence-cover"
    menu_order = 520
    add_to_settings_menu = True
    index_view_class = CoverIndexView
    edit_view_class = CoverEditView
    delete_view_class = CoverDeleteView
    history_view_class = CoverHistoryView
    usage_view_class = CoverUsageView
    list_display = ["absent", "deputy", "department", "first_day", "last_day"]
    search_backend_name = None
    search_fields = ["absent__display_name", "deputy__display_name"]
    copy_view_enabled = False
    edit_handler = ObjectList(
        [
            FieldPanel("department"),
            FieldRowPanel([FieldPanel("absent"), FieldPanel("deputy")]),
            FieldRowPanel([FieldPanel("first_day"), FieldPanel("last_day")]),
        ],
        base_form_class=CoverForm,
    )


class OddDayViewSet(SnippetViewSet):
    """임시공휴일, and days that are worked although they are a holiday."""

    model = OddDay
    icon = "calendar-alt"
    menu_label = gettext_lazy("Odd days of petitions")
    menu_name = "odd-days"
    menu_order = 521
    add_to_settings_menu = True
    list_display = ["day", "name", "worked"]
    search_backend_name = None
    search_fields = ["name"]
    copy_view_enabled = False


def sign_up() -> None:
    """Both, with who may."""
    register_permission_policy(AbsenceCover, CoverPolicy(AbsenceCover))
    register_permission_policy(OddDay, OddDayPolicy(OddDay))
    register_snippet(AbsenceCoverViewSet)
    register_snippet(OddDayViewSet)
