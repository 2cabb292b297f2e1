"""Writing a post, and changing one: whatever is refused comes back as it was typed."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from cms.boards import drafts
from cms.boards.beside import rules_of
from cms.boards.doubts import doubts
from cms.boards.forms import PostForm
from cms.boards.models import BoardPage, Post, PostState
from cms.boards.own import own_key
from cms.boards.people import Writer, guest, shown_name
from cms.boards.proof import BITS
from cms.boards.services import limits, posting, rules
from cms.boards.subjects import shown_files
from cms.boards.views.frame import (
    TOO_MANY,
    UNPROCESSABLE,
    address_of_reader,
    closed,
    language,
    person,
    post_of,
    show,
)
from cms.boards.views.proving import prove
from cms.core.open_forms import token_for
from cms.core.typed import whole_number

FORBIDDEN = 403


def write(page: BoardPage, request: HttpRequest) -> HttpResponse:
    """The form, and what is sent by it."""
    if (refused := closed(request, page)) is not None:
        return refused
    who = person(request)
    if request.method != "POST":
        return _empty(page, request, who)
    form = PostForm(request.POST, request.FILES, about=page.source.pk, board=page, who=who)
    if who is not None and request.POST.get("do") == "draft":
        drafts.keep(who.user, page, form.storable())
        return redirect(f"{page.get_url(request)}write/?kept=1")
    writer = _writer(form, request, who)
    if not limits.has_room(Post, writer):
        form.add_error(None, limits.said())
        return _again(page, request, form, who, TOO_MANY)
    return _send(page, request, form, who, writer)


def edit(page: BoardPage, request: HttpRequest, pk: int) -> HttpResponse:
    """One's own post as a form; guests show its password first."""
    if (refused := closed(request, page)) is not None:
        return refused
    found = post_of(page, pk)
    proof = prove(page, request, found, f"{pk}/edit/")
    if isinstance(proof, HttpResponse):
        return proof
    who = proof.who
    kept = list(shown_files(found))
    end, context = f"{pk}/edit/", {"post": found, "own_pass": proof.own_pass, "seen": found.version}
    about = {"about": page.source.pk, "board": page, "who": who, "kept": kept, "asks_writer": False}
    if request.method != "POST" or "title" not in request.POST:
        initial = {"title": found.title, "body": found.body, "token": token_for(PostForm.purpose, page.source.pk)}
        return _form(page, request, PostForm(initial=initial, **about), who, context=context, end=end)
    form = PostForm(request.POST, request.FILES, **about)
    seen = request.POST.get("seen", "")
    if form.is_valid():
        try:
            posting.edit(found, form.typed(language(), _doubts(form)), who, seen=whole_number(seen))
        except posting.Refused as wrong:
            _add(form, wrong.reasons)
        else:
            return redirect(_address(page, request, found))
    context["seen"] = seen
    return _form(page, request, form.with_new_token(), who, UNPROCESSABLE, context, end)


def _send(page: BoardPage, request: HttpRequest, form: PostForm, who: Writer | None, writer: Writer) -> HttpResponse:
    if not form.is_valid():
        _add(form, rules.against_board(page, writer))
        return _again(page, request, form, who)
    try:
        post = posting.write(page, form.typed(language(), _doubts(form)), writer)
    except posting.Refused as wrong:
        _add(form, wrong.reasons)
        return _again(page, request, form, who, UNPROCESSABLE)
    except limits.TooOften as wrong:
        form.add_error(None, wrong.sentence)
        return _again(page, request, form, who, TOO_MANY)
    if who is not None:
        drafts.drop(who.user, page)
    return redirect(_address(page, request, post))


def _doubts(form: PostForm) -> tuple[str, ...]:
    data = form.cleaned_data
    return doubts(form.data, f"{data['title']}\n{data['body']}")


def _writer(form: PostForm, request: HttpRequest, who: Writer | None) -> Writer:
    """As far as it was typed: the form says what is missing."""
    data, address = form.data, address_of_reader(request)
    if who is None:
        return guest(
            data.get("name", ""), mail=data.get("mail", "").strip(), password=data.get("password", ""), address=address
        )
    return who if who.name else person(request, nickname=data.get("name", "")) or who


def _empty(page: BoardPage, request: HttpRequest, who: Writer | None) -> HttpResponse:
    draft = drafts.held(who.user, page) if who else None
    form = PostForm.fresh(page, who, drafts.words(draft) if draft else None)
    why = list(rules.against_board(page, who))
    context = {"draft": draft, "kept": request.GET.get("kept") == "1", "why": why}
    return _form(page, request, form, who, FORBIDDEN if why else 200, context)


def _again(
    page: BoardPage, request: HttpRequest, form: PostForm, who: Writer | None, status: int = UNPROCESSABLE
) -> HttpResponse:
    """What was typed, with what is wrong; a member's is kept as a draft as well."""
    if who is not None and form.data.get("body"):
        drafts.keep(who.user, page, form.storable())
    return _form(page, request, form.with_new_token(), who, status)


def _form(
    page: BoardPage,
    request: HttpRequest,
    form: PostForm,
    who: Writer | None,
    status: int = 200,
    context: dict[str, Any] | None = None,
    end: str = "write/",
) -> HttpResponse:
    title = _("Write a post") if end == "write/" else _("Change the post")
    shared = {
        "form": form,
        "who": who,
        "stands_as": shown_name(page, who) if who else "",
        "rules": rules_of(page),
        "bits": BITS,
    }
    return show(request, page, "write", title, end, {**shared, **(context or {})}, status=status)


def _address(page: BoardPage, request: HttpRequest, post: Post) -> str:
    """Where the post stands; guests whose post waits come in with its key."""
    here = f"{page.get_url(request)}{post.pk}/"
    is_hidden = post.state != PostState.PUBLIC and post.author_id is None
    return f"{here}?key={own_key(post)}" if is_hidden else here


def _add(form: Any, reasons: Any) -> None:
    """Beside what the fields say already."""
    said = {error for errors in form.errors.values() for error in errors}
    for reason in reasons:
        if reason not in said:
            form.add_error(None, reason)
