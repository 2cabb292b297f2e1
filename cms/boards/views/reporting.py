"""Reports of readers (신고): no account is needed, the grounds are the ordinance's own, one report a reader."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from cms.boards.beside import grounds, rules_of
from cms.boards.forms import ReportForm
from cms.boards.models import BoardPage, Comment, Post
from cms.boards.people import guest
from cms.boards.seeing import is_shown
from cms.boards.services import reports
from cms.boards.views.commenting import comment_of
from cms.boards.views.frame import TOO_MANY, UNPROCESSABLE, address_of_reader, closed, language, post_of, show
from cms.boards.views.proving import kind_of
from cms.moderation.services import acting
from cms.moderation.terms import terms


def report_post(page: BoardPage, request: HttpRequest, pk: int) -> HttpResponse:
    """The form, what is sent by it, and what happens next."""
    return _report(page, request, post_of(page, pk), f"{pk}/report/", f"{pk}/")


def report_comment(page: BoardPage, request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """The same for a comment."""
    found = comment_of(page, pk, number)
    return _report(page, request, found, f"{pk}/comment/{number}/report/", f"{pk}/#comment-{number}")


def _report(page: BoardPage, request: HttpRequest, row: Post | Comment, end: str, back: str) -> HttpResponse:
    if (refused := closed(request, page)) is not None:
        return refused
    here = page.get_url(request)
    if request.GET.get("sent") == "1":
        context = {"back": f"{here}{back}", "days": terms().decide_days}
        return show(request, page, "reported", _("Thank you for your report"), end, context)
    if not is_shown(row):
        raise Http404
    about, known = f"{kind_of(row)}:{row.pk}", grounds()
    form, status = ReportForm.fresh(about, known), 200
    if request.method == "POST":
        form, status = ReportForm(request.POST, about=about, grounds=known), UNPROCESSABLE
        if form.is_valid():
            try:
                _take(request, row, form)
            except acting.Refused as wrong:
                form.add_error(None, list(wrong.reasons))
            except reports.TooMany as wrong:
                form.add_error(None, str(wrong))
                status = TOO_MANY
            else:
                return redirect(f"{here}{end}?sent=1")
        form = form.with_new_token()
    context = {"form": form, "row": row, "is_post": isinstance(row, Post), "back": f"{here}{back}"}
    return show(request, page, "report", _("Report"), end, context | {"rules": rules_of(page)}, status=status)


def _take(request: HttpRequest, row: Post | Comment, form: ReportForm) -> None:
    sender = guest("", address=address_of_reader(request)).sender
    reporter = request.user if request.user.is_authenticated else None
    reports.take(
        kind_of(row),
        row.pk,
        ground=int(form.cleaned_data["ground"]),
        words=form.cleaned_data["words"],
        reporter=reporter,
        sender=sender,
        language=language(),
    )
