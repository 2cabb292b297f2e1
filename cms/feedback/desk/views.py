"""The improvement register: what readers said, and what the departments did about it."""

from __future__ import annotations

from typing import Any

import django_filters
from django.contrib import messages
from django.db.models import Case, F, QuerySet, Value, When
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.views.reports import ReportView
from wagtail.models import Page

from cms.departments.models import Department
from cms.feedback.desk.reach import departments_of, opinions_of, with_names_of_their_day
from cms.feedback.forms import OutcomeForm
from cms.feedback.models import Opinion
from cms.feedback.services import AlreadyDecided, decide

TITLE = _("Improvement register")
ICON = "comment"


def _departments(request: HttpRequest) -> QuerySet[Department]:
    return departments_of(request.user)


def _pages(request: HttpRequest) -> QuerySet[Page]:
    return Page.objects.filter(pk__in=opinions_of(request.user).values("page"))


class OpinionFilters(WagtailFilterSet):
    """By department, state, kind, page and day."""

    department = django_filters.ModelChoiceFilter(label=_("responsible department"), queryset=_departments)
    page = django_filters.ModelChoiceFilter(label=_("page"), queryset=_pages)

    class Meta:
        model = Opinion
        fields = ["state", "kind", "source"]


class RegisterView(ReportView):
    """What waits comes first, the oldest on top; then what was dealt with, the latest on top."""

    results_template_name = "feedback/desk/register_results.html"
    page_title = TITLE
    header_icon = ICON
    model = Opinion
    filterset_class = OpinionFilters
    index_url_name = "feedback_register"
    index_results_url_name = "feedback_register_results"
    export_filename = "improvement-register"
    list_export = [
        "received_at", "answers", "page_title", "get_kind_display", "text", "language", "get_source_display",
        "get_state_display", "outcome", "decided_at",
    ]  # fmt: skip
    export_headings = {
        "received_at": _("received"),
        "answers": _("responsible department"),
        "page_title": _("page"),
        "get_kind_display": _("kind"),
        "text": _("opinion"),
        "language": _("language"),
        "get_source_display": _("source"),
        "get_state_display": _("state"),
        "outcome": _("what was done, or why not"),
        "decided_at": _("dealt with"),
    }

    def get_queryset(self) -> QuerySet[Opinion]:
        """What this person may read."""
        waits = Case(When(state__in=[Opinion.State.OPEN, Opinion.State.HELD], then=Value(0)), default=Value(1))
        rows = with_names_of_their_day(opinions_of(self.request.user)).select_related("page").annotate(rank=waits)
        oldest_first = Case(When(rank=0, then=F("received_at")))
        self.queryset = rows.order_by("rank", oldest_first, "-received_at", "-pk")
        return super().get_queryset()


def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """One opinion with its history; while it waits, the form to deal with it."""
    opinions = with_names_of_their_day(opinions_of(request.user))
    opinion = get_object_or_404(opinions.select_related("department", "page", "decided_by"), pk=pk)
    form = OutcomeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            decide(opinion, form.cleaned_data["state"], form.cleaned_data["outcome"], request.user)
        except AlreadyDecided:
            messages.warning(request, gettext("Somebody else has dealt with this opinion meanwhile."))
        else:
            messages.success(request, gettext("The result stands in the register."))
        return redirect("feedback_answer", pk)
    context = {"opinion": opinion, "form": form, "events": opinion.events.all()}
    status = 422 if form.is_bound and form.errors else 200
    return TemplateResponse(request, "feedback/desk/answer.html", context, status=status)


def waiting_on(page: Any, user: Any) -> int:
    """How many opinions about a page wait for this person's department."""
    return opinions_of(user).filter(page_id=page.pk, state__in=[Opinion.State.OPEN, Opinion.State.HELD]).count()


def rows_waiting(user: Any) -> list[dict[str, Any]]:
    """For the first page of the desk: the oldest that wait."""
    waiting = opinions_of(user).filter(state=Opinion.State.OPEN).select_related("department").order_by("received_at")
    return [{"opinion": opinion, "url": reverse("feedback_answer", args=[opinion.pk])} for opinion in waiting[:5]]
