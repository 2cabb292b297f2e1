"""The transfer list (인계 목록) and the history of departments at the desk."""

import datetime as dt

from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin import messages

from cms.core.dates import local_day
from cms.core.typed import whole_number
from cms.departments.leaving import LEADERSHIP, hand_over, still_open, takers, transfer_items, transfer_list
from cms.departments.models import Department, TransferItem
from cms.departments.reach import oversees, reach_of
from cms.departments.selectors import names_then

LATEST = 20


@require_safe
def transfers(request: HttpRequest) -> HttpResponse:
    """What waits for somebody to take it over, by department, with those who may."""
    if not may_open(request.user):
        raise PermissionDenied
    rows = sorted(still_open(transfer_list(request.user)), key=_place)
    choices = {department: takers(department) for department in {item.department_id for item in rows}}
    overseer = oversees(request.user)
    context = {
        "rows": [
            {"item": item, "takers": choices[item.department_id], "open": overseer or item.ownership != LEADERSHIP}
            for item in rows
        ],
        "headless": _headless() if overseer else [],
        "done": _done(request.user),
    }
    return TemplateResponse(request, "departments/transfers.html", context)


@require_POST
def take_over(request: HttpRequest, pk: int) -> HttpResponse:
    """Give one thing to somebody. Raises PermissionDenied for who may not even know of it."""
    item = get_object_or_404(TransferItem, pk=pk)
    if not transfer_items(request.user).filter(pk=pk).exists():
        raise PermissionDenied
    taker = get_user_model().objects.filter(pk=whole_number(request.POST.get("taker", ""))).first()
    if taker is None:
        messages.error(request, _("Choose who takes “%(what)s” over.") % {"what": item.label})
        return redirect("departments_transfers")
    try:
        hand_over(item, taker, request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("%(person)s keeps “%(what)s” now.") % {"person": taker, "what": item.label})
    return redirect("departments_transfers")


@require_safe
def history(request: HttpRequest) -> HttpResponse:
    """Every department that ever was: its names by time, what followed it."""
    if not request.user.has_perm("departments.view_department"):
        raise PermissionDenied
    departments = Department.objects.prefetch_related("names", "successions__successor").order_by(
        "closed_on", "sort_order", "code"
    )
    changed = [row for row in departments if row.closed_on or row.opened_on or len(row.names.all()) > 1]
    return TemplateResponse(request, "departments/history.html", {"rows": changed})


def _place(item: TransferItem) -> tuple[int, str, int]:
    return item.department.sort_order if item.department else -1, item.label, item.pk


def may_open(user) -> bool:
    """Heads of departments see theirs; homepage management and system operation all."""
    return oversees(user) or bool(reach_of(user).led)


def _headless() -> list[Department]:
    """Open departments without a head: homepage management decides for them meanwhile."""
    return list(Department.objects.open().filter(head__isnull=True))


def _done(user) -> list[TransferItem]:
    """What was handed over lately, for those who see all; departments by their names of that day."""
    if not oversees(user):
        return []
    done = TransferItem.objects.filter(given_to__isnull=False).select_related("department", "given_to", "done_by")
    rows = list(done.order_by("-done_at")[:LATEST])
    names = names_then({_then(row) for row in rows})
    for row in rows:
        row.department_then = names.get(_then(row), row.department)  # type: ignore[attr-defined]
    return rows


def _then(row: TransferItem) -> tuple[int, dt.date]:
    """Where and when it was handed over."""
    return row.department_id or 0, local_day(row.done_at or row.noticed_at)
