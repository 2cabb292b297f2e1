"""The screen of a matter: the post beside the grounds, what speaks for each, its history, and what can be done now."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from cms.moderation.desk import opening, tabs
from cms.moderation.desk.beside import Ground, earlier_of, grounds_beside, proposals_of
from cms.moderation.desk.files import kept_whole, shown_files
from cms.moderation.desk.more import possible
from cms.moderation.desk.offering import Offer, offers
from cms.moderation.desk.queue import ICON, TITLE, name_of
from cms.moderation.desk.standing import standing_on
from cms.moderation.models import ModerationRegister
from cms.moderation.selectors import active_block
from cms.ordinance.removal import Opinion
from cms.pages.working_days import calendar

UNPROCESSABLE = 422
MOST_REMARKS = 50


@never_cache
@require_safe
def matter_screen(request: HttpRequest, pk: int) -> HttpResponse:
    """One matter. Acts have a form of their own.

    :raises Http404: for one that is not theirs to open.
    """
    it = opening.opened(opening.found(request, pk))
    with transaction.atomic():
        opening.note(request, it)
        context = {**matter_context(it, request.user), "whole": kept_whole(request, it.matter)}
        return TemplateResponse(request, "moderation/desk/matter.html", context).render()


def matter_context(it: opening.Opened, user: Any) -> dict[str, Any]:
    """What the screen shows."""
    offered = offers(it, user)
    history = list(ModerationRegister.objects.filter(matter=it.matter.pk).order_by("number"))
    return {
        **beside(it),
        "offers": [each for each in offered if not each.reasons],
        "not_now": [each for each in offered if each.reasons],
        "keys": keys_of(offered),
        "history": history,
        "reports": list(it.matter.reports.select_related("reporter")),
        "objections": list(it.matter.objections.select_related("decided_by")),
        "evidence": list(it.matter.evidence.defer("whole")),
        "notices": list(it.matter.notices.all()),
        "stone": getattr(it.matter, "tombstone", None),
        "blocked": active_block(it.matter.account),
        "besides": possible(it, user),
        **chrome(_("Matter %(number)s") % {"number": it.matter.pk}),
    }


def beside(it: opening.Opened) -> dict[str, Any]:
    """What stands beside every form of an act as well: the post, the grounds, what rules and readers say."""
    matter = it.matter
    grounds: list[Ground] = grounds_beside(matter)
    remarks = it.subject.whole(it.row).remarks if it.row is not None else ()
    return {
        "matter": matter,
        "post": it.described,
        "files": shown_files(it),
        "remarks": remarks[:MOST_REMARKS],
        "more_remarks": max(0, len(remarks) - MOST_REMARKS),
        "grounds": grounds,
        "proposals": proposals_of(matter, grounds),
        "earlier": earlier_of(matter),
        "referrals": [(row, _opinion(row.opinion)) for row in matter.referrals.all()],
        "standing": standing_on(matter.due, timezone.now(), calendar()),  # type: ignore[attr-defined]
    }


def _opinion(value: str) -> str:
    return _(str(Opinion(value).word)) if value else ""


def keys_of(offered: list[Offer]) -> list[tuple[str, Any]]:
    """The single keys of a screen with what they do."""
    return [(each.key, each.label) for each in offered if not each.reasons]


def chrome(title: str, *doors: tuple[str, str], icon: str = ICON) -> dict[str, Any]:
    """The head of a screen: its title and the way that leads there."""
    way = [(reverse("wagtailadmin_home"), _("Home")), (reverse(name_of(tabs.ALL)), TITLE), *doors]
    items = [{"url": url, "label": label} for url, label in [*way, ("", title)]]
    return {"page_title": title, "header_title": title, "header_icon": icon, "breadcrumbs_items": items}
