"""The versions of a municipality's policy, for operators: read them, compare them, add the next one in two steps."""

import datetime as dt
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tenants.console.access import operator_required
from tenants.console.policy_form import PolicyForm
from tenants.models import Municipality, PolicyRefused, PolicyVersion
from tenants.policy_reading import changes_by_article, changes_of_duties, sections
from tenants.services.policies import add_version, last_version, withdraw_version

SPARE_LINES = 30  # lines that can be added before the text scrolls away from its numbers


@operator_required
@require_safe
def versions(request: HttpRequest, slug: str) -> HttpResponse:
    """All versions, the latest first, and which of them is in force."""
    municipality = get_object_or_404(Municipality, slug=slug)
    rows = [(each, each.state_on(timezone.localdate())) for each in municipality.policy_versions.timetable()]
    return render(request, "tenants/console/policy_list.html", {"municipality": municipality, "versions": rows})


@operator_required
@require_safe
def version(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """One version in full, and what it changed."""
    return _show(request, _version(slug, number))


@operator_required
@require_safe
def text(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """The version as the file that it was."""
    found = _version(slug, number)
    response = HttpResponse(found.source, content_type="application/toml; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{slug}-{number}.toml"'
    return response


@operator_required
@require_POST
def withdraw(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Take back a version that is still to come; the reason is asked for."""
    found, reason = _version(slug, number), request.POST.get("reason", "")
    try:
        withdraw_version(found, reason, request.user)
    except ValidationError as refusal:
        return _show(request, found, refusal=" ".join(refusal.messages), reason=reason)
    messages.success(request, _("Version %(number)d is withdrawn.") % {"number": number})
    return redirect("console:policy", slug)


@operator_required
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, slug: str) -> HttpResponse:
    """Step 1 shows what would change, step 2 confirms; what is refused comes back as it was typed."""
    municipality = get_object_or_404(Municipality, slug=slug)
    last = last_version(municipality)
    if request.method != "POST":
        initial = {"source": last.source if last else "", "after": last.number if last else 0}
        return _edit(request, PolicyForm(municipality, initial=initial), last)
    if request.POST.get("step") == "edit":
        return _edit(request, PolicyForm(municipality, initial=request.POST.dict()), last)
    form = PolicyForm(municipality, request.POST, request.FILES)
    if not form.is_valid():
        return _edit(request, form, last)
    if request.POST.get("step") != "confirm":
        return _compare(request, form, last)
    data = form.cleaned_data
    try:
        added = add_version(
            municipality,
            data["source"],
            data["effective_on"],
            note=data["note"],
            by=request.user,
            after=data["after"],
        )
    except PolicyRefused as refused:  # another operator was faster by less than a second
        form.tell(refused.objections)
        return _edit(request, form, last_version(municipality))
    values = {"number": added.number, "day": added.effective_on.isoformat()}
    messages.success(request, _("From %(day)s decisions are taken under version %(number)d.") % values)
    return redirect("console:policy", slug)


def _version(slug: str, number: int) -> PolicyVersion:
    found: PolicyVersion = get_object_or_404(
        PolicyVersion.objects.select_related("municipality", "created_by"), municipality__slug=slug, number=number
    )
    return found


def _show(request: HttpRequest, found: PolicyVersion, *, refusal: str = "", reason: str = "") -> HttpResponse:
    others = found.municipality.policy_versions
    before = others.filter(number=found.number - 1).first()
    last = found.municipality.policy_versions.timetable()[0]
    shown = others.timetable().get(pk=found.pk)
    context = {
        "municipality": found.municipality,
        "version": shown,
        "state": shown.state_on(timezone.localdate()),
        "sections": sections(found.policy),
        "before": before,
        **(_changes(before, found) if before else {}),
        "can_be_withdrawn": found.number == last.number and not found.has_taken_effect,
        "refusal": refusal,
        "reason": reason,
    }
    return render(request, "tenants/console/policy_version.html", context, status=422 if refusal else 200)


def _changes(before: PolicyVersion, after: PolicyVersion) -> dict[str, Any]:
    return {
        "changes": changes_by_article(before.policy, after.policy),
        "duties": changes_of_duties(before.policy, after.policy),
    }


def _compare(request: HttpRequest, form: PolicyForm, last: PolicyVersion | None) -> HttpResponse:
    draft = form.version
    assert draft is not None  # noqa: S101 - of a valid form
    context = {
        "municipality": form.municipality,
        "form": form,
        "draft": draft,
        "before": last,
        **(_changes(last, draft) if last else {}),
        "today": timezone.localdate(),
        "lies_back": (timezone.localdate() - draft.effective_on).days,
        "day_before": draft.effective_on - dt.timedelta(1),
    }
    return render(request, "tenants/console/policy_compare.html", context)


def _edit(request: HttpRequest, form: PolicyForm, last: PolicyVersion | None) -> HttpResponse:
    seen = form["after"].value()
    if form.is_bound and last and str(last.number) != str(seen):
        form.put("after", last.number)  # the operator has been told; the next try is made in the knowledge of it
    lines = (form["source"].value() or "").count("\n") + 1 + SPARE_LINES
    wrong: dict[int, list[str]] = {}
    for each in form.objections:
        wrong.setdefault(each.line, []).append(f"{each.key}: {each.message}" if each.key else each.message)
    context = {
        "municipality": form.municipality,
        "form": form,
        "before": last,
        "problems": sorted(wrong.items()),
        "numbers": range(1, lines + 1),
        "wrong_lines": set(wrong),
        "rows": lines,
    }
    return render(request, "tenants/console/policy_new.html", context, status=422 if form.is_bound else 200)
