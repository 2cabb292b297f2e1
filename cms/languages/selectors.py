"""What is known of translations."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from django.utils import timezone

from cms.languages.models import TranslationEvent

DAY = dt.timedelta(1)


@dataclass(frozen=True)
class Lag:
    """A translation that was behind its original in a period, as far as one department answered for the original.

    A day counts when the translation was behind at its end. ``caught_up_on`` is None while it is behind at the end of
    the period, or when it is public no more; ``critical``: a figure was wrong on one of the days.
    """

    page_id: int
    language: str
    department_id: int
    behind_since: dt.date
    caught_up_on: dt.date | None
    critical: bool
    days: int


def lag_in(start: dt.date, end: dt.date) -> list[Lag]:
    """Every translation that was behind in a period, both days in it, of days that are over.

    Told from the history alone, and from nothing that came after the period: it comes out the same whenever asked.
    """
    last = min(end, timezone.localdate() - DAY)
    lags: list[Lag] = []
    for _key, events in groupby(_events_until(last), key=lambda event: (event.source_id, event.language)):
        for spell in _spells(list(events)):
            lags += spell.lags(start, last)
    return sorted(lags, key=lambda lag: (lag.department_id, lag.page_id, lag.behind_since))


def _events_until(day: dt.date) -> Iterable[TranslationEvent]:
    end = timezone.make_aware(dt.datetime.combine(day + DAY, dt.time.min))
    return TranslationEvent.objects.filter(at__lt=end).order_by("source_id", "language", "pk").iterator(chunk_size=2000)


@dataclass(frozen=True)
class _Stretch:
    """From this day on one department answered, and figures were wrong or not."""

    first: dt.date
    page_id: int
    department_id: int
    critical: bool


@dataclass(frozen=True)
class _Spell:
    """From falling behind to catching up; ``until`` is the first day at whose end it was not behind."""

    language: str
    since: dt.date
    until: dt.date | None
    caught_up: bool
    stretches: tuple[_Stretch, ...]

    def lags(self, start: dt.date, last: dt.date) -> Iterator[Lag]:
        """One for each department that answered on a day of the period."""
        days = self._days(start, last)
        by_department = sorted(days, key=lambda stretch: stretch[1].department_id)
        for department, found in groupby(by_department, key=lambda stretch: stretch[1].department_id):
            own = list(found)
            yield Lag(
                own[-1][1].page_id,
                self.language,
                department,
                self.since,
                self.until if self.caught_up else None,
                any(stretch.critical for _days, stretch in own),
                sum(number for number, _stretch in own),
            )

    def _days(self, start: dt.date, last: dt.date) -> list[tuple[int, _Stretch]]:
        """How many days of the period each stretch has; a later one of the same day takes its place."""
        ends = [*(stretch.first for stretch in self.stretches[1:]), self.until or last + DAY]
        spans = zip(self.stretches, ends, strict=True)
        counted = [((min(end, last + DAY) - max(stretch.first, start)).days, stretch) for stretch, end in spans]
        return [(days, stretch) for days, stretch in counted if days > 0]


def _spells(events: list[TranslationEvent]) -> Iterator[_Spell]:
    since: dt.date | None = None
    stretches: list[_Stretch] = []
    for event in events:
        if event.behind and event.department_id is not None:
            since = since or event.day
            stretches.append(_Stretch(event.day, event.page_id or 0, event.department_id, event.critical))
        elif since is not None:
            caught_up = event.act not in _ENDED
            yield _Spell(event.language, since, event.day, caught_up, tuple(stretches))
            since, stretches = None, []
    if since is not None:
        yield _Spell(events[-1].language, since, None, False, tuple(stretches))


_ENDED = frozenset({"withdrawn", "own_text"})
