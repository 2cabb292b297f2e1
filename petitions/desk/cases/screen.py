"""The screen of a case: everything about it, and the acts that are open to whoever looks. Each look is written down."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from cms.core.typed import whole_number
from cms.ordinance.case_numbers import shown, spelled
from petitions import clock
from petitions.desk.cases import opening, reach
from petitions.desk.cases.alike import alike_ones, belongs_to_audit
from petitions.desk.cases.clock_panel import clock_panel
from petitions.desk.cases.files import files_of
from petitions.desk.cases.history import with_lines
from petitions.desk.cases.offering import RESULT, grouped, offers
from petitions.desk.cases.queue import ICON, TITLES, due_words
from petitions.desk.cases.standing import standing_of
from petitions.merging.joining import unmerge
from petitions.models import Case
from petitions.notices.by_hand import Way, tell
from petitions.people import cases_of
from petitions.services.acting import By, Refused
from petitions.services.repeats import earlier_of_petitioner
from petitions.services.writing import write_korean, write_note

UNPROCESSABLE = 422
MOST_EARLIER = 20


@never_cache
@require_http_methods(["GET", "POST"])
def case_screen(request: HttpRequest, pk: int) -> HttpResponse:
    """One case. A note or a Korean version is written here; acts have a form of their own."""
    case = opening.found(request, pk)
    typed: dict[str, str] = {}
    if request.method == "POST":
        wrote = _wrote(request, case)
        if wrote is None:
            return redirect("petition_case", pk)
        typed = wrote
    with transaction.atomic():
        opening.opened(request, case)
        context = {**case_context(request, case), "typed": typed}
        status = UNPROCESSABLE if typed else 200
        return TemplateResponse(request, "petitions/desk/cases/case.html", context, status=status).render()


def _wrote(request: HttpRequest, case: Case) -> dict[str, str] | None:
    """Nothing where it was written; else what was typed, so that it is not lost."""
    act = request.POST.get("act", "")
    if act not in _WRITING:
        return None
    try:
        _WRITING[act](case, request.POST, reach.by(request.user, case))
    except Refused as refused:
        for reason in refused.reasons:
            messages.error(request, reason)
        return {act: request.POST.get("text", ""), "refused": act}
    messages.success(request, _("Done; it stands in the history of the petition."))
    return None


def _korean(case: Case, given: Any, by: By) -> None:
    seen = given.get("seen", "")
    write_korean(case, given.get("text", ""), by, seen=whole_number(seen))


def _told(case: Case, given: Any, by: By) -> None:
    """Raises Refused for a notice of no or another case, and for a way that is none."""
    number, way = given.get("notice", ""), given.get("way", "")
    notice = case.notices.filter(pk=whole_number(number)).first()
    if notice is None or way not in Way.values:
        raise Refused([_("Say which notice it was, and how the petitioner was told.")])
    tell(notice, by, Way(way))


def _apart(case: Case, given: Any, by: By) -> None:
    seen = given.get("seen", "")
    unmerge(case, by, given.get("text", ""), seen=whole_number(seen))


_WRITING: dict[str, Callable[[Case, Any, By], object]] = {
    "note": lambda case, given, by: write_note(case, given.get("text", ""), by),
    "korean": _korean,
    "told": _told,
    "unmerge": _apart,
}


def case_context(request: HttpRequest, case: Case) -> dict[str, Any]:
    """What the screen shows."""
    now, days = timezone.now(), clock.calendar()
    offered = offers(case, request.user, days, now)
    pause = clock.open_pause(case)
    earlier = list(earlier_of_petitioner(case).select_related("service", "department")[:MOST_EARLIER])
    resembling = alike_ones(case, earlier)
    events = with_lines(case.events.select_related("notice"))
    return {
        "case": case,
        "number": shown(case.number),
        "spelled": spelled(case.number),
        "standing": standing_of(case, pause.ground if pause else None, now, days),
        "due": due_words(case),
        "clock": clock_panel(case, days, now),
        "groups": grouped(offered),
        "result": RESULT,
        "not_now": [each for each in offered if each.reasons],
        "events": events,
        "answers": answers_in_form(case),
        "written_answers": case.written_answers.all(),
        "supplements": case.supplements.all(),
        "pauses": case.pauses.all(),
        "extensions": case.extensions.all(),
        "notes": case.notes.all(),
        "notices": [line.notice for line in events if hasattr(line, "notice")],
        "earlier": earlier,
        "alike": resembling,
        "audit": belongs_to_audit(case, resembling),
        "mine": set(cases_of(request.user).filter(pk__in=[each.pk for each in earlier]).values_list("pk", flat=True)),
        "merged": case.merged.all(),
        "files": files_of(case),
        "objection": case.objection,
        "ways": Way.choices,
        "satisfaction": getattr(case, "satisfaction", None),
        **chrome(shown(case.number)),
    }


def answers_in_form(case: Case) -> list[tuple[str, str]]:
    """The answers in the form, each below the label that its field has now; by its name where there is none now."""
    if not case.answers:
        return []
    fields = case.service.form_fields if case.service else []
    labels = {block.value.get("name"): block.value.get("label") for block in fields}
    given: dict[str, Any] = json.loads(case.answers)
    return [(str(labels.get(name) or name), _said(value)) for name, value in given.items()]


def _said(value: Any) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def chrome(title: str, *doors: tuple[str, str]) -> dict[str, Any]:
    """The head of a screen: its title and the way that leads there."""
    way = [(reverse("wagtailadmin_home"), _("Home")), (reverse("petition_cases_mine"), TITLES["mine"]), *doors]
    items = [{"url": url, "label": label} for url, label in [*way, ("", title)]]
    return {"page_title": title, "header_title": title, "header_icon": ICON, "breadcrumbs_items": items}
