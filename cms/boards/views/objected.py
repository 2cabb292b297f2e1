"""What an author meets who comes back by the objection's address: where their objection stands, and what remains."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.boards.beside import rules_of
from cms.boards.models import BoardPage
from cms.boards.views.frame import show
from cms.core.dates import long_date
from cms.moderation.models import ModerationRegister, Objection, Tombstone
from cms.moderation.notices.words import remedies
from cms.moderation.services.facts import objection_until
from cms.moderation.terms import terms


def as_it_stands(page: BoardPage, request: HttpRequest, stone: Tombstone, end: str) -> HttpResponse | None:
    """The objection under way, how it was decided, or that its time is over; None while the author may still object."""
    objection = stone.matter.objections.order_by("-pk").first()
    if objection is not None and objection.decided_at is None:
        return _received(page, request, objection, end)
    if objection is not None:
        return _decided(page, request, stone, objection, end)
    removed = ModerationRegister.objects.get(number=stone.register_number)
    until = objection_until(removed, terms())
    return _late(page, request, stone, long_date(until), end) if timezone.localdate() > until else None


def _received(page: BoardPage, request: HttpRequest, objection: Objection, end: str) -> HttpResponse:
    context = {"day": long_date(objection.due_on)}
    return show(request, page, "objected", _("Your objection was received"), end, context)


def _decided(page: BoardPage, request: HttpRequest, stone: Tombstone, objection: Objection, end: str) -> HttpResponse:
    """One that was granted has no tombstone any more: what meets its author is the post."""
    context = {"stone": stone, "rules": rules_of(page), "objection": objection, "remedies": remedies()}
    return show(request, page, "objection_over", _("Your objection was refused"), end, context)


def _late(page: BoardPage, request: HttpRequest, stone: Tombstone, until: str, end: str) -> HttpResponse:
    context = {"stone": stone, "rules": rules_of(page), "until": until, "remedies": remedies()}
    return show(request, page, "objection_over", _("The time to object is over"), end, context)
