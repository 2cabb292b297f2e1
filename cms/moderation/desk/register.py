"""The register of removals at the desk: read, filtered, taken along as XLSX, CSV or the printed form; never changed."""

from __future__ import annotations

from typing import Any

import django_filters
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from wagtail.admin import messages
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.views.reports import ReportView
from wagtail.admin.widgets.button import HeaderButton
from wagtail.models import Page

from cms.core.pdf import CannotPrint
from cms.core.spreadsheets import Spreadsheet
from cms.moderation import rights
from cms.moderation.models import ModerationRegister, RegisterAct, RegisterCheck
from cms.moderation.printing import as_pdf

TITLE = _("Register of removals")
ICON = "history"
#: A printed form has so many rows at most, at a hundredth of a second each: more is a book, taken along part by part.
MOST_PRINTED = 1_000
#: A workbook is sent when it is whole: of more rows nobody waits for it. CSV goes out row by row, however many.
MOST_IN_WORKBOOK = 20_000
CHECKS = 100


class RegisterFilters(WagtailFilterSet):
    """By act, board, ground, day, matter."""

    act = django_filters.MultipleChoiceFilter(label=_("act"), choices=RegisterAct.choices)
    board = django_filters.ModelChoiceFilter(
        label=_("board"), queryset=lambda request: _boards(request), method="on_board"
    )
    ground = django_filters.NumberFilter(label=_("number of the ground"), method="with_ground")
    matter = django_filters.NumberFilter(label=_("matter"))
    at = django_filters.DateFromToRangeFilter(label=_("when"), widget=DateRangePickerWidget)

    class Meta:
        model = ModerationRegister
        fields: list[str] = []

    def on_board(self, rows: QuerySet, _name: str, board: Page) -> QuerySet:
        """Rows of one board, whatever it was called then."""
        return rows.filter(board_pk=board.pk)

    def with_ground(self, rows: QuerySet, _name: str, value: Any) -> QuerySet:
        """Rows that name a ground of this number."""
        return rows.filter(grounds__contains=[{"number": int(value)}])


def _boards(request: HttpRequest) -> QuerySet[Page]:
    boards = rights.register_of(request.user).order_by().exclude(board_pk=None).values("board_pk")
    return Page.objects.filter(pk__in=boards).order_by("title")


class ReadersOnly:
    """Mixin for views: for those who read the register."""

    request: HttpRequest

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Raises PermissionDenied for who reads none of it."""
        if not (rights.moderates(request.user) or rights.reads_register(request.user)):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)  # type: ignore[misc]


class RegisterView(ReadersOnly, Spreadsheet, ReportView):
    """All acts, the latest first, and when the chain was last verified."""

    template_name = "moderation/desk/queue.html"
    results_template_name = "moderation/desk/register_results.html"
    page_title = TITLE
    header_icon = ICON
    paginate_by = 50
    model = ModerationRegister
    filterset_class = RegisterFilters
    index_url_name = "moderation_register"
    index_results_url_name = "moderation_register_results"
    export_filename = "register-of-removals"
    list_export = [
        "number",
        "at",
        "get_act_display",
        "matter",
        "board",
        "address",
        "posted_at",
        "grounds",
        "reason",
        "decided_as",
        "actor_name",
        "way",
        "evidence_digest",
        "policy_version",
        "previous_hash",
        "own_hash",
    ]
    export_headings = {"get_act_display": _("act"), "matter": _("matter")}
    custom_field_preprocess = {"grounds": {"csv": lambda value: said(value), "xlsx": lambda value: said(value)}}

    @property
    def header_more_buttons(self) -> list[Any]:
        """Beside Wagtail's own: the printed form, and the verifications."""
        form = f"{reverse('moderation_register_form')}?{self.request.GET.urlencode()}"
        doors = [(_("Print the form"), form, "doc-full"), (_("Verifications"), reverse("moderation_checks"), "check")]
        return [
            *super().header_more_buttons,
            *(HeaderButton(label, url=url, icon_name=icon) for label, url, icon in doors),
        ]

    def as_spreadsheet(self, queryset: QuerySet[ModerationRegister], spreadsheet_format: str) -> Any:
        """As Wagtail's; back to the list with a sentence where a workbook would have too many rows."""
        most = MOST_IN_WORKBOOK
        if spreadsheet_format == self.FORMAT_CSV or not queryset[most : most + 1].exists():
            return super().as_spreadsheet(queryset, spreadsheet_format)
        sentence = _("More than %(most)s rows: narrow the time, or take them as CSV.") % {"most": f"{most:,}"}
        messages.error(self.request, sentence)
        asked = self.request.GET.copy()
        del asked["export"]
        return redirect(f"{reverse('moderation_register')}?{asked.urlencode()}")

    def get_queryset(self) -> QuerySet[ModerationRegister]:
        """What this person may read."""
        self.queryset = rights.register_of(self.request.user)
        return super().get_queryset()

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Adds the last verification."""
        return {**super().get_context_data(*args, **kwargs), "check": RegisterCheck.objects.first()}


class ChecksView(ReadersOnly, ReportView):
    """Every verification of the chain: how far it reached, what it found."""

    template_name = "moderation/desk/queue.html"
    results_template_name = "moderation/desk/checks_results.html"
    page_title = _("Verifications of the register of removals")
    header_icon = "check"
    paginate_by = CHECKS
    model = RegisterCheck
    index_url_name = "moderation_checks"
    index_results_url_name = "moderation_checks_results"

    def get_queryset(self) -> QuerySet[RegisterCheck]:
        """The latest first."""
        self.queryset = RegisterCheck.objects.all()
        return super().get_queryset()


@never_cache
@require_safe
def register_form(request: HttpRequest) -> HttpResponse:
    """The printed form (별지 제1호서식) of the rows that the filters of the list let through, the oldest first.

    :raises PermissionDenied: for who reads none of it.
    """
    if not (rights.moderates(request.user) or rights.reads_register(request.user)):
        raise PermissionDenied
    rows = rights.register_of(request.user)
    asked = RegisterFilters(request.GET, queryset=rows, request=request)
    found = (asked.qs if asked.is_valid() else rows).order_by("number")
    if not request.GET.getlist("act"):
        found = found.filter(act=RegisterAct.REMOVED)
    try:
        content = as_pdf(list(found[: MOST_PRINTED + 1]), MOST_PRINTED)
    except (CannotPrint, ValueError) as reason:
        messages.error(request, str(reason))
        return redirect("moderation_register")
    name = f"register-of-removals-{timezone.localdate().isoformat()}.pdf"
    response = HttpResponse(content, content_type="application/pdf")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def said(grounds: list[dict[str, Any]]) -> str:
    """Grounds in one line: number, article and text of each."""
    return " / ".join(f"{each.get('article', '')} {each.get('text', '')}".strip() for each in grounds)
