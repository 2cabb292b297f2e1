"""My translations: what is assigned to somebody or in their languages, and what waits for their review."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.paginator import Paginator
from django.db.models import Exists, F, Min, OuterRef, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.models import Page, TaskState, WorkflowState
from wagtail_localize.models import Translation

from cms.departments.reach import reach_of
from cms.languages.models import TranslatedPage
from cms.translating.desk.counting import Left, left_in
from cms.translating.desk.standing import assignments_of, changed_words
from cms.translating.models import Assignment, TranslationReview
from cms.translating.rights import is_outside, translations_for
from cms.translating.unfinished import unfinished

ROWS = 30


@dataclass
class Row:
    """One translation on the list."""

    translation: Translation
    language: str
    left: Left
    assignments: list[Assignment]
    state: TaskState | None
    user: Any
    settled: bool = False  # what is public was written or read by a person
    changed: int = 0  # words of the original that its pieces do not have yet

    @property
    def words_left(self) -> int:
        """Korean words to do."""
        return max(self.left.words, self.changed)

    @property
    def title(self) -> str:
        """The original's."""
        return str(self.translation.source.object_repr)

    @property
    def done(self) -> int:
        """Pieces that are."""
        return self.left.pieces - self.left.left

    @property
    def assignment(self) -> Assignment | None:
        """What was agreed with whoever looks."""
        return next((each for each in self.assignments if each.person_id == self.user.pk), None)

    @property
    def others(self) -> list[Any]:
        """Who else has it."""
        return [each.person for each in self.assignments if each.person_id != self.user.pk]

    @property
    def due_on(self) -> dt.date | None:
        """The day agreed."""
        return self.assignment.due_on if self.assignment else None

    @property
    def overdue(self) -> bool:
        """Past it."""
        return bool(self.assignment and self.assignment.is_overdue(timezone.localdate()))

    @property
    def in_review(self) -> bool:
        """Handed in."""
        return self.state is not None and self.state.status == TaskState.STATUS_IN_PROGRESS

    @property
    def returned(self) -> bool:
        """Handed in and given back."""
        return self.state is not None and self.state.status == TaskState.STATUS_REJECTED

    @property
    def words(self) -> str:
        """In which words it was given back."""
        return self.state.get_comment() if self.returned and self.state else ""

    @property
    def named(self) -> str:
        """How far it is."""
        if self.in_review:
            return _("in review")
        if self.returned:
            return _("returned")
        if self.changed:
            return _("the original was changed")
        if not self.left.left:
            return _("published") if self.settled else _("to be handed in")
        return _("in translation") if self.done else _("not begun")


def mine(user: Any) -> QuerySet[Translation]:
    """What is assigned to them, and in their languages what is not finished; the days agreed first."""
    assigned = Assignment.objects.open().filter(translation=OuterRef("pk"), person=user)
    reach = reach_of(user)
    theirs = Q(Exists(assigned))
    if not is_outside(reach):
        theirs |= unfinished() & Q(target_locale_id__in=reach.locales)
    own = Min("assignments__due_on", filter=Q(assignments__person=user, assignments__ended_at=None))
    found = translations_for(user).filter(theirs).select_related("source", "target_locale").annotate(agreed=own)
    return found.order_by(F("agreed").asc(nulls_last=True), "created_at", "pk")


def rows(translations: Collection[Translation], user: Any) -> list[Row]:
    """With what a list shows of each. Six queries."""
    numbers = [each.pk for each in translations]
    left, people, states = left_in(numbers), assignments_of(numbers), _states(translations)
    names, known = dict(settings.LANGUAGES), _known(translations)
    changed = changed_words([row for row, one in known.values() if _out_of_step(row, one)])
    return [
        Row(
            each,
            names[each.target_locale.language_code],
            left.get(each.pk, Left()),
            people[each.pk],
            states.get((each.source.object_id, each.target_locale_id)),
            user,
            *_standing(known.get(each.pk), changed),
        )
        for each in translations
    ]


def _known(translations: Collection[Translation]) -> dict[int, tuple[TranslatedPage, Translation]]:
    """How each stands with its original, by its number."""
    wanted = {(each.source.object_id, each.target_locale.language_code): each for each in translations}
    found = TranslatedPage.objects.filter(source__translation_key__in=[key for key, _code in wanted])
    places = ((row, wanted.get((row.source.translation_key, row.language))) for row in found.select_related("source"))
    return {one.pk: (row, one) for row, one in places if one}


def _out_of_step(row: TranslatedPage, translation: Translation) -> bool:
    published = row.source.last_published_at
    behind = row.behind_since is not None and published is not None
    return behind and translation.source.last_updated_at < published


def _standing(known: tuple[TranslatedPage, Translation] | None, changed: dict[int, int]) -> tuple[bool, int]:
    """Whether it needs nobody, and how many words of its original changed since its pieces were taken."""
    if not known:
        return False, 0
    row = known[0]
    return row.public and not (row.machine and row.reviewed_at is None), changed.get(row.pk, 0)


def _states(translations: Collection[Translation]) -> dict[tuple[Any, int], TaskState]:
    """What became of the translated page when it was handed in last, by translation key and locale."""
    pages = Page.objects.filter(
        translation_key__in=[each.source.object_id for each in translations],
        locale_id__in={each.target_locale_id for each in translations},
    )
    places = {str(pk): (key, locale) for pk, key, locale in pages.values_list("pk", "translation_key", "locale_id")}
    open_ = (WorkflowState.STATUS_IN_PROGRESS, WorkflowState.STATUS_NEEDS_CHANGES)
    found = WorkflowState.objects.filter(
        status__in=open_, base_content_type=ContentType.objects.get_for_model(Page), object_id__in=places
    )
    waiting = found.select_related("current_task_state")
    return {places[each.object_id]: each.current_task_state for each in waiting if each.current_task_state}


@dataclass
class Waiting:
    """One version that waits for a review."""

    state: TranslationReview
    code: str
    language: str
    title: str


def reviews(user: Any) -> QuerySet[TranslationReview]:
    """What this person may review, the longest waiting first."""
    found = TranslationReview.objects.awaiting(user)
    return found.select_related("workflow_state__requested_by", "revision", "locale").order_by("started_at", "pk")


def waiting(states: Collection[TranslationReview]) -> list[Waiting]:
    """As a list shows them. One query."""
    pages = Page.objects.in_bulk({int(state.revision.object_id) for state in states})
    names = dict(settings.LANGUAGES)
    made = []
    for state in states:
        page, code = pages.get(int(state.revision.object_id)), state.locale.language_code if state.locale else ""
        made.append(Waiting(state, code, names.get(code, code), page.draft_title or page.title if page else "–"))
    return made


@require_safe
def my_translations(request: HttpRequest) -> HttpResponse:
    """The list. It is empty for who translates nothing."""
    page = Paginator(mine(request.user), ROWS).get_page(request.GET.get("p"))
    context = {
        "page_obj": page,
        "rows": rows(list(page), request.user),
        "reviews": waiting(list(reviews(request.user)[:ROWS])),
    }
    return TemplateResponse(request, "translating/desk/mine.html", context)
