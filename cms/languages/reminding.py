"""Who is reminded of translations that are behind: in the day's one message, with the pages that are due.

Three working days before its last day, on that day, and then once a week until it has caught up; for the department of
the original as escalation goes (담당자, 부담당자, 담당부서의 장, 홈페이지관리부서), and for the language's translators.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from html import unescape
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.urls import reverse
from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Locale

from cms.departments.models import Role, TranslatorLanguage
from cms.languages.models import TranslatedPage
from cms.languages.notice import MOST, figure_sentence
from cms.ordinance.calendar import Calendar
from cms.ordinance.figures import FigureKind
from cms.ordinance.freshness import Audience, Ladder, steps, warned_until
from cms.ordinance.translation import Kind
from cms.pages.services.hearers import People
from cms.pages.services.voices import Line, Part, told_in_digest
from cms.pages.working_days import calendar
from tenants.addresses import desk_address

#: Working days before the last day.
WARN = 3
WEEK = 5  # working days
TRANSLATOR = "translator"


class Weekly(Ladder):
    """After a week everybody in the department who keeps the page is told, too, not the head alone."""

    def audience(self, day: int) -> tuple[Audience, ...]:
        """As escalation goes, but that the first week's end is a repeat like the others."""
        told = super().audience(day)
        return (Audience.OWNER, Audience.DEPUTY, *told) if day == self.head else told


LADDER = Weekly(head=WEEK, management=6 * WEEK, repeat=WEEK)


@dataclass(frozen=True)
class Behind:
    """A translation that is to catch up by ``last_day``; ``translators`` are those of its language."""

    row: TranslatedPage
    last_day: dt.date
    translators: tuple[int, ...]


@told_in_digest
class TranslationsBehind:
    """A matter is a :class:`Behind`; its round ends when it catches up or has another last day."""

    kind = "translations"

    def pressing(self, day: dt.date, keys: Collection[str] | None = None) -> Mapping[str, TranslatedPage]:
        """Public translations behind a public original, in languages that are offered. Two queries."""
        rows = TranslatedPage.objects.filter(
            behind_since__isnull=False,
            due_on__lte=warned_until(day, WARN, calendar(day)),
            public=True,
            own_text=False,
            source__live=True,
            source__record__isnull=False,
            language__in=Locale.objects.values("language_code"),
        )
        if keys is not None:
            rows = rows.filter(pk__in=[int(key.split()[0]) for key in keys])
        rows = rows.select_related("source__record__department", "made_from").defer("made_from__content")
        found = {f"{row.pk} {row.due_on:%Y-%m-%d}": row for row in rows.order_by("due_on", "pk")}
        people = _translators() if found else {}
        return {
            key: Behind(row, row.due_on, tuple(people.get(row.language, ())))
            for key, row in found.items()
            if row.due_on and (keys is None or key in keys)
        }

    def last_day(self, matter: Behind) -> dt.date:
        """By which it is to have caught up."""
        return matter.last_day

    def steps(self, matter: Behind, day: dt.date, known: Calendar) -> Iterable[int]:
        """Before the last day, on it, and week by week; of weeks that nobody was told in, the last."""
        return [step.day for step in steps(matter.last_day, day, known, WARN, LADDER)]

    def hearers(self, matter: Behind, step: int, people: People, without: Collection[int] = ()) -> dict[int, str]:
        """The department of the original, and translators of the language."""
        found = people.hearers(matter.row.source.record, LADDER.audience(step), without)
        for person in matter.translators:
            if person in people.addresses and person not in people.refused and person not in without:
                found.setdefault(person, TRANSLATOR)
        return found

    def part(self, lines: list[Line]) -> Part:
        """Names page, language, what changed and the last day, with a link to the desk."""
        overdue = sum(1 for line in lines if line.late is not None)
        headline = ngettext(
            "%(count)d translation to be brought up to date (overdue: %(overdue)d)",
            "%(count)d translations to be brought up to date (overdue: %(overdue)d)",
            len(lines),
        )
        return Part(
            headline % {"count": len(lines), "overdue": overdue},
            "languages/mail/behind.txt",
            "languages/mail/behind.html",
            [_said(line) for line in lines],
        )


def _translators() -> Mapping[str, list[int]]:
    """By language: staff; contractors are told of what was assigned to them and of nothing else. One query."""
    people = get_user_model().objects.filter(is_active=True, groups__role_group__role=Role.TRANSLATOR)
    people = people.exclude(groups__role_group__role=Role.CONTRACTOR)
    found: dict[str, list[int]] = defaultdict(list)
    rows = TranslatorLanguage.objects.filter(user__in=people).order_by("user_id")
    for language, person in rows.values_list("language", "user_id"):
        found[language].append(person)
    return found


def _said(line: Line) -> dict[str, Any]:
    row: TranslatedPage = line.matter.row
    changes = _changes(row)
    return {
        "title": row.source.title,
        "language": dict(settings.LANGUAGES)[row.language],
        "department": row.source.record.department.local_name,
        "changes": changes,
        "changes_plain": [unescape(strip_tags(change)) for change in changes],
        "due_on": row.due_on,
        "late": line.late,
        "in_place": line.in_place,
        "url": f"{desk_address()}{reverse('languages_page', args=[row.source_id])}",
    }


def _changes(row: TranslatedPage) -> list[str]:
    """Figures one by one as far as there are few; else what kind of change it was."""
    pairs = [pair for pair in row.pairs if pair["kind"] not in (FigureKind.NEGATION, "moved")]
    if pairs:
        more = len(pairs) - MOST
        rest = ngettext("and %(count)d more", "and %(count)d more", more) % {"count": more}
        return [*map(figure_sentence, pairs[:MOST]), *([rest] if more > 0 else [])]
    if row.untranslated:
        sentence = ngettext(
            "%(count)d piece has no translation yet.", "%(count)d pieces have no translation yet.", row.untranslated
        )
        return [sentence % {"count": row.untranslated}]
    if row.change == Kind.CRITICAL:
        return [_("What the original allows or forbids has changed, or where its figures stand.")]
    return [_("Words of the original have changed.")]
