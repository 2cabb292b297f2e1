"""A file of a post, or the evidence copy, on its way to whoever may open the matter. Each time is written down."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from cms.core.encryption import Unreadable
from cms.moderation.desk import opening
from cms.moderation.models import Matter
from cms.moderation.services.acting import Refused, download_copy, show_copy
from cms.moderation.subjects import FileOfPost
from cms.privacy.access import How
from cms.privacy.files import KINDS, response_for
from cms.privacy.models import SealedFile


@never_cache
@require_safe
def matter_file(request: HttpRequest, pk: int, sealed: UUID) -> HttpResponse:
    """A file of the post; with ``?look`` in the browser, where it is of a kind that is harmless there.

    :raises Http404: for a matter, or a file of it, that is not theirs to open.
    """
    matter = opening.found(request, pk)
    it = opening.opened(matter)
    if str(sealed) not in {each.sealed for each in files_of(it)}:
        raise Http404
    file = get_object_or_404(SealedFile, pk=sealed, removed_at=None)
    inline = "look" in request.GET
    with transaction.atomic():
        opening.note(request, it, how=How.SCREEN if inline else How.DOWNLOAD, fields=("attachments",))
        return response_for(file, inline=inline)


@never_cache
@require_safe
def evidence_file(request: HttpRequest, pk: int, copy: int) -> HttpResponse:
    """The copy of the whole post (게시글 전체) as PDF.

    :raises Http404: for a matter that is not theirs to open, and for a copy whose time is over.
    """
    matter = opening.found(request, pk)
    row = get_object_or_404(matter.evidence.defer("whole"), pk=copy, gone_at=None)
    purpose = opening.purpose_of(request.user, matter)
    try:
        return download_copy(
            row,
            request.user,
            request=request,
            purpose=purpose,
            reason=gettext("moderation of boards"),
            attachment=request.GET.get("file", ""),
        )
    except (Refused, Unreadable) as refused:
        for reason in _reasons(refused):
            messages.error(request, reason)
        return redirect("moderation_matter", pk)


def kept_whole(request: HttpRequest, matter: Matter) -> dict[str, Any] | None:
    """The removed post from its copy, for whoever decides an objection; None where there is none, or it was not asked
    for. It is written down, and a copy that does not hold says so.
    """
    row = matter.evidence.defer("whole").filter(gone_at=None).last()
    if row is None or "copy" not in request.GET:
        return None
    try:
        found = show_copy(
            row,
            request.user,
            request=request,
            purpose=opening.purpose_of(request.user, matter),
            reason=gettext("moderation of boards"),
        )
    except (Refused, Unreadable) as refused:
        return {"faults": _reasons(refused)}
    return {**found, "evidence": row}


def _reasons(refused: Refused | Unreadable) -> tuple[str, ...]:
    """A copy whose closed data do not open is told of as one that does not hold."""
    if isinstance(refused, Refused):
        return tuple(refused.reasons)
    return (gettext("The copy cannot be opened: it was changed, or is lost."),)


def files_of(it: opening.Opened) -> tuple[FileOfPost, ...]:
    """The files of the post as it is now."""
    return it.described.files if it.described else ()


def shown_files(it: opening.Opened) -> list[dict[str, Any]]:
    """Those that are still there, with whether a browser may show each. One query."""
    files = files_of(it)
    if not files:
        return []
    rows = SealedFile.objects.filter(pk__in=[each.sealed for each in files], removed_at=None)
    kinds = {str(pk): kind for pk, kind in rows.values_list("pk", "kind")}
    return [{"file": each, "inline": KINDS[kinds[each.sealed]].inline} for each in files if each.sealed in kinds]
