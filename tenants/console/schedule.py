"""What the schedule did and how it goes (일정 작업 현황), of the platform and of one municipality."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from tenants import schedule
from tenants.console.access import operator_required
from tenants.models import Municipality

DEEDS_A_PAGE = 50


@operator_required
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """Whether it runs, what fails, each task over all municipalities, the latest rounds and days."""
    return render(
        request,
        "tenants/console/schedule.html",
        {
            "pulse": schedule.pulse(),
            "failing": schedule.failing(),
            "acts": schedule.summaries(),
            "passes": schedule.passes(),
            "days": schedule.days(),
            "municipalities": Municipality.objects.all(),
        },
    )


@operator_required
@require_safe
def of_municipality(request: HttpRequest, slug: str) -> HttpResponse:
    """Each task as it went last in a municipality, and what was done for it."""
    municipality = get_object_or_404(Municipality, slug=slug)
    page = Paginator(schedule.deeds_of(municipality), DEEDS_A_PAGE).get_page(request.GET.get("page"))
    context = {"municipality": municipality, "notes": schedule.notes_of(municipality), "page": page}
    return render(request, "tenants/console/schedule_municipality.html", context)
