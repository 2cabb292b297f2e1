"""How far each municipality fulfils its ordinance, as numbers alone: what lies behind them is its own business."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tenants.console.access import operator_required
from tenants.services.conformity_snapshot import standings


@operator_required
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """The latest numbers of every municipality, and how they differ from those of the day before that was recorded."""
    return render(request, "tenants/console/conformity.html", {"standings": standings()})
