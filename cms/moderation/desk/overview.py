"""What was removed last month at a glance (지난달 삭제 현황): by act, ground and board, and the list."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from cms.core.dates import month_name
from cms.moderation import rights
from cms.moderation.desk.screen import chrome
from cms.moderation.models import ModerationRegister, RegisterAct

TITLE = _("Removed last month")
MONTHS = 12
MOST = 200
#: What is counted beside removals.
_BESIDES = (
    RegisterAct.HIDDEN,
    RegisterAct.REFERRED,
    RegisterAct.KEPT,
    RegisterAct.OBJECTED,
    RegisterAct.RESTORED,
    RegisterAct.BLOCKED,
)


@never_cache
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """``?month=2026-10``; last month where none is asked for.

    :raises PermissionDenied: for those who do not moderate.
    """
    if not rights.moderates(request.user):
        raise PermissionDenied
    months = _months(timezone.localdate())
    asked = {f"{month:%Y-%m}": month for month in months}
    month = asked.get(request.GET.get("month", ""), months[1])
    rows = _rows_of(rights.register_of(request.user), month)
    removed = list(rows.filter(act=RegisterAct.REMOVED)[: MOST + 1])
    context: dict[str, Any] = {
        "months": [(f"{each:%Y-%m}", month_name(each)) for each in months],
        "month": f"{month:%Y-%m}",
        "month_words": month_name(month),
        "removed": removed[:MOST],
        "more": len(removed) > MOST,
        "figures": _figures(rows),
        "tables": _tables(rows.filter(act=RegisterAct.REMOVED)),
        **chrome(str(TITLE), icon="view"),
    }
    return TemplateResponse(request, "moderation/desk/overview.html", context)


def _months(today: dt.date) -> list[dt.date]:
    """The first days of this month and those before, the latest first."""
    found = [today.replace(day=1)]
    while len(found) < MONTHS:
        found.append((found[-1] - dt.timedelta(days=1)).replace(day=1))
    return found


def _rows_of(rows: QuerySet[ModerationRegister], month: dt.date) -> QuerySet[ModerationRegister]:
    zone = timezone.get_current_timezone()
    following = (month + dt.timedelta(days=32)).replace(day=1)
    begin, end = (dt.datetime.combine(day, dt.time.min, zone) for day in (month, following))
    return rows.filter(at__gte=begin, at__lt=end)


def _figures(rows: QuerySet[ModerationRegister]) -> list[tuple[str, int]]:
    """How often each act was done. One query."""
    acts = Counter(rows.order_by().values_list("act", flat=True))
    return [(act.label, acts[act.value]) for act in (RegisterAct.REMOVED, *_BESIDES)]


def _tables(removed: QuerySet[ModerationRegister]) -> list[tuple[Any, list[tuple[str, int]]]]:
    grounds: Counter[str] = Counter()
    boards: Counter[str] = Counter()
    for board, named in removed.order_by().values_list("board", "grounds"):
        boards[board] += 1
        grounds.update(f"{each.get('article', '')} {each.get('text', '')}".strip() for each in named)
    return [(_("By ground"), grounds.most_common()), (_("By board"), boards.most_common())]
