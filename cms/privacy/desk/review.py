"""A month of the access log: its numbers by person, what stands out, and the reviewer's word (월 1회 이상 점검)."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from cms.privacy.access.reviewing import LONGEST, Month, Refused, month_of, next_month, review
from cms.privacy.desk.log import ICON, OverseersOnly
from cms.privacy.models import AccessReview, How

TITLE = _("Review of the access log")
UNPROCESSABLE = 422
EARLIEST = 2000


class ReviewView(OverseersOnly, WagtailAdminTemplateMixin, TemplateView):
    """One month. What was typed stays where it is refused."""

    template_name = "privacy/desk/review.html"
    page_title = TITLE
    header_icon = ICON
    refused: tuple[str, ...] = ()

    @cached_property
    def first(self) -> dt.date:
        """The month's first day. Raises Http404 for none, and for one that has not begun."""
        try:
            day = dt.date(int(self.kwargs["year"]), int(self.kwargs["month"]), 1)
        except ValueError:
            raise Http404 from None
        if not day.year >= EARLIEST or day > timezone.localdate():
            raise Http404
        return day

    @cached_property
    def month(self) -> Month:
        """Its numbers, as the rows say now."""
        return month_of(self.first)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Its own name at the end."""
        return [*super().get_breadcrumbs_items(), {"url": "", "label": TITLE}]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Record the review, or say all that stands against it."""
        try:
            review(self.first, request.POST.get("remark", ""), request.user)
        except Refused as refused:
            self.refused = refused.reasons
            return self.render_to_response(self.get_context_data(), status=UNPROCESSABLE)
        messages.success(request, gettext("The review of this month is recorded."))
        return redirect("privacy_review", self.first.year, self.first.month)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The month, its review if there is one, and what was typed."""
        return super().get_context_data(
            month=self.month,
            ways=How.labels,
            done=AccessReview.objects.filter(month=self.first).first(),
            is_over=next_month(self.first) <= timezone.localdate(),
            before=(self.first - dt.timedelta(days=1)).replace(day=1),
            after=after if (after := next_month(self.first)) <= timezone.localdate() else None,
            refused=self.refused,
            remark=self.request.POST.get("remark", ""),
            longest=LONGEST,
        )
