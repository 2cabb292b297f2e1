"""Screens for agencies' files: what to download, the upload, the report on it, the confirmation."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from wagtail.admin import messages
from wagtail_localize.models import Translation

from cms.core.typed import whole_number
from cms.languages.models import TranslationState
from cms.translating.desk.counting import left_in
from cms.translating.exchange import archive, bulk, naming, receiving
from cms.translating.exchange.building import FORMATS, sheet_of, written
from cms.translating.exchange.checking import Report
from cms.translating.exchange.decoding import FILE_LIMIT, too_large
from cms.translating.exchange.listing import ChoiceForm, mine

MIME = {"po": "text/x-gettext-translation; charset=utf-8", "xlf": "application/xliff+xml"}
_A_PAGE = 50


@require_GET
def choose(request: HttpRequest) -> HttpResponse:
    """The person's translations, to download several at once; and the upload of any of them."""
    form = ChoiceForm(request.GET, mine(request.user))
    page = Paginator(form.chosen(), _A_PAGE).get_page(request.GET.get("p"))
    left = left_in([each.pk for each in page])
    for each in page:
        each.left = left.get(each.pk)
    numbers = page.paginator.get_elided_page_range(page.number)
    context = {"form": form, "page": page, "elided_page_range": numbers, **_limits()}
    return TemplateResponse(request, "translating/exchange/choose.html", context)


@require_GET
def one(request: HttpRequest, translation_id: int) -> HttpResponse:
    """One translation: its files, and its upload."""
    wanted = _wanted(request, translation_id)
    return TemplateResponse(request, "translating/exchange/one.html", {**_told(wanted), **_limits()})


@require_GET
def download(request: HttpRequest, translation_id: int, ending: str = "po") -> HttpResponse:
    """The file of one translation."""
    wanted = _wanted(request, translation_id)
    sheet = sheet_of(wanted)
    names = [f"{name(wanted, sheet.version)}.{ending}" for name in (naming.stem, naming.title)]
    return _file(written(sheet, ending), MIME[ending], *names)


@require_POST
def download_many(request: HttpRequest) -> HttpResponse:
    """A ZIP of those that were chosen, or of all that match."""
    form = ChoiceForm(request.POST, mine(request.user))
    found = form.chosen()
    if "all" not in request.POST:
        numbers = [key for key in map(whole_number, request.POST.getlist("translation")) if key is not None]
        found = found.filter(pk__in=numbers)
    count, ending = found.count(), request.POST.get("ending", "")
    if not count or count > archive.MOST_FILES or ending not in FORMATS:
        messages.error(request, _why_not(count))
        return redirect("translating_exchange")
    name = f"translations-{timezone.localdate():%Y-%m-%d}-{ending}.zip"
    return _file(archive.pack(found, ending), "application/zip", name, name)


def receives_files(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Limit the upload before the token against forgery is looked for, which is within the body."""

    @csrf_exempt
    @require_POST
    @wraps(view)
    def limited(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        limit = FILE_LIMIT if "translation_id" in kwargs else archive.ZIP_LIMIT
        handler = receiving.limit_upload(request, limit)
        return csrf_protect(view)(request, handler, *args, **kwargs)

    limited.limits_upload = True
    return limited


@receives_files
def upload(request: HttpRequest, handler: receiving.LimitedUpload, translation_id: int | None = None) -> HttpResponse:
    """Keep the file and show what it would change; a ZIP may be larger than a page."""
    wanted = _wanted(request, translation_id) if translation_id else None
    back = redirect("translating_exchange_one", wanted.pk) if wanted else redirect("translating_exchange")
    file = request.FILES.get("file")
    if handler.too_large:
        messages.error(request, too_large(handler.limit))
        return back
    if file is None:
        messages.error(request, _("Please choose a file first."))
        return back
    waiting = receiving.Waiting(request.user.pk or 0, file.name or "", file.read(), wanted.pk if wanted else None)
    return redirect("translating_exchange_waiting", receiving.keep(waiting))


@require_http_methods(["GET", "POST"])
def waiting(request: HttpRequest, token: str) -> HttpResponse:
    """The report on a file; with POST, take what was read there."""
    found = receiving.kept(token, request.user)
    if found is None:
        messages.error(request, _("The file is no longer here. Please upload it again."))
        return redirect("translating_exchange")
    only = _wanted(request, found.translation) if found.translation else None
    if request.method == "POST":
        taken, changed = bulk.take_all(found.name, found.data, request.user, request.POST.getlist("digest"), only)
        _say(request, taken, changed)
        if not changed:
            receiving.drop(token)
            return redirect("translating_exchange_one", only.pk) if only else redirect("translating_exchange")
    return _report(request, token, found, only)


def _report(request: HttpRequest, token: str, found: receiving.Waiting, only: Translation | None) -> HttpResponse:
    reports = bulk.reports(found.name, found.data, request.user, only)
    context = {
        "token": token,
        "file": found.name,
        "files": [{"report": report, **(_told(report.wanted) if report.wanted else {})} for report in reports],
        "takeable": [report for report in reports if report.may_be_taken],
        "refused": [report for report in reports if report.problems],
        "only": only,
    }
    return TemplateResponse(request, "translating/exchange/report.html", context)


def _say(request: HttpRequest, taken: list[Report], changed: list[Report]) -> None:
    pieces = sum(len(report.changes) for report in taken)
    if taken:
        sentence = ngettext(
            "%(count)d piece was taken from the file.", "%(count)d pieces were taken from the files.", pieces
        )
        messages.success(request, sentence % {"count": pieces})
    if changed:
        names = ", ".join(report.name for report in changed)
        sentence = _(
            "Since you read the report something has changed: %(names)s. Nothing of it was taken. Please read it again."
        )
        messages.warning(request, sentence % {"names": names})
    if not taken and not changed:
        messages.info(request, _("There was nothing to take."))


def _wanted(request: HttpRequest, number: int) -> Translation:
    """One of the person's own; there is no other for them (404)."""
    found: Translation = get_object_or_404(mine(request.user), pk=number)
    return found


def _told(wanted: Translation) -> dict[str, Any]:
    language = wanted.target_locale.language_code
    return {
        "wanted": wanted,
        "title": wanted.source.object_repr,
        "language": language,
        "language_name": dict(settings.LANGUAGES)[language],
    }


def _limits() -> dict[str, Any]:
    mega = 1024 * 1024
    return {
        "file_limit": FILE_LIMIT // mega,
        "zip_limit": archive.ZIP_LIMIT // mega,
        "most_files": archive.MOST_FILES,
        "states": dict(TranslationState.choices),
    }


def _why_not(count: int) -> str:
    if count > archive.MOST_FILES:
        told = {"count": count, "most": archive.MOST_FILES}
        return _("These are %(count)d translations; a ZIP has room for %(most)d. Please choose fewer.") % told
    return _("Please choose at least one translation.")


def _file(content: bytes, kind: str, ascii_name: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = naming.attachment(ascii_name, name)
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response
