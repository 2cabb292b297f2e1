"""Reorganisations (조직개편) at the desk: plan, dry run, confirm, apply, undo. All of it works without scripts."""

from collections import Counter
from collections.abc import Callable
from functools import wraps

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.admin import messages

from cms.departments.desk.assigning import AssignmentForm
from cms.departments.desk.plan_forms import CODES, PlanEditing
from cms.departments.models import Department, LineKind, Reorganisation, State
from cms.departments.moving import movers
from cms.departments.reach import oversees
from cms.departments.reorganising import services
from cms.departments.reorganising.checks import plan_of
from cms.departments.reorganising.keepers import KEEPERS
from cms.departments.reorganising.preview import preview
from cms.departments.reorganising.structure import STRUCTURE
from cms.departments.reorganising.undoing import reasons_against

View = Callable[..., HttpResponse]
SHOWN = 200


def for_overseers(view: View) -> View:
    """Raises PermissionDenied for everyone but homepage management and system operation."""

    @wraps(view)
    def guarded(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not oversees(request.user):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded


@for_overseers
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """All reorganisations, the latest first."""
    rows = Reorganisation.objects.select_related("created_by", "applied_by")
    return TemplateResponse(request, "departments/reorganisations/index.html", {"rows": rows})


@for_overseers
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """A new plan, or a draft again."""
    row = get_object_or_404(Reorganisation, pk=pk) if pk else None
    if row and row.state != State.DRAFT:
        messages.warning(request, _("Only a draft can be changed."))
        return redirect("departments_reorganisation", row.pk)
    editing = PlanEditing(row, request.POST or None, request.FILES or None)
    if request.method == "POST" and editing.is_valid():
        saved = editing.save(request.user)
        if "more" in request.POST:
            return redirect("departments_reorganisation_edit", saved.pk)
        messages.success(request, _("The draft was saved. Below stands what it would do."))
        return redirect("departments_reorganisation", saved.pk)
    context = {"editing": editing, "row": row, "list_id": CODES}
    return TemplateResponse(request, "departments/reorganisations/edit.html", context)


@for_overseers
@require_safe
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """One reorganisation: as a plan what it would do, as applied what it did and whether it can be undone."""
    row = get_object_or_404(Reorganisation.objects.select_related("created_by", "confirmed_by", "applied_by"), pk=pk)
    context = {"row": row, "lines": _lines(row), "today": timezone.localdate(), "State": State}
    if row.state in {State.DRAFT, State.CONFIRMED}:
        context["preview"] = preview(row)
    else:
        context["moved"] = _moved(row)
        context["against"] = reasons_against(row) if row.state == State.APPLIED else []
    return TemplateResponse(request, "departments/reorganisations/show.html", context)


@for_overseers
@require_http_methods(["GET", "POST"])
def assign(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    """What goes to which part of a split."""
    row = get_object_or_404(Reorganisation, pk=pk, state=State.DRAFT)
    plan = plan_of(row)
    if code not in plan.heirs or code not in plan.units:
        return redirect("departments_reorganisation", row.pk)
    form = AssignmentForm(row, plan, code, request.POST or None)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("The assignment was saved."))
        return redirect("departments_reorganisation", row.pk)
    context = {"row": row, "form": form, "name": plan.units[code].name}
    return TemplateResponse(request, "departments/reorganisations/assign.html", context)


@for_overseers
@require_POST
def act(request: HttpRequest, pk: int) -> HttpResponse:
    """Confirm, take back, apply, undo or delete a draft; what stands against it is said, all of it."""
    row = get_object_or_404(Reorganisation, pk=pk)
    name = request.POST.get("act", "")
    if name == "delete" and row.state == State.DRAFT:
        row.delete()
        messages.success(request, _("The draft was deleted."))
        return redirect("departments_reorganisations")
    acts = {"confirm": _confirm, "take_back": _take_back, "apply": _apply, "undo": _undo}
    if name in acts:
        try:
            messages.success(request, acts[name](row, request.user))
        except services.ReorganisationRefusedError as refused:
            for reason in refused.reasons:
                messages.error(request, reason)
    return redirect("departments_reorganisation", row.pk)


def _lines(row: Reorganisation) -> list[dict]:
    """The lines with the names that their codes stand for."""
    lines = list(row.lines.all())
    names = dict(Department.objects.order_by().values_list("code", "name"))
    names |= {line.code: line.name for line in lines if line.kind == LineKind.NEW}
    return [
        {"line": line, "of": names.get(line.code, ""), "other": names.get(line.into or line.parent, "")}
        for line in lines
    ]


def _confirm(row: Reorganisation, user) -> str:
    services.confirm(row, user)
    return _("It is confirmed and will be applied on %(day)s.") % {"day": row.effective_on.isoformat()}


def _take_back(row: Reorganisation, user) -> str:
    services.take_back(row)
    return _("It is a draft again.")


def _apply(row: Reorganisation, user) -> str:
    services.apply(row, user)
    return _("It was applied. Below stands everything that was moved.")


def _undo(row: Reorganisation, user) -> str:
    services.undo(row, user)
    return _("It was undone: everything is where it was.")


def _moved(row: Reorganisation) -> list[dict]:
    """What was moved, by mover, with the first of each."""
    labels = {mover.name: mover.label for mover in movers()}
    labels |= {STRUCTURE: _("departments"), KEEPERS: _("transfer list")}
    counts = Counter(row.changes.values_list("mover", flat=True))
    return [
        {"label": labels.get(name, name), "count": count, "rows": row.changes.filter(mover=name)[:SHOWN]}
        for name, count in counts.items()
    ]
