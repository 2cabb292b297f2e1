"""Objecting to a removal (이의신청): the author, signed in, by the key of the notice, or by the post's password."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import translation
from django.utils.translation import gettext as _

from cms.boards.addresses import board_in
from cms.boards.beside import rules_of
from cms.boards.forms import ObjectionForm
from cms.boards.models import BoardPage, Comment, Post
from cms.boards.views.commenting import comment_of
from cms.boards.views.frame import UNPROCESSABLE, language, person, post_of, show
from cms.boards.views.objected import as_it_stands
from cms.boards.views.proving import kind_of, prove
from cms.moderation.models import Tombstone
from cms.moderation.notices.keys import key_of, opens
from cms.moderation.selectors import tombstone_of
from cms.moderation.services import acting


def object_post(page: BoardPage, request: HttpRequest, pk: int, key: str = "") -> HttpResponse:
    """The form, and what is sent by it."""
    return _object(page, request, post_of(page, pk), f"{pk}/", key)


def object_comment(page: BoardPage, request: HttpRequest, pk: int, number: int, key: str = "") -> HttpResponse:
    """The same for a comment."""
    return _object(page, request, comment_of(page, pk, number), f"{pk}/comment/{number}/", key)


def _object(page: BoardPage, request: HttpRequest, row: Post | Comment, place: str, key: str) -> HttpResponse:
    """Whoever was told by mail need not be able to read the board any more: the key is enough. It brings its language
    along where the board has no page in it."""
    stone = tombstone_of(kind_of(row), row.pk)
    if stone is None:
        raise Http404
    told = _told_in(page, stone) if opens(stone.matter, key) else ""
    if not told:
        return _asked(page, request, row, place, key, stone)
    with translation.override(told):
        response = _asked(page, request, row, place, key, stone)
        if isinstance(response, TemplateResponse):
            response.render()  # in here: its words are looked up while it is made
        return response


def _told_in(page: BoardPage, stone: Tombstone) -> str:
    """The language of the notice; '' where its reader has a board of that language, or has chosen another one."""
    told = stone.matter.notices.order_by("-pk").values_list("language", flat=True).first()
    if page.is_translation or told not in dict(settings.LANGUAGES):
        return ""
    return told if board_in(page, told).pk == page.pk else ""


def _asked(
    page: BoardPage, request: HttpRequest, row: Post | Comment, place: str, key: str, stone: Tombstone
) -> HttpResponse:
    end = f"{place}object/{f'{key}/' if key else ''}"
    own_pass = ""
    if not opens(stone.matter, key):
        proof = prove(page, request, row, end)
        if isinstance(proof, HttpResponse):
            return proof
        own_pass = proof.own_pass
    back = f"{page.get_url(request)}{end}"
    if "words" not in request.POST and (there := as_it_stands(page, request, stone, end)) is not None:
        return there
    return _form(page, request, row, stone, end, back, own_pass)


def _form(
    page: BoardPage, request: HttpRequest, row: Post | Comment, stone: Tombstone, end: str, back: str, own_pass: str
) -> HttpResponse:
    about = f"{kind_of(row)}:{row.pk}"
    asks_mail, status = row.author_id is None and not row.guest_mail, 200
    form = ObjectionForm.fresh(about, asks_mail=asks_mail)
    if request.method == "POST" and "words" in request.POST:
        form, status = ObjectionForm(request.POST, about=about, asks_mail=asks_mail), UNPROCESSABLE
        if form.is_valid():
            try:
                _take(request, stone, form)
            except acting.Refused as wrong:
                form.add_error(None, list(wrong.reasons))
            else:
                there = as_it_stands(page, request, stone, end) if own_pass else None
                return there or redirect(back)
        form = form.with_new_token()
    context = {"form": form, "stone": stone, "rules": rules_of(page), "own_pass": own_pass}
    return show(request, page, "object", _("Object to the removal"), end, context, status=status)


def _take(request: HttpRequest, stone: Tombstone, form: ObjectionForm) -> None:
    """By whom it comes was found out before: members act as themselves, guests by the key of their matter."""
    who = person(request)
    author = who.user if who else None
    acting.object_to(
        stone.matter,
        words=form.cleaned_data["words"],
        author=author,
        mail=form.cleaned_data.get("mail", ""),
        language=language(),
        key=key_of(stone.matter),
    )
