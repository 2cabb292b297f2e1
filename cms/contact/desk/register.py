"""The letters to the foreign homepages: what waits comes first, the oldest on top. Nothing personal stands in it."""

from __future__ import annotations

from typing import Any

import django_filters
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db.models import Case, Count, F, Q, QuerySet, Value, When
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.views.reports import ReportView

from cms.contact.desk.reach import letters_of, reads_letters
from cms.contact.models import Kind, Letter
from cms.contact.models.letter import WAITING
from cms.contact.services.receiving import MAIL_INDEX
from cms.core.encryption import blind_indexes
from cms.core.outbox import MailState

TITLE = _("Letters to the foreign homepages")
ICON = "mail"
LANGUAGES = [(code, name) for code, name in settings.LANGUAGES if code != settings.LANGUAGE_CODE]


class LetterFilters(WagtailFilterSet):
    """By language, state and area; by the writer's e-mail address when a person asks what is kept of them."""

    language = django_filters.ChoiceFilter(label=_("language"), choices=LANGUAGES)
    email = django_filters.CharFilter(label=_("The writer's e-mail address (whole)"), method="of_writer")

    class Meta:
        model = Letter
        fields = ["language", "state", "area"]

    def of_writer(self, letters: QuerySet[Letter], _name: str, value: str) -> QuerySet[Letter]:
        """Addresses are encrypted, so only a whole one is found."""
        return letters.filter(email_index__in=blind_indexes(value.strip().lower(), MAIL_INDEX))


class LettersView(ReportView):
    """What this person may open."""

    results_template_name = "contact/desk/register_results.html"
    page_title = TITLE
    header_icon = ICON
    model = Letter
    filterset_class = LetterFilters
    index_url_name = "contact_register"
    index_results_url_name = "contact_register_results"
    export_filename = "foreign-letters"
    list_export = [
        "received_at",
        "number",
        "language",
        "get_area_display",
        "department",
        "get_state_display",
        "closed_at",
    ]
    export_headings = {
        "received_at": _("received"),
        "number": _("receipt number"),
        "language": _("language"),
        "get_area_display": _("subject area"),
        "department": _("responsible department"),
        "get_state_display": _("state"),
        "closed_at": _("dealt with"),
    }

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not reads_letters(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_queryset(self) -> QuerySet[Letter]:
        """Without the words: they are opened one by one, and each time is noted."""
        self.queryset = in_order(letters_of(self.request.user))
        return super().get_queryset()


def in_order(letters: QuerySet[Letter]) -> QuerySet[Letter]:
    """What waits, the oldest on top; then what was dealt with, the latest on top. Nothing is decrypted."""
    rank = Case(When(state__in=WAITING, erased_at__isnull=True, then=Value(0)), default=Value(1))
    rows = letters.defer("name", "email", "telephone", "address", "message", "answer", "gist")
    rows = rows.select_related("department").annotate(rank=rank, undelivered=_undelivered())
    return rows.order_by("rank", Case(When(rank=0, then=F("received_at"))), "-received_at", "-pk")


def waiting_for(user: Any) -> QuerySet[Letter]:
    """For the first page of the desk."""
    return in_order(letters_of(user).filter(state="open", erased_at__isnull=True))


def _undelivered() -> Any:
    """How many messages to the reader the mail server refused."""
    refused = Q(mails__state=MailState.REFUSED) & ~Q(mails__kind=Kind.OFFICE)
    return Count("mails", filter=refused)
