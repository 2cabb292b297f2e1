"""On many pages at once: confirm that they still hold, and name who keeps them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_list_or_404, redirect
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.views.pages.bulk_actions.page_bulk_action import PageBulkAction
from wagtail.models import Page

from cms.departments.gaps import _NamesNoStranger
from cms.pages.desk.explorer import record_of
from cms.pages.services.assigning import AssigningRefused, assign
from cms.pages.services.confirming import HANDFUL, ConfirmingRefused, confirm, public_version
from cms.pages.stewards import candidates, may_steward


class ConfirmForm(forms.Form):
    """What was looked at, if there is something to say. ``seen`` are the public versions that could be looked at."""

    note = forms.CharField(label=_("Note"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 2}))
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean_seen(self) -> dict[int, int]:
        """By page; what nobody but a form can have written is no statement if it cannot be read."""
        pairs = re.findall(r"(\d{1,18}):(\d{1,18})", self.cleaned_data["seen"])
        return {int(page): int(version) for page, version in pairs}

    def look_again(self, pages: Iterable[Page]) -> None:
        """After a refusal the form stands beside the pages as they are now."""
        self.data = {**self.data.dict(), "seen": versions_of(pages)}


def versions_of(pages: Iterable[Page]) -> str:
    """What ``seen`` holds of these pages."""
    return ",".join(f"{page.pk}:{public_version(page)}" for page in pages)


class AssignForm(forms.Form):
    """Who keeps the pages; each may be left to nobody."""

    owner: forms.ModelChoiceField = forms.ModelChoiceField(
        label=_("person in charge"), queryset=None, required=False, empty_label=_("nobody")
    )
    deputy: forms.ModelChoiceField = forms.ModelChoiceField(
        label=_("deputy"), queryset=None, required=False, empty_label=_("nobody")
    )

    def __init__(self, *args: Any, departments: Iterable[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("owner", "deputy"):
            self.fields[name].queryset = candidates(departments)


class _OnRecords(_NamesNoStranger, PageBulkAction):
    """Pages with a record, of departments for which the person may answer. Pages below are not taken along."""

    button: Any  # what ends it
    icon: str

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Adds its name, its picture and the word on its button."""
        words = {"action": self.display_name, "action_icon": self.icon, "button": self.button}
        return {**super().get_context_data(**kwargs), **words}

    @classmethod
    def get_queryset(cls, model: type[Page], object_ids: Iterable[str]) -> list[Page]:
        """With their records, in the same query."""
        return get_list_or_404(model.objects.select_related("record"), pk__in=object_ids)

    def check_perm(self, page: Page) -> bool:
        record = record_of(page)
        return bool(record and may_steward(self.request.user, record.department_id))

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Asked without any page: a sentence, and back."""
        if not request.GET.getlist("id"):
            messages.warning(request, _("Select the pages first."))
            return redirect(self.next_url)
        return super().dispatch(request, *args, **kwargs)

    def form_valid(self, form: forms.Form) -> HttpResponse:
        """Refused as a whole with every reason; nothing typed is lost."""
        try:
            return super().form_valid(form)
        except (ConfirmingRefused, AssigningRefused) as refused:
            for reason in refused.reasons:
                form.add_error(None, reason)
            if isinstance(form, ConfirmForm):
                form.look_again(self.get_actionable_objects()[0])
            return self.form_invalid(form)


@hooks.register("register_bulk_action")
class ConfirmPages(_OnRecords):
    """Confirmed unchanged."""

    display_name = button = _("Confirm unchanged")
    icon = "check"
    aria_label = _("Confirm that the selected pages still hold")
    action_type = "confirm"
    action_priority = 5
    form_class = ConfirmForm
    template_name = "pages/desk/bulk_confirm.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "handful": HANDFUL}

    def get_initial(self) -> dict[str, Any]:
        pages, _others = self.get_actionable_objects()
        return {**super().get_initial(), "seen": versions_of(pages)}

    def get_execution_context(self) -> dict[str, Any]:
        return {**super().get_execution_context(), **self.cleaned_form.cleaned_data}

    @classmethod
    def execute_action(
        cls, objects: list[Page], user: Any = None, note: str = "", seen: Any = None, **kwargs: Any
    ) -> tuple[int, int]:
        """All or none."""
        return len(confirm([page.pk for page in objects], user, note, seen=seen)), 0

    def get_success_message(self, num_parent_objects: int, num_child_objects: int) -> str:
        count = num_parent_objects
        return ngettext("%(count)s page was confirmed.", "%(count)s pages were confirmed.", count) % {"count": count}


@hooks.register("register_bulk_action")
class AssignPages(_OnRecords):
    """Person in charge and deputy."""

    display_name = _("Name who keeps them")
    button = _("Save")
    icon = "user"
    aria_label = _("Name who keeps the selected pages")
    action_type = "assign"
    action_priority = 6
    form_class = AssignForm
    template_name = "pages/desk/bulk_assign.html"

    def get_form_kwargs(self) -> dict[str, Any]:
        pages, _others = self.get_actionable_objects()
        departments = {page.record.department_id for page in pages}
        return {**super().get_form_kwargs(), "departments": departments}

    def get_execution_context(self) -> dict[str, Any]:
        return {**super().get_execution_context(), **self.cleaned_form.cleaned_data}

    @classmethod
    def execute_action(
        cls, objects: list[Page], user: Any = None, owner: Any = None, deputy: Any = None, **kwargs: Any
    ) -> tuple[int, int]:
        """All or none."""
        return assign([page.pk for page in objects], owner, deputy, user), 0

    def get_success_message(self, num_parent_objects: int, num_child_objects: int) -> str:
        count = num_parent_objects
        return ngettext("%(count)s page has new keepers.", "%(count)s pages have new keepers.", count) % {
            "count": count
        }
