"""The platform's pages: a public list of the municipalities, and what operators do."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tenants.console.access import operator_required
from tenants.console.forms import MunicipalityForm, encoded
from tenants.console.progress import as_it_goes
from tenants.models import Municipality, OnboardingRun
from tenants.onboarding import MunicipalityRow
from tenants.schedule import pulse
from tenants.selectors import municipalities, public_municipalities
from tenants.services import runs
from tenants.services.state import resume, suspend

ACTS_A_PAGE = 50


@require_safe
def public_list(request: HttpRequest) -> HttpResponse:
    """For everybody: the municipalities and the way to each."""
    return render(request, "tenants/console/public.html", {"municipalities": public_municipalities()})


@operator_required
@require_safe
def console(request: HttpRequest) -> HttpResponse:
    """All municipalities with state and addresses, and the onboardings of late."""
    recent = OnboardingRun.objects.select_related("started_by")[:10]
    context = {"municipalities": municipalities(), "runs": recent, "pulse": pulse()}
    return render(request, "tenants/console/list.html", context)


@operator_required
def onboard(request: HttpRequest) -> HttpResponse:
    """The form; what is accepted begins at once and can be watched."""
    again = _asked_before(request)
    form = MunicipalityForm(request.POST or None, request.FILES or None, initial=again)
    if request.method == "POST" and form.is_valid():
        row = MunicipalityRow(**{**form.asked(), "languages": tuple(form.asked()["languages"])})
        run = runs.start(row, form.cleaned_data["departments_csv"], request.user, form.cleaned_data["policy_file"])
        return redirect("console:run", run.pk)
    status = 422 if form.is_bound else 200
    return render(request, "tenants/console/onboard.html", {"form": form}, status=status)


@operator_required
@require_safe
def run(request: HttpRequest, pk: str) -> HttpResponse | StreamingHttpResponse:
    """Progress line by line while it goes, then what came of it."""
    return as_it_goes(request, get_object_or_404(OnboardingRun, pk=pk))


@operator_required
@require_safe
def acts(request: HttpRequest, slug: str) -> HttpResponse:
    """What operators did to a municipality, the latest first."""
    municipality = get_object_or_404(Municipality, slug=slug)
    page = Paginator(municipality.operator_acts.all(), ACTS_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "tenants/console/acts.html", {"municipality": municipality, "page": page})


@operator_required
@require_POST
def set_state(request: HttpRequest, slug: str, state: str) -> HttpResponse:
    """Suspend or resume."""
    municipality = get_object_or_404(Municipality, slug=slug)
    by = request.user.get_username()
    if state == Municipality.State.SUSPENDED:
        suspend(municipality, by)
        sentence = _("The site of %(name)s is suspended.")
    else:
        resume(municipality, by)
        sentence = _("The site of %(name)s is on again.")
    messages.success(request, sentence % {"name": municipality.name_ko})
    return redirect("console:municipalities")


def _asked_before(request: HttpRequest) -> dict[str, Any]:
    """What an earlier run asked, for another try."""
    before = OnboardingRun.objects.filter(pk=request.GET["again"]).first() if "again" in request.GET else None
    if before is None:
        return {}
    files = {"departments_kept": encoded(bytes(before.departments)), "policy_kept": encoded(bytes(before.policy))}
    return {**before.asked, **files}
