"""Where the author of a post says whether it may become a petition: members sign in, guests come by a key."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from cms.boards.addresses import post_url
from cms.boards.handling import Refused, not_at_hand
from cms.boards.keys import consent_path, language_of, opens
from cms.boards.models import OfferState, PetitionOffer
from cms.boards.petitioning import Consent, accept, decline
from cms.boards.subjects import mail_of, shown_files
from cms.core.open_forms import TooMany, token_for
from cms.core.typed import whole_number
from cms.members.selectors import member_of
from cms.ordinance.case_numbers import shown
from petitions.dialogue.forms import AskForm
from petitions.filing.keys import path_of
from petitions.filing.private import TOO_MANY, UNPROCESSABLE, posted, private
from petitions.models import Kind, PetitionSetting
from petitions.models.kinds import MEANINGS
from petitions.services.acting import Refused as FilingRefused


class ConsentForm(AskForm):
    """Who the petitioner is, and how they are told; title and text are the post's."""

    purpose = "boards.petition"
    title = None  # type: ignore[assignment]
    body = None  # type: ignore[assignment]
    consent = forms.BooleanField(
        label=_("I agree that my post is received as a petition and that what I wrote here is used for it. (required)"),
        error_messages={"required": _("Without your agreement it stays a post.")},
    )


@private
def door(request: HttpRequest, pk: int) -> HttpResponse:
    """For members: signed in, they are led to the question about their own post. Everybody else finds nothing."""
    offer = _latest(pk)
    if not request.user.is_authenticated:
        return redirect_to_login(request.path)
    if offer.post.author_id != request.user.pk:
        raise Http404
    return redirect(consent_path(offer))


@private
def question(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    """What is asked, the post as it would be received, and the answer of its author."""
    offer = _latest(pk)
    if not opens(offer, key):
        raise Http404
    if refused := _not_the_author(request, offer):
        return refused
    if get_language() != language_of(offer.post):
        return redirect(consent_path(offer))
    if request.method == "POST" and offer.state == OfferState.OPEN:
        return _answered(request, offer)
    return _show(request, offer, _empty(request, offer))


def _latest(pk: int) -> PetitionOffer:
    """The last question about a post that was not taken back. Raises Http404."""
    rows = PetitionOffer.objects.select_related("post__board__department", "post__case", "post__author", "department")
    rows = rows.filter(post=pk).exclude(state=OfferState.TAKEN_BACK).order_by("-pk")[:1]
    return get_object_or_404(rows)


def _not_the_author(request: HttpRequest, offer: PetitionOffer) -> HttpResponse | None:
    """A member's question is answered by the member alone: the key is no way round signing in."""
    author = offer.post.author_id
    if author is None or author == request.user.pk:
        return None
    if not request.user.is_authenticated:
        return redirect_to_login(request.path)
    raise Http404


def _answered(request: HttpRequest, offer: PetitionOffer) -> HttpResponse:
    data = posted(request)
    form = ConsentForm(data, about=_about(offer))
    if form.sent_by_program:
        return redirect(request.path)
    try:
        if data.get("do") == "decline":
            decline(offer)
            return redirect(request.path)
        if not form.is_valid():
            return _show(request, offer, form.with_new_token(), UNPROCESSABLE)
        case = accept(offer, _consent(form, data), address=request.META.get("REMOTE_ADDR", ""))
    except (Refused, FilingRefused, TooMany) as refused:
        for reason in getattr(refused, "reasons", (str(refused),)):
            form.add_error(None, reason)
        status = TOO_MANY if isinstance(refused, TooMany) else UNPROCESSABLE
        return _show(request, _latest(offer.post_id), form.with_new_token(), status)
    return redirect(path_of(case, receipt=True))


def _consent(form: ConsentForm, data: Any) -> Consent:
    given = {name: form.cleaned_data[name] for name in ("name", "email", "telephone")}
    return Consent(**given, version=whole_number(data.get("version", "")) or 0)


def _empty(request: HttpRequest, offer: PetitionOffer) -> ConsentForm:
    """Who is known need not write it again."""
    member = member_of(request.user) if request.user.is_authenticated else None
    initial = {
        "token": token_for(ConsentForm.purpose, _about(offer)),
        "name": (member.verified_name if member and member.is_verified else "") or "",
        "email": mail_of(offer.post),
        "telephone": (member.telephone if member else "") or "",
    }
    return ConsentForm(about=_about(offer), initial=initial)


def _show(request: HttpRequest, offer: PetitionOffer, form: ConsentForm, status: int = 200) -> HttpResponse:
    post = offer.post
    context = {
        "offer": offer,
        "post": post,
        "form": form,
        "files": [each.file.name for each in shown_files(post)],
        "kind": Kind(offer.kind).label,
        "meaning": MEANINGS[Kind(offer.kind)],
        "is_open": offer.state == OfferState.OPEN and not list(not_at_hand(post)),
        "number": shown(post.case.number) if post.case else "",
        "case_url": path_of(post.case) if post.case else "",
        "post_url": post_url(post, get_language() or settings.LANGUAGE_CODE),
        "keep_years": PetitionSetting.current().keep_years,
    }
    return render(request, "boards/desk/petition.html", context, status=status)


def _about(offer: PetitionOffer) -> str:
    return f"offer {offer.pk}"
