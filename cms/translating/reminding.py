"""Who hears of translations that are theirs to write or to review: in the day's one message.

Told of an assignment once, three working days before the day agreed, on it, and then every week; of one that was given
back once; of one that waits for its review on the first day and then every week.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Page, TaskState, WorkflowState
from wagtail_localize.models import Translation

from cms.core.dates import local_day
from cms.departments.models import Role
from cms.ordinance.calendar import Calendar
from cms.ordinance.freshness import warned_until, working_days
from cms.pages.services.hearers import FALLBACK, People
from cms.pages.services.voices import Line, Part, told_in_digest
from cms.translating.managed import translation_of
from cms.translating.models import Assignment, TranslationReview
from cms.translating.rights import may_translate
from cms.translating.unfinished import unfinished
from tenants.addresses import desk_address

#: Working days before the day agreed, and between two tellings after it.
WARN, WEEK = 3, 5
GIVEN, SOON, OVER = 0, 1, 2  # steps; every week after OVER is one more
_NO_DAY = dt.date.max


@dataclass(frozen=True)
class Work:
    """One translation that waits for somebody: ``people`` first, homepage management where none of them can be told.

    ``since``: the day on which it came to them; ``due_on``: the day agreed, if any.
    """

    said: str
    title: str
    language: str
    address: str
    since: dt.date
    due_on: dt.date | None
    weekly: bool
    people: tuple[int, ...]
    words: str = ""


@told_in_digest
class TranslationWork:
    """A matter is a :class:`Work`; its round ends when it is handed in, reviewed, or taken back."""

    kind = "translation work"

    def pressing(self, day: dt.date, keys: Collection[str] | None = None) -> Mapping[str, Work]:
        """What is assigned, given back, or waits for a review."""
        found = {**dict(_assigned()), **dict(_decided())}
        return {key: work for key, work in found.items() if keys is None or key in keys}

    def last_day(self, matter: Work) -> dt.date:
        """The day agreed; where there is none, nothing is ever late."""
        return matter.due_on or _NO_DAY

    def steps(self, matter: Work, day: dt.date, known: Calendar) -> Iterable[int]:
        """The first telling; then by the day agreed, or by the weeks that it has waited. Of weeks the last alone."""
        reached = [GIVEN]
        if matter.due_on and matter.due_on <= warned_until(day, WARN, known):
            reached.append(SOON)
        counted = matter.due_on or (matter.since if matter.weekly else None)
        if counted and day >= counted:
            weeks = working_days(counted, day, known) // WEEK
            if matter.due_on or weeks:
                reached.append(OVER + weeks)
        return reached

    def hearers(self, matter: Work, step: int, people: People, without: Collection[int] = ()) -> dict[int, str]:
        """Whose it is; where none of them can be reached, homepage management, then who runs the system."""
        for audience, persons in (
            ("theirs", matter.people),
            (FALLBACK, people.management),
            (FALLBACK, people.system),
        ):
            reachable = [one for one in persons if one in people.addresses and one not in {*without, *people.refused}]
            if reachable:
                return dict.fromkeys(reachable, audience)
        return {}

    def part(self, lines: list[Line]) -> Part:
        """Names page, language, what is to be done and by when, with a link to the desk."""
        headline = ngettext("%(count)d translation for you", "%(count)d translations for you", len(lines))
        return Part(
            headline % {"count": len(lines)},
            "translating/mail/work.txt",
            "translating/mail/work.html",
            [_line(line) for line in lines],
        )


def _assigned() -> Iterator[tuple[str, Work]]:
    """What was given to somebody and is not finished nor handed in. A new day is a new round."""
    rows = Assignment.objects.open().filter(translation__enabled=True, person__is_active=True)
    rows = rows.filter(translation__in=Translation.objects.filter(unfinished()))
    handed_in = set(_pages_in(WorkflowState.STATUS_IN_PROGRESS))
    for row in rows.select_related("translation__source", "translation__target_locale", "person"):
        translation = row.translation
        if (translation.source.object_id, translation.target_locale_id) in handed_in:
            continue
        yield (
            f"assigned {row.pk} {row.due_on or ''}".strip(),
            Work(
                "assigned",
                translation.source.object_repr,
                translation.target_locale.language_code,
                reverse("translating_work", args=[translation.pk]),
                local_day(row.assigned_at),
                row.due_on,
                False,
                _who_may([row.person], translation),
                row.note,
            ),
        )


def _decided() -> Iterator[tuple[str, Work]]:
    """What waits for a review, and what was given back."""
    open_ = [WorkflowState.STATUS_IN_PROGRESS, WorkflowState.STATUS_NEEDS_CHANGES]
    states = TranslationReview.objects.filter(
        workflow_state__status__in=open_, workflow_state__current_task_state=F("pk")
    )
    for state in states.select_related("workflow_state", "revision", "locale", "department").order_by("pk"):
        translation = translation_of(state.revision.as_object())
        if state.status == TaskState.STATUS_IN_PROGRESS:
            yield f"review {state.pk}", _waiting(state, translation)
        elif state.status == TaskState.STATUS_REJECTED and translation is not None:
            yield f"returned {state.pk}", _returned(state, translation)


def _waiting(state: TranslationReview, translation: Translation | None) -> Work:
    reviewers = [person.pk for person in _reviewers(state) if state.can_be_decided_by(person)]
    return Work(
        "review",
        translation.source.object_repr if translation else state.revision.object_str,
        state.locale.language_code if state.locale else settings.LANGUAGE_CODE,
        reverse("translating_review", args=[state.pk]),
        local_day(state.started_at),
        None,
        True,
        tuple(reviewers),
    )


def _returned(state: TranslationReview, translation: Translation) -> Work:
    assigned = Q(assignments__translation=translation, assignments__ended_at=None)
    people = get_user_model().objects.filter(assigned | Q(pk=state.workflow_state.requested_by_id)).distinct()
    return Work(
        "returned",
        translation.source.object_repr,
        translation.target_locale.language_code,
        reverse("translating_work", args=[translation.pk]),
        local_day(state.finished_at or state.started_at),
        None,
        False,
        _who_may(people.order_by("pk"), translation),
        state.comment,
    )


def _who_may(people: Iterable[Any], translation: Translation) -> tuple[int, ...]:
    """Without those whose contract is over or who have left: the desk is closed to them."""
    return tuple(person.pk for person in people if may_translate(person, translation))


def _reviewers(state: TranslationReview) -> Iterable[Any]:
    """Translators of the language and the head of the department; who of them may, the state says."""
    language = state.locale.language_code if state.locale else ""
    head = state.department.head_id if state.department else None
    translators = Q(groups__role_group__role=Role.TRANSLATOR, translator_languages__language=language)
    return get_user_model().objects.filter(translators | Q(pk=head), is_active=True).distinct().order_by("pk")


def _pages_in(status: str) -> Iterator[tuple[Any, int]]:
    """Translation key and locale of pages whose review is in this state."""
    states = TranslationReview.objects.filter(workflow_state__status=status).values_list(
        "workflow_state__object_id", flat=True
    )
    numbers = [int(number) for number in states]
    yield from Page.objects.filter(pk__in=numbers).values_list("translation_key", "locale_id")


def _line(line: Line) -> dict[str, Any]:
    work: Work = line.matter
    said = {
        "assigned": _("to be translated"),
        "returned": _("given back: to be mended"),
        "review": _("waits for your review"),
    }
    return {
        "said": said[work.said],
        "title": work.title,
        "language": dict(settings.LANGUAGES).get(work.language, work.language),
        "words": work.words,
        "due_on": work.due_on,
        "late": line.late,
        "in_place": line.in_place,
        "url": f"{desk_address()}{work.address}",
    }
