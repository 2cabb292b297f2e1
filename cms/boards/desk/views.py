"""The desk's screens of boards: the list, and one post with what a department can do about it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from cms.boards import answering, petitioning
from cms.boards.addresses import post_url
from cms.boards.desk import listing
from cms.boards.desk.forms import AnswerForm, AssignForm, OfferForm, SeenForm
from cms.boards.desk.reach import answers_posts, posts_of
from cms.boards.handling import Refused, answers_for, not_at_hand, responsible
from cms.boards.markup import render
from cms.boards.models import Post, PostState
from cms.boards.subjects import mail_of, shown_files
from cms.moderation.rights import moderates
from cms.moderation.selectors import open_matter_on, pending_notice
from petitions import clock

TITLE = gettext_lazy("Posts on boards")
UNPROCESSABLE = 422
FORMS: dict[str, type[SeenForm]] = {
    "answer": AnswerForm,
    "assign": AssignForm,
    "offer": OfferForm,
    "take_back": SeenForm,
    "moderate": SeenForm,
}
Done = Callable[[Post, dict[str, Any], Any], object]
ACTS: dict[str, Done] = {
    "answer": lambda post, data, by: answering.answer(post, data["text"], by, data["seen"], read=data.get("read", ())),
    "assign": lambda post, data, by: answering.assign(post, data["department"], by, data["seen"], why=data["why"]),
    "offer": lambda post, data, by: petitioning.ask(
        post, data["department"], data["kind"], data["words"], by, data["seen"]
    ),
    "take_back": lambda post, data, by: petitioning.take_back(post, by, data["seen"]),
    "moderate": lambda post, data, by: answering.hand_to_moderation(post, by),
}


@never_cache
@require_safe
def posts(request: HttpRequest) -> HttpResponse:
    """What waits for an answer, what is due first on top; and the other posts of one's boards."""
    if not answers_posts(request.user):
        raise PermissionDenied
    tab = request.GET.get("show", "")
    tab = tab if tab in listing.TABS else listing.WAITING
    boards = list(listing.boards_of(request.user).only("pk", "title"))
    board = next((each.pk for each in boards if str(each.pk) == request.GET.get("board", "")), None)
    numbers = listing.counts(request.user)
    context = {
        "page_title": TITLE,
        "tab": tab,
        "tabs": [(key, label, numbers[key]) for key, label in listing.TABS.items()],
        "most": listing.MOST,
        "boards": boards,
        "board": board,
        "page_obj": listing.page_of(listing.rows_of(request.user, tab, board), request.GET.get("page")),
    }
    return TemplateResponse(request, "boards/desk/posts.html", context)


@never_cache
@require_http_methods(["GET", "POST"])
def post(request: HttpRequest, pk: int) -> HttpResponse:
    """One post: what was written, the days that are left, and what can be done about it."""
    rows = posts_of(request.user).select_related("board__department", "department", "case__department")
    found = get_object_or_404(rows, pk=pk)
    every: dict[str, forms.Form] = {name: form(post=found, prefix=name) for name, form in FORMS.items()}
    act = request.POST.get("act", "") if request.method == "POST" else ""
    if act in ACTS:
        every[act] = FORMS[act](request.POST, post=found, prefix=act)
        if _did(request, found, act, every[act]):
            return redirect(*_next(request, found, act))
    return _show(request, found, every, UNPROCESSABLE if act else 200)


def _did(request: HttpRequest, found: Post, act: str, form: forms.Form) -> bool:
    if not form.is_valid():
        return False
    try:
        ACTS[act](found, form.cleaned_data, request.user)
    except Refused as refused:
        for reason in refused.reasons:
            messages.error(request, reason)
        _seeing(form, act)
        return False
    messages.success(request, _("Done; it stands in the history of the post."))
    return True


def _seeing(form: forms.Form, act: str) -> None:
    """Shown again as it was typed, for the post as it is now: it can be sent once more."""
    data: Any = form.data.copy()
    data[form.add_prefix("seen")] = str(FORMS[act](post=form.post, prefix=act).fields["seen"].initial)  # type: ignore[attr-defined]
    form.data = data


def _next(request: HttpRequest, found: Post, act: str) -> tuple[Any, ...]:
    """The matter that was opened; else the post again, or the list where it was handed on beyond one's reach."""
    matter = open_matter_on("boards.post", found.pk) if act == "moderate" else None
    if matter is not None:
        return ("moderation_matter", matter.pk)
    still = posts_of(request.user).filter(pk=found.pk).exists()
    return ("board_post_desk", found.pk) if still else ("board_posts",)


def _show(request: HttpRequest, found: Post, every: dict[str, forms.Form], status: int) -> HttpResponse:
    hindrances = list(not_at_hand(found))
    context = {
        "post": found,
        "text": render(found.body),
        "files": [each.file.name for each in shown_files(found)],
        "responsible": responsible(found),
        "days": listing.left(found.answer_due_on, timezone.localdate(), clock.calendar()),
        "answers": [(each, render(each.text)) for each in found.answers.select_related("department").reverse()],
        "events": found.events.all(),
        "mails": found.mails.all(),
        "forms": every,
        "hindrances": hindrances,
        "is_theirs": answers_for(request.user, found),
        "offer": petitioning.open_offer(found),
        "reachable": bool(mail_of(found)),
        "referred": pending_notice("boards.post", found.pk),
        "may_moderate": found.state not in (PostState.REMOVED, PostState.GONE) and moderates(request.user),
        "url": post_url(found),
    }
    return TemplateResponse(request, "boards/desk/post.html", context, status=status)
