"""What the rows of a page list need besides the pages: asked for all of them together, whatever their number.

Wagtail asks for the decision that a page waits for, and wagtail-localize for its translations, row by row.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.widgets.button import Button
from wagtail.models import Locale, Page
from wagtail_localize import wagtail_hooks as localize
from wagtail_localize.models import Translation, TranslationSource

from cms.departments.models import DecisionTask
from cms.departments.page_permissions import look_below

_MAY_TRANSLATE = "wagtail_localize.submit_translation"
_BUTTONS = "register_page_listing_more_buttons"
_TRANSLATING = "_translating"  # on a page of a list


@dataclass(frozen=True)
class Translating:
    """Whether a page can be translated into another language, and the source that its translations follow."""

    lacking: bool
    source: int | None


def complete(pages: Collection[Page], user: Any) -> None:
    """Hang on each page what its row asks for. At most seven queries."""
    _complete_decisions(pages)
    if hidden := [page for page in pages if page.numchild and not page.live]:
        look_below(hidden, user)
    if user.has_perm(_MAY_TRANSLATE):
        _complete_translations(pages)


def take_over_translation_buttons() -> None:
    """In lists, ours instead of wagtail-localize's, which ask for every row. Raises ValueError once theirs are gone."""
    hooks.TemporaryHook([(_BUTTONS, localize.page_listing_more_buttons)], 0).__exit__(None, None, None)
    hooks.register(_BUTTONS, translation_buttons)


def translation_buttons(page: Page, user: Any, next_url: str | None = None) -> Iterator[Button]:
    """“Translate” and “Sync”, as wagtail-localize offers them."""
    known: Translating | None = getattr(page, _TRANSLATING, None)
    if known is None:
        yield from localize.page_listing_more_buttons(page, user, next_url=next_url)
        return
    if known.lacking:
        address = reverse("wagtail_localize:submit_page_translation", args=[page.alias_of_id or page.pk])
        yield Button(_("Translate this page"), address, priority=60, icon_name="wagtail-localize-language")
    if known.source:
        address = reverse("wagtail_localize:update_translations", args=[known.source])
        address += "?" + urlencode({"next": next_url}) if next_url else ""
        yield Button(_("Sync translated pages"), address, priority=60, icon_name="resubmit")


def _complete_decisions(pages: Collection[Page]) -> None:
    """The states that ``prefetch_workflow_states`` fetched, as what they are, with their task and its version."""
    waiting = [state for page in pages for state in getattr(page, "_current_workflow_states", ())]
    keys = [state.current_task_state_id for state in waiting if state.current_task_state_id]
    for kind in DecisionTask.__subclasses__():
        decisions = kind.task_state_class.objects.select_related("revision", "department__head")
        found = decisions.defer("revision__content").in_bulk(keys)
        tasks = kind.objects.in_bulk({decision.task_id for decision in found.values()}) if found else {}
        for state in waiting:
            if decision := found.get(state.current_task_state_id):
                decision.task, decision.workflow_state = tasks[decision.task_id], state
                state.current_task_state = decision


def _complete_translations(pages: Collection[Page]) -> None:
    keys = {page.translation_key for page in pages}
    offered = set(Locale.objects.values_list("pk", flat=True))
    there: dict[UUID, set[int]] = defaultdict(set)
    own = Page.objects.filter(translation_key__in=keys, alias_of=None).order_by()
    for key, locale in own.values_list("translation_key", "locale_id"):
        there[key].add(locale)
    followed = Translation.objects.filter(source=OuterRef("pk"), enabled=True)
    sources = TranslationSource.objects.filter(Exists(followed), object_id__in=keys).order_by()
    by_place = {(key, locale): pk for pk, key, locale in sources.values_list("pk", "object_id", "locale_id")}
    for page in pages:
        lacking = bool(offered - there[page.translation_key])
        source = by_place.get((page.translation_key, page.locale_id))
        setattr(page, _TRANSLATING, Translating(lacking, source))
