"""Freshness rules at the desk, for homepage management."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.admin import messages
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.generic import CreateView, DeleteView, EditView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets import AdminDateInput
from wagtail.permission_policies import ModelPermissionPolicy

from cms.departments.models.approval import is_homepage_manager
from cms.pages.models import ContentClass, FreshnessRule
from cms.pages.services.ruling import drop_rule, keep_rule


class HomepageManagementPolicy(ModelPermissionPolicy):
    """Homepage management (홈페이지관리부서) may, nobody else: no rows of permissions that could be given away."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return bool(user.is_authenticated and user.is_active and is_homepage_manager(user))

    def user_has_any_permission(self, user: Any, actions: Any) -> bool:
        return self.user_has_permission(user, "")

    def user_has_any_permission_for_instance(self, user: Any, actions: Any, instance: Any) -> bool:
        return self.user_has_permission(user, "")


policy = HomepageManagementPolicy(FreshnessRule)


class RuleForm(WagtailAdminModelForm):
    """Department and kind of content may each be left open."""

    content_class = forms.ChoiceField(
        label=_("Kind of content"), required=False, choices=[("", _("every kind of content")), *ContentClass.choices]
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["department"].empty_label = _("every department")

    class Meta:
        model = FreshnessRule
        fields = ["department", "content_class", "days", "basis", "effective_on"]
        widgets = {"effective_on": AdminDateInput}


class _Kept:
    """Saving goes through the service; what it refuses stands beside the fields."""

    def form_valid(self, form: RuleForm) -> HttpResponse:
        try:
            self.moved = keep_rule(form.instance, self.request.user)
        except ValidationError as wrong:
            form.add_error(None, wrong.message_dict if hasattr(wrong, "error_dict") else {NON_FIELD_ERRORS: wrong})
            self.produced_error_message = self.get_error_message()
            return self.form_invalid(form)
        self.object, self.form = form.instance, form
        return self.save_action()

    def get_success_message(self, *args: Any) -> str:
        sentence = ngettext(
            "The rule was saved. It changed the next check of %(count)s page.",
            "The rule was saved. It changed the next check of %(count)s pages.",
            self.moved,
        )
        return sentence % {"count": self.moved}


class AddRule(_Kept, CreateView):
    """A new rule."""


class EditRule(_Kept, EditView):
    """A changed rule."""


class DropRule(DeleteView):
    """Without a rule, its pages fall under the next."""

    def form_valid(self, form: forms.Form) -> HttpResponse:
        try:
            drop_rule(self.object, self.request.user)
        except ValidationError as wrong:
            messages.error(self.request, " ".join(wrong.messages))
            return self.render_to_response(self.get_context_data(form=form))
        messages.success(self.request, self.get_success_message())
        return redirect(self.get_success_url())


class RuleViewSet(ModelViewSet):
    """How many days pages stay fresh."""

    model = FreshnessRule
    name = "freshness_rules"
    url_prefix = "freshness-rules"
    icon = "date"
    menu_label = _("Freshness rules")
    menu_order = 40
    add_to_settings_menu = True
    copy_view_enabled = False
    inspect_view_enabled = False
    permission_policy = policy
    add_view_class = AddRule
    edit_view_class = EditRule
    delete_view_class = DropRule
    list_display = [
        TitleColumn(
            "content",
            label=_("Kind of content"),
            accessor=lambda rule: rule.content_class or _("every kind of content"),
            url_name="freshness_rules:edit",
        ),
        Column("department", label=_("Department"), accessor=lambda rule: rule.department or _("every department")),
        Column("days", label=_("Days"), sort_key="days"),
        Column("basis", label=_("Basis"), classname="desk-wide"),
        Column("effective_on", label=_("In force from"), sort_key="effective_on"),
    ]

    def get_form_class(self, for_update: bool = False) -> type[RuleForm]:
        """One form for both."""
        return RuleForm
