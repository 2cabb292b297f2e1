"""Files beside the form of an answer: chosen and taken away without losing what was typed."""

from __future__ import annotations

from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _

from cms.core.typed import whole_number
from petitions.answers.attaching import attach, detach
from petitions.desk.cases import reach
from petitions.models import Case, PetitionSetting
from petitions.services.acting import Refused

FIELD, ADD, REMOVE = "answer_files", "attach", "detach"


def only_files(request: HttpRequest) -> bool:
    """Whether nothing but the files was to change."""
    return ADD in request.POST or REMOVE in request.POST


def with_files(request: HttpRequest, case: Case) -> tuple[QueryDict, list[str]]:
    """What was sent, with the case's version after its files were kept or taken away; every reason against them."""
    data, sent, gone = request.POST.copy(), request.FILES.getlist(FIELD), request.POST.get(REMOVE, "")
    if not sent and not gone:
        return data, []
    seen, by, reasons = whole_number(data.get("seen", "")), reach.by(request.user, case), []
    try:
        if gone:
            detach(case, whole_number(gone) or 0, by, seen=seen)
            seen = case.version
        if sent:
            reasons = attach(case, sent, by, seen=seen)
    except Refused as refused:
        reasons = list(refused.reasons)
        case.refresh_from_db()
    data["seen"] = str(case.version)
    return data, reasons


def limits_words() -> str:
    """How many, and how large."""
    limits = PetitionSetting.current()
    said = _("Up to %(files)d files, each up to %(size)d MB. The petitioner alone can open them, on their page.")
    return said % {"files": limits.most_files, "size": limits.most_megabytes}
