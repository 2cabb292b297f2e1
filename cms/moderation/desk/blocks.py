"""Blocked writers at the desk: who may not write until when and why, and ending a block before its day."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.views.reports import ReportView

from cms.moderation import rights
from cms.moderation.desk.fields import Fields, text
from cms.moderation.desk.forms import DeskForm
from cms.moderation.desk.offering import WAY
from cms.moderation.desk.queue import ModeratorsOnly
from cms.moderation.desk.screen import UNPROCESSABLE, chrome
from cms.moderation.models import Block
from cms.moderation.services.acting import By, Refused, unblock

TITLE = gettext_lazy("Blocked writers")
STANDS, OVER = "stands", "over"


def blocks_of(user: Any) -> QuerySet[Block]:
    """What this person may read: blocks that rest on a matter of theirs."""
    if rights.sees_everything(user):
        return Block.objects.all()
    return Block.objects.filter(matters__in=rights.matters_of(user).values("pk")).distinct()


def standing_today() -> Q:
    """Those that hold today."""
    return Q(ended_at=None, until__gte=timezone.localdate())


class BlockFilters(WagtailFilterSet):
    """Those that hold, or those that are over."""

    state = django_filters.ChoiceFilter(
        label=gettext_lazy("state"),
        choices=[(STANDS, gettext_lazy("holds")), (OVER, gettext_lazy("is over"))],
        method="in_state",
    )

    class Meta:
        model = Block
        fields: list[str] = []

    def in_state(self, blocks: QuerySet[Block], _name: str, value: str) -> QuerySet[Block]:
        """By the day of today."""
        return blocks.filter(standing_today()) if value == STANDS else blocks.exclude(standing_today())


class BlocksView(ModeratorsOnly, ReportView):
    """The latest first. A writer is named by the account's first signs: whoever needs more opens a matter."""

    template_name = "moderation/desk/queue.html"
    results_template_name = "moderation/desk/blocks_results.html"
    page_title = TITLE
    header_icon = "lock"
    paginate_by = 50
    model = Block
    filterset_class = BlockFilters
    index_url_name = "moderation_blocks"
    index_results_url_name = "moderation_blocks_results"

    def get_queryset(self) -> QuerySet[Block]:
        """What this person may read."""
        self.queryset = blocks_of(self.request.user).select_related("blocked_by").prefetch_related("matters")
        return super().get_queryset()

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Adds who may end one, and today."""
        context = super().get_context_data(*args, **kwargs)
        return context | {"may_end": rights.decides(self.request.user), "today": timezone.localdate()}


@never_cache
@require_http_methods(["GET", "POST"])
def end_block(request: HttpRequest, pk: int) -> HttpResponse:
    """Say why, and it is over.

    :raises Http404: for a block that is not theirs to read.
    """
    block = get_object_or_404(blocks_of(request.user), pk=pk)
    fields: Fields = {"reason": text(_("Why the block ends"))}
    form = DeskForm(request.POST if request.method == "POST" else None, fields=fields, version=0)
    if form.is_bound and form.is_valid():
        try:
            unblock(block, By.officer(request.user, WAY), reason=form.cleaned_data["reason"])
        except Refused as refused:
            form.refuse(refused.reasons)
        else:
            messages.success(request, _("Done; it stands in the register."))
            return redirect("moderation_blocks")
    title = _("End a block")
    context = {
        "form": form,
        "blocked": block,
        "label": title,
        **chrome(title, (reverse("moderation_blocks"), str(TITLE))),
    }
    status = UNPROCESSABLE if form.is_bound and form.errors else 200
    return TemplateResponse(request, "moderation/desk/end_block.html", context, status=status)
