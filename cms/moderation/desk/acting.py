"""Doing something about one matter: the form of an act, a look at what will happen, the deed."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from cms.moderation.desk import besides, opening
from cms.moderation.desk.deeds import do
from cms.moderation.desk.fields import fields_of
from cms.moderation.desk.forms import DeskForm
from cms.moderation.desk.looking import look
from cms.moderation.desk.offering import LABELS, WAY, Offer, act_of, offer_of
from cms.moderation.desk.pages import after, done, form_page, too_late
from cms.moderation.models import CannedReason
from cms.moderation.services.who import By
from cms.ordinance.moderation import Act


@never_cache
@require_http_methods(["GET", "POST"])
def act_screen(request: HttpRequest, pk: int, act: str) -> HttpResponse:
    """The form; where it is sent, the deed, or the form again with every reason and all that was typed.

    :raises Http404: for a matter that is not theirs to open, and for what is no act.
    """
    if act in besides.SCREENS:
        return besides.SCREENS[act](request, pk)
    wanted = _act(act)
    it = opening.opened(opening.found(request, pk))
    offer = offer_of(it, wanted, request.user)
    if offer is None:
        return too_late(request, it, str(LABELS[wanted]))
    form = DeskForm(
        request.POST if request.method == "POST" else None,
        fields=fields_of(wanted, it.matter),
        version=it.matter.version,
    )
    if form.is_bound and form.is_valid() and _did(request, it, wanted, form):
        return redirect(*after(request, it))
    return _show(request, it, offer, form)


def _act(slug: str) -> Act:
    try:
        return act_of(slug)
    except ValueError:
        raise Http404 from None


def _did(request: HttpRequest, it: opening.Opened, act: Act, form: DeskForm) -> bool:
    by = By.officer(request.user, WAY)
    return done(request, it, form, lambda: do(act, it.matter, by, form.cleaned_data, form.version_seen))


def _show(request: HttpRequest, it: opening.Opened, offer: Offer, form: DeskForm) -> HttpResponse:
    context = {
        "offer": offer,
        "against": [] if form.errors else offer.reasons,
        "looked": look(it) if offer.act is Act.CARRY_OUT else None,
        "canned": list(CannedReason.objects.all()) if "explanation" in form.fields else [],
    }
    return form_page(request, it, str(offer.label), form, **context)
