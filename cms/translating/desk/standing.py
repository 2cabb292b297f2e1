"""How each page of a list stands in each language: its state, what is to do, who has it. A fixed number of queries."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from django.utils.functional import cached_property
from wagtail.models import Page, TaskState, WorkflowState
from wagtail_localize.models import Translation

from cms.core.dates import local_day
from cms.departments.models.approval import is_homepage_manager
from cms.departments.reach import reach_of
from cms.languages.models import SourceText, TranslatedPage, TranslationState
from cms.languages.upstream.locale_lookup import kept_locales
from cms.translating.desk import counting
from cms.translating.models import Assignment
from cms.translating.rights import is_outside, may_submit

#: Where the rows of a page are kept by the list.
ROWS = "in_languages"


@dataclass
class Standing:
    """One page in one language."""

    page: Page
    language: str
    row: TranslatedPage | None
    translation: Translation | None
    assignments: list[Assignment]
    review: TaskState | None
    words: int

    @property
    def state(self) -> str:
        """How far it is."""
        return self.row.state if self.row else TranslationState.MISSING

    @property
    def missing_label(self) -> str:
        """Its name."""
        return str(TranslationState.MISSING.label)

    @property
    def missing(self) -> bool:
        """Nobody has begun."""
        return self.translation is None and self.state == TranslationState.MISSING

    @property
    def since(self) -> dt.datetime | None:
        """Since when it is behind, or else since when it waits to be translated."""
        if self.row and self.row.behind_since:
            return self.row.behind_since
        waiting = self.translation is not None and not (self.row and self.row.public)
        return self.translation.created_at if self.translation is not None and waiting else None

    @property
    def days(self) -> int | None:
        """How old that is, in days."""
        return (timezone.localdate() - local_day(self.since)).days if self.since else None

    @property
    def out_of_step(self) -> bool:
        """Whether its pieces are of an earlier text than the one that it is behind."""
        if self.translation is None or self.row is None or self.row.behind_since is None:
            return False
        published = self.page.last_published_at
        return published is not None and self.translation.source.last_updated_at < published

    @property
    def people(self) -> str:
        """Whose work it is."""
        return ", ".join(str(each.person) for each in self.assignments)

    @property
    def due_on(self) -> dt.date | None:
        """The day agreed with them, or else the day by which it has to catch up."""
        agreed = [each.due_on for each in self.assignments if each.due_on]
        return min(agreed) if agreed else (self.row.due_on if self.row else None)

    @property
    def overdue(self) -> bool:
        """Past that day."""
        return self.due_on is not None and self.due_on < timezone.localdate()


class Reader:
    """What whoever looks at a list may open from it. Asked once a list."""

    def __init__(self, user: Any) -> None:
        self.user = user

    @cached_property
    def submits(self) -> bool:
        """Whether they give pages to translate."""
        return may_submit(self.user)

    def works_on(self, standing: Standing) -> bool:
        """Whether the translation is theirs to write; the work itself asks again."""
        if any(each.person_id == self.user.pk for each in standing.assignments):
            return True
        reach = reach_of(self.user)
        mine = kept_locales().get(standing.language) in reach.locales
        return not is_outside(reach) and (mine or is_homepage_manager(self.user))


def standings(pages: Collection[Page], languages: Iterable[str]) -> dict[tuple[int, str], Standing]:
    """By page and language. The pages carry their rows."""
    found = _Found(pages)
    made = {(page.pk, language): found.standing(page, language) for page in pages for language in languages}
    _count(made.values())
    return made


class _Found:
    """What is known of some pages, fetched at once."""

    def __init__(self, pages: Collection[Page]) -> None:
        self.rows = {(row.source_id, row.language): row for page in pages for row in getattr(page, ROWS)}
        self.translations = _translations(pages)
        self.assignments = assignments_of([each.pk for each in self.translations.values()])
        self.reviews = _reviews(pages)

    def standing(self, page: Page, language: str) -> Standing:
        row = self.rows.get((page.pk, language))
        translation = self.translations.get((page.pk, language))
        return Standing(
            page,
            language,
            row,
            translation,
            self.assignments[translation.pk] if translation else [],
            self.reviews.get((page.pk, language)),
            0,
        )


def _translations(pages: Collection[Page]) -> dict[tuple[int, str], Translation]:
    numbers = {page.translation_key: page.pk for page in pages}
    codes = {key: code for code, key in kept_locales().items()}
    found = Translation.objects.filter(enabled=True, source__object_id__in=numbers).select_related("source")
    return {(numbers[each.source.object_id], codes[each.target_locale_id]): each for each in found}


def assignments_of(translations: Collection[int]) -> dict[int, list[Assignment]]:
    """Those that last, by translation, with their people. One query."""
    found: dict[int, list[Assignment]] = defaultdict(list)
    for each in Assignment.objects.open().filter(translation__in=translations).select_related("person"):
        found[each.translation_id].append(each)
    return found


def _reviews(pages: Collection[Page]) -> dict[tuple[int, str], TaskState]:
    """What waits for a decision, by page and language. Two queries."""
    numbers = {page.translation_key: page.pk for page in pages}
    codes = {key: code for code, key in kept_locales().items()}
    there = Page.objects.filter(translation_key__in=numbers, alias_of=None).exclude(pk__in=numbers.values())
    places = {
        str(pk): (numbers[key], codes[locale])
        for pk, key, locale in there.values_list("pk", "translation_key", "locale_id")
    }
    waiting = WorkflowState.objects.filter(
        status=WorkflowState.STATUS_IN_PROGRESS,
        base_content_type=ContentType.objects.get_for_model(Page),
        object_id__in=places,
    )
    return {places[each.object_id]: each.current_task_state for each in waiting.select_related("current_task_state")}


def _count(made: Iterable[Standing]) -> None:
    """Note the words to do: of the pieces, of what changed since, or of the whole page."""
    begun = [each for each in made if each.translation]
    by_hand = [each for each in made if not each.translation and each.row and each.row.public]
    untouched = [each for each in made if not each.translation and not (each.row and each.row.public)]
    left = counting.left_in([each.translation.pk for each in begun if each.translation])
    behind = [each for each in by_hand if each.row and each.row.behind_since]
    _count_changes([*behind, *(each for each in begun if each.out_of_step)])
    for each in begun:
        there = left.get(each.translation.pk if each.translation else 0, counting.Left()).words
        each.words = max(each.words, there)
    whole = counting.whole({each.page.pk: each.page for each in untouched}.values())
    for each in untouched:
        each.words = whole.get(each.page.pk, counting.Left()).words


def _count_changes(behind: list[Standing]) -> None:
    words = changed_words([each.row for each in behind if each.row])
    for each in behind:
        each.words = words.get(each.row.pk if each.row else 0, 0)


def changed_words(rows: Collection[TranslatedPage]) -> dict[int, int]:
    """By the number of the row: words of the original that its public translation was not made from. One query."""
    texts = SourceText.objects.in_bulk({key for row in rows for key in (row.made_from_id, row.present_id) if key})
    words = {}
    for row in rows:
        row.made_from, row.present = texts.get(row.made_from_id or 0), texts.get(row.present_id or 0)
        words[row.pk] = counting.changed(row)
    return words
