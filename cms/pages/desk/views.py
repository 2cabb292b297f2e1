"""One page's stewardship at the desk: how fresh it is, who keeps it, what was confirmed and edited when."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request

from cms.pages.desk.bulk import AssignForm, ConfirmForm, versions_of
from cms.pages.models import Confirmation, MinorEdit, PageRecord
from cms.pages.services.assigning import AssigningRefused, assign, keep_stricter
from cms.pages.services.confirming import ConfirmingRefused, confirm
from cms.pages.stewards import may_steward

LATEST = 20


class StricterForm(forms.Form):
    """Fewer days than the rule's, or none of its own."""

    days = forms.IntegerField(
        label=gettext_lazy("Days of its own"),
        required=False,
        min_value=1,
        help_text=gettext_lazy("Fewer than the rule's; empty for those of the rule."),
    )


@require_safe
def freshness(request: HttpRequest, page_id: int) -> HttpResponse:
    """The record of a page with everything that can be done to it."""
    return _show(request, _steward(request, page_id))


@require_POST
def confirm_page(request: HttpRequest, page_id: int) -> HttpResponse:
    """One page still holds. Goes back to where the button stood."""
    record = _steward(request, page_id)
    form = ConfirmForm(request.POST)
    if form.is_valid():
        try:
            confirm([page_id], request.user, form.cleaned_data["note"], seen=form.cleaned_data["seen"])
        except ConfirmingRefused as refused:
            _say(form, refused.reasons)
            form.look_again([record.page])
        else:
            record.refresh_from_db()
            sentence = _("“%(page)s” was confirmed. Next check: %(day)s") % {
                "page": record.page.title,
                "day": f"{record.due_on:%Y-%m-%d}",
            }
            messages.success(request, sentence)
            return redirect(get_valid_next_url_from_request(request) or reverse("pages_freshness", args=[page_id]))
    return _show(request, record, confirm_form=form)


@require_POST
def assign_page(request: HttpRequest, page_id: int) -> HttpResponse:
    """Who keeps it."""
    record = _steward(request, page_id)
    form = AssignForm(request.POST, departments=[record.department_id])
    if form.is_valid():
        try:
            assign([page_id], form.cleaned_data["owner"], form.cleaned_data["deputy"], request.user)
        except AssigningRefused as refused:
            _say(form, refused.reasons)
        else:
            messages.success(request, _("Who keeps the page was saved."))
            return redirect("pages_freshness", page_id)
    return _show(request, record, assign_form=form)


@require_POST
def stricter_page(request: HttpRequest, page_id: int) -> HttpResponse:
    """Days of its own."""
    record = _steward(request, page_id)
    form = StricterForm(request.POST)
    if form.is_valid():
        try:
            keep_stricter(page_id, form.cleaned_data["days"], request.user)
        except AssigningRefused as refused:
            _say(form, refused.reasons)
        else:
            messages.success(request, _("The page's own days were saved."))
            return redirect("pages_freshness", page_id)
    return _show(request, record, stricter_form=form)


def _show(request: HttpRequest, record: PageRecord, **forms_with_errors: forms.Form) -> HttpResponse:
    context: dict[str, Any] = {
        "record": record,
        "page": record.page,
        "confirm_form": ConfirmForm(auto_id="confirm-%s", initial={"seen": versions_of([record.page])}),
        "assign_form": AssignForm(
            initial={"owner": record.owner_id, "deputy": record.deputy_id}, departments=[record.department_id]
        ),
        "stricter_form": StricterForm(initial={"days": record.stricter_days}),
        "confirmations": Confirmation.objects.filter(page_id=record.page_id)[:LATEST],
        "minor_edits": MinorEdit.objects.filter(page_id=record.page_id)[:LATEST],
        **forms_with_errors,
    }
    return TemplateResponse(request, "pages/desk/freshness.html", context, status=422 if forms_with_errors else 200)


def _steward(request: HttpRequest, page_id: int) -> PageRecord:
    """Raises PermissionDenied for who does not answer for the page, and Http404 for no page."""
    records = PageRecord.objects.select_related("page", "department", "rule", "owner", "deputy", "confirmed_by")
    record = get_object_or_404(records, page_id=page_id)
    if not may_steward(request.user, record.department_id):
        raise PermissionDenied
    return record


def _say(form: forms.Form, reasons: list[str]) -> None:
    for reason in reasons:
        form.add_error(None, reason)
