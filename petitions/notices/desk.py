"""Notices at the desk: which are to be told by telephone or post, and which the mail server has not taken yet.

The list shows nothing personal. The words of a notice, to be read out or sent by post, are opened one by one; each time
is written down.
"""

from __future__ import annotations

from typing import Any

import django_filters
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.views.reports import ReportView

from cms.core.tongues import KOREAN
from cms.ordinance.case_numbers import shown
from cms.privacy.access import How, Purpose, looked_at
from petitions.desk.cases.queue import StaffOnly
from petitions.models import Notice, NoticeState
from petitions.notices.composing import language_of, said
from petitions.notices.telling import Round
from petitions.people import cases_of

TITLE = _("Notices to petitioners")
ICON = "mail"
_PERSONAL = ("case__name", "case__email", "case__telephone", "case__address", "case__title", "case__body")
_LONG = ("case__answers", "case__body_korean", "event__words")


class NoticeFilters(WagtailFilterSet):
    """What is still to be done stands there first."""

    state = django_filters.ChoiceFilter(label=_("state"), choices=NoticeState.choices)

    class Meta:
        model = Notice
        fields = ["state"]


class NoticesView(StaffOnly, ReportView):
    """Of the petitions that this person may open: by hand first, then what waits, the oldest on top."""

    template_name = "petitions/notices/desk.html"
    results_template_name = "petitions/notices/desk_results.html"
    page_title = TITLE
    header_icon = ICON
    model = Notice
    filterset_class = NoticeFilters
    index_url_name = "petition_notices"
    index_results_url_name = "petition_notices_results"
    paginate_by = 50

    def get_queryset(self) -> QuerySet[Notice]:
        """Without a chosen state, what is still to be done."""
        rows = Notice.objects.filter(case__in=cases_of(self.request.user).values("pk"))
        if not self.request.GET.get("state"):
            rows = rows.filter(state__in=[NoticeState.BY_HAND, NoticeState.WAITING])
        rows = rows.select_related("case__department", "case__service", "case__officer", "event")
        self.queryset = rows.defer(*_PERSONAL, *_LONG).order_by("state", "event__at", "pk")
        return super().get_queryset()

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(*args, **kwargs)
        for notice in context["object_list"]:
            notice.number = shown(notice.case.number)
        return context


@never_cache
@require_safe
def words(request: HttpRequest, pk: int) -> HttpResponse:
    """A notice as it is read out, in Korean and in the petitioner's language, or printed for a letter."""
    rows = Notice.objects.select_related("case__department", "case__service", "case__officer", "event")
    notice = get_object_or_404(rows.filter(case__in=cases_of(request.user).values("pk"), case__erased_at=None), pk=pk)
    with transaction.atomic():
        looked_at(
            request.user,
            notice.case,
            fields=("name", "telephone", "address"),
            purpose=Purpose.HANDLING,
            how=How.SCREEN,
            request=request,
        )
        context = {
            "notice": notice,
            "case": notice.case,
            "number": shown(notice.case.number),
            "versions": _versions(notice),
            "page_title": TITLE,
        }
        return TemplateResponse(request, "petitions/notices/words.html", context).render()


def _versions(notice: Notice) -> list[dict[str, Any]]:
    found, around = [], Round()
    for language in dict.fromkeys([KOREAN, language_of(notice.case)]):
        with translation.override(language):
            values = {**said(notice, around), "level": 2, "below": 3}
            found.append({"language": language, "html": render_to_string("petitions/notices/said.html", values)})
    return found
