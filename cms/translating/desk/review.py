"""The review screen: what was handed in beside its original, for whoever decides on it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages
from wagtail.models import Page

from cms.languages.desk.comparing import Difference, differences
from cms.languages.sources import source_of
from cms.languages.texts import segments_of
from cms.publication import acting
from cms.publication.reasons import PublicationRefused
from cms.translating.desk import marks, places
from cms.translating.managed import translation_of
from cms.translating.models import TranslationReview
from cms.translating.pieces import Piece, pieces_of
from cms.translating.services import reviewing

APPROVE, RETURN = "approve", "return"


class ReviewForm(forms.Form):
    """The decision, with words where it is given back."""

    action = forms.ChoiceField(choices=[(APPROVE, APPROVE), (RETURN, RETURN)])
    comment = forms.CharField(
        label=gettext_lazy("Words for the translator"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("Needed when you give it back: say what should change."),
    )


@dataclass
class Hint:
    """One thing to look at, with its tick."""

    name: str
    sentence: str
    ticked: bool = False
    lacking: bool = False


@dataclass
class Read:
    """A piece as the reviewer reads it."""

    piece: Piece
    author: str
    hints: list[Hint] = field(default_factory=list)

    @property
    def source(self) -> Any:
        """The original."""
        return marks.shown(self.piece.source)

    @property
    def text(self) -> Any:
        """The translation."""
        return marks.shown(self.piece.text)


@require_http_methods(["GET", "POST"])
def review(request: HttpRequest, state_id: int) -> HttpResponse:
    """Show what waits, and take the decision. There is nothing here for who has no part in it (404)."""
    state = get_object_or_404(TranslationReview.objects.select_related("workflow_state", "revision"), pk=state_id)
    if state.status != state.STATUS_IN_PROGRESS:
        return _decided(request, state)
    if not state.can_be_decided_by(request.user):
        raise (
            PermissionDenied(_("Another person must review it: nobody reviews what they wrote."))
            if state.is_own(request.user)
            else Http404
        )
    page = state.revision.as_object()
    read = _read(page, request)
    form = ReviewForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _take(request, state, form, read):
        return redirect("translating_mine")
    return TemplateResponse(request, "translating/desk/review.html", _context(state, page, read, form))


def _decided(request: HttpRequest, state: TranslationReview) -> HttpResponse:
    messages.warning(request, _("This was decided already."))
    return redirect("wagtailadmin_home")


def _take(request: HttpRequest, state: TranslationReview, form: ReviewForm, read: list[Read]) -> bool:
    """Carry the decision out; False with every reason on the form where it cannot be."""
    comment = form.cleaned_data["comment"].strip()
    try:
        if form.cleaned_data["action"] == RETURN:
            reviewing.return_(state, request.user, comment=comment)
            messages.success(request, _("It was given back to its translators."))
            return True
        if not _all_ticked(read, form):
            return False
        reviewing.approve(state, request.user, confirmed=True, comment=comment)
    except PublicationRefused as refused:
        _explain(request, state, form, refused)
        return False
    except (ValidationError, PermissionDenied) as refused:
        field = "comment" if getattr(refused, "code", "") == "comment" else None
        for sentence in getattr(refused, "messages", [str(refused)]):
            form.add_error(field, sentence)
        return False
    messages.success(request, _("The translation is published."))
    return True


def _explain(request: HttpRequest, state: TranslationReview, form: ReviewForm, refused: PublicationRefused) -> None:
    """Beside the form; what a person may answer for has a screen of its own, to which the desk leads."""
    for sentence in refused.sentences:
        form.add_error(None, sentence)
    if not any(reason.found for reason in refused.reasons):
        acting.present().refusals.clear()


def _all_ticked(read: list[Read], form: ReviewForm) -> bool:
    lacking = [hint for each in read for hint in each.hints if not hint.ticked]
    for hint in lacking:
        hint.lacking = True
    if lacking:
        form.add_error(None, _("Tick each hint when you have looked at it, or give the translation back."))
    return not lacking


def _read(page: Page, request: HttpRequest) -> list[Read]:
    """The pieces with their authors; none for a page that was written by hand."""
    translation = translation_of(page)
    pieces = pieces_of(translation) if translation else []
    people = get_user_model().objects.in_bulk({piece.author for piece in pieces if piece.author})
    return [
        Read(
            piece,
            str(people.get(piece.author) or ""),
            [_hint(piece, at, said, request) for at, said in enumerate(piece.hints)],
        )
        for piece in pieces
    ]


def _hint(piece: Piece, at: int, sentence: str, request: HttpRequest) -> Hint:
    """The tick holds for this hint on these words: for another hint it must be set anew."""
    name = f"hint-{piece.number}-{at}-{marks.stamp(piece.text + sentence)}"
    return Hint(name, sentence, name in request.POST)


def _context(state: TranslationReview, page: Page, read: list[Read], form: ReviewForm) -> dict[str, Any]:
    translation = translation_of(page)
    language = page.locale.language_code
    named = places.names(type(page), [each.piece for each in read])
    people = get_user_model().objects.filter(pk__in=state.authors).order_by("display_name", "username")
    return {
        "state": state,
        "page": page,
        "translation": translation,
        "original": source_of(page),
        "language": language,
        "language_name": dict(settings.LANGUAGES)[language],
        "sections": [
            (name, [each for each in read if places.field_of(each.piece) == at]) for at, name in named.items()
        ],
        "whole": [] if read else _side_by_side(page),
        "hints": sum(len(each.hints) for each in read),
        "authors": [str(person) for person in people],
        "public": _against_public(page),
        "form": form,
    }


def _against_public(page: Page) -> list[Difference]:
    """What differs from the version that readers have; nothing where they have none."""
    live = Page.objects.get(pk=page.pk)
    if not live.live or live.alias_of_id:
        return []
    return differences(
        *([(place, text.strip()) for place, text in segments_of(each)] for each in (live.specific, page))
    )


def _side_by_side(page: Page) -> list[tuple[str, str]]:
    """Both texts of a page that was written by hand, as far as they run side by side."""
    original = source_of(page)
    texts = [text for _place, text in segments_of(page)]
    source = [text for _place, text in segments_of(original)] if original else []
    longest = max(len(texts), len(source))
    return [("".join(source[at : at + 1]), "".join(texts[at : at + 1])) for at in range(longest)]
