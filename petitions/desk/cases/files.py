"""A file of a case on its way to whoever may open the case. Each time is written down."""

from __future__ import annotations

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from cms.privacy.access import How
from cms.privacy.files import KINDS, response_for
from petitions.desk.cases import opening
from petitions.models import Case, CaseFile


@require_safe
def case_file(request: HttpRequest, pk: int, file: int) -> HttpResponse:
    """The file; with ``?look`` in the browser, where it is of a kind that is harmless there.

    :raises Http404: for a case, or a file of it, that is not theirs to open.
    """
    case = opening.found(request, pk)
    row = get_object_or_404(case.files.select_related("file"), pk=file, file__removed_at=None)
    inline = "look" in request.GET
    with transaction.atomic():
        opening.opened(request, case, how=How.SCREEN if inline else How.DOWNLOAD, fields=("files",))
        return response_for(row.file, inline=inline)


def files_of(case: Case) -> list[CaseFile]:
    """Those that are still there; ``inline`` says whether a browser may show it."""
    rows = list(case.files.filter(file__removed_at=None).select_related("file"))
    for row in rows:
        row.inline = KINDS[row.file.kind].inline  # type: ignore[attr-defined]
    return rows
