"""The yearly figures of removals for everybody, as a page and as CSV. Nothing of any post, nobody's name."""

from __future__ import annotations

import csv
import io

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from cms.core.spreadsheets import BYTE_ORDER_MARK, harmless
from cms.moderation.statistics import Figures, figures, years
from cms.ordinance.removal_statistics import Outcome

#: Seconds for which a figure may be behind.
FRESH = 600
MEDIAN = gettext_lazy("median of the days from report to decision")


@require_safe
def latest_removals(request: HttpRequest) -> HttpResponse:
    """To this year's."""
    return redirect("removals", timezone.localdate().year)


@cache_control(public=True, max_age=FRESH)
@require_safe
def removals(request: HttpRequest, year: int) -> HttpResponse:
    """One year, with the doors to the others.

    :raises Http404: for a year of which nothing is known.
    """
    every = years(timezone.localdate())
    if year not in every:
        raise Http404
    figures_of = figures(year)
    context = {
        "found": figures_of,
        "outcomes": [*outcomes(figures_of), (MEDIAN, in_days(figures_of.days))],
        "years": every,
        "is_running": year == every[0],
    }
    return render(request, "moderation/removals.html", context)


@cache_control(public=True, max_age=FRESH)
@require_safe
def removals_csv(request: HttpRequest, year: int) -> HttpResponse:
    """The same as a table for office programs.

    :raises Http404: for a year of which nothing is known.
    """
    if year not in years(timezone.localdate()):
        raise Http404
    response = HttpResponse(_table(figures(year)), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="removals-{year}.csv"'
    return response


def outcomes(found: Figures) -> list[tuple[str, int]]:
    """What became of posts that were looked at, and what was done besides."""
    counted = found.counted
    rows = [(Outcome.REMOVED, counted.removed), (Outcome.KEPT, counted.kept), (Outcome.RESTORED, counted.restored)]
    return [
        *((_(str(outcome.word)), number) for outcome, number in rows),
        *((str(act.label), number) for act, number in found.besides),
    ]


def in_days(days: float | None) -> str:
    """A median as people say it; None where nothing was decided."""
    if days is None:
        return _("nothing was decided")
    if days < 1:
        return _("within a day") if days else _("on the same day")
    return ngettext("%(days)s day", "%(days)s days", 1 if days == 1 else 2) % {"days": f"{days:g}"}


def _table(found: Figures) -> str:
    written = io.StringIO()
    writer = csv.writer(written)
    writer.writerow([_("year"), _("article"), _("ground"), _("removed"), _("restored")])
    for row in found.grounds:
        writer.writerow([found.year, *map(harmless, (row.article, row.text)), row.removed, row.restored])
    for label, number in outcomes(found):
        writer.writerow([found.year, "", label, number, ""])
    writer.writerow([found.year, "", MEDIAN, "" if found.days is None else f"{found.days:g}", ""])
    return BYTE_ORDER_MARK + written.getvalue()
