"""Showing that a post or comment is one's own: members are signed in, guests type the password that they gave it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.contrib.auth.hashers import check_password
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from cms.boards.forms import PasswordForm
from cms.boards.models import BoardPage, Comment, Post
from cms.boards.models.posts import Contribution
from cms.boards.own import is_pass, pass_for
from cms.boards.people import Writer, guest, owns
from cms.boards.services.rules import not_your_objection, not_yours
from cms.boards.views.frame import FORBIDDEN, TOO_MANY, UNPROCESSABLE, address_of_reader, person, show
from cms.core.open_forms import token_for
from petitions.filing.limits import TooOften, begin

#: What a form has carried so far, and carries on while the password is asked for.
_CARRIED = ("title", "body", "seen")


@dataclass(frozen=True)
class Proven:
    """The author; and, for guests, the pass that their next form carries."""

    who: Writer
    own_pass: str = ""


def prove(page: BoardPage, request: HttpRequest, row: Post | Comment, end: str) -> Proven | HttpResponse:
    """The author of a post or comment, who stands at the address ``end`` below the board; else what is seen instead."""
    who = person(request)
    if who is not None and owns(row, who):
        return Proven(who)
    if who is None and row.author_id is not None and request.method == "POST":
        return _signed_out(page, request, end)
    if row.author_id is not None or not row.guest_password or who is not None:
        return _not_theirs(page, request, end)
    visitor = guest(row.author_name, mail=row.guest_mail or "", address=address_of_reader(request))
    kind = kind_of(row)
    said = request.POST.get("pass", "")
    if said and is_pass(kind, row.pk, said):
        return Proven(replace(visitor, proven=f"{kind}:{row.pk}"), said)
    return _ask(page, request, row, end, visitor)


def _not_theirs(page: BoardPage, request: HttpRequest, end: str) -> HttpResponse:
    """Whoever is not signed in may be the author all the same, and is shown the door."""
    asks = not request.user.is_authenticated
    title = _("Please show that you wrote it") if asks else _("This is not your post")
    words = not_your_objection() if "/object/" in f"/{end}/" else not_yours()
    return show(request, page, "not_there", title, end, {"words": words, "asks_to_sign_in": asks}, status=FORBIDDEN)


def kind_of(row: Contribution) -> str:
    """As the register names it."""
    return "boards.comment" if isinstance(row, Comment) else "boards.post"


def password_opens(row: Contribution, password: str, address: str) -> bool:
    """Whether it is the password. So many tries a post and an address.

    :raises TooOften: beyond that.
    """
    attempt = begin(kind_of(row), str(row.pk), address)
    if not check_password(password, row.guest_password):
        return False
    attempt.delete()
    return True


def _ask(
    page: BoardPage, request: HttpRequest, row: Post | Comment, end: str, visitor: Writer
) -> Proven | HttpResponse:
    kind, status = kind_of(row), 200
    about = f"{kind}:{row.pk}"
    form = PasswordForm(about=about, initial={"token": token_for(PasswordForm.purpose, about)})
    if request.method == "POST" and "password" in request.POST:
        form, status = PasswordForm(request.POST, about=about), UNPROCESSABLE
        if form.is_valid():
            try:
                if password_opens(row, form.cleaned_data["password"], address_of_reader(request)):
                    return Proven(replace(visitor, proven=about), pass_for(kind, row.pk))
                form.add_error("password", _("That is not the password of this post."))
            except TooOften as wrong:
                form.add_error(None, wrong.sentence)
                status = TOO_MANY
        form = form.with_new_token()
    context = {"form": form, "carried": carried(request)}
    return show(request, page, "password", _("Password of the post"), end, context, status=status)


def carried(request: HttpRequest) -> list[tuple[str, str]]:
    """What was typed in the form that asked for the password again: it is not lost on the way."""
    return [(name, request.POST[name].replace("\x00", "")) for name in _CARRIED if name in request.POST]


def _signed_out(page: BoardPage, request: HttpRequest, end: str) -> HttpResponse:
    """The session is over: what was typed stands there to be sent once more after signing in."""
    context = {"carried": carried(request)}
    title = _("You are no longer signed in")
    return show(request, page, "signed_out", title, end, context, status=UNPROCESSABLE)
