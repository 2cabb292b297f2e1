"""Translations that were behind their original, with what a ledger says of them: title, event, department's name."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import timezone

from cms.evaluation.periods import DAY
from cms.languages.models import TranslationEvent
from cms.languages.selectors import Lag, lag_in


@dataclass(frozen=True)
class ToldLag:
    """``event``: the act by which it fell behind; ``named_on``: the day on which its department had that name."""

    lag: Lag
    title: str
    event: int | None
    department_name: str
    named_on: dt.date


def told_lags(first: dt.date, last: dt.date) -> list[ToldLag]:
    """Of a period, both days in it. Two queries, and nothing that came after the period."""
    lags = lag_in(first, last)
    events = _events({lag.page_id for lag in lags}, last)
    return [_told(lag, events[lag.page_id, lag.language]) for lag in lags]


def _events(pages: Iterable[int], last: dt.date) -> dict[tuple[int, str], list[TranslationEvent]]:
    end = timezone.make_aware(dt.datetime.combine(last + DAY, dt.time.min))
    found: dict[tuple[int, str], list[TranslationEvent]] = defaultdict(list)
    for event in TranslationEvent.objects.filter(page_id__in=pages, at__lt=end).order_by("pk"):
        found[event.page_id or 0, event.language].append(event)
    return found


def _told(lag: Lag, events: list[TranslationEvent]) -> ToldLag:
    """The last event of the department in the spell names page and department as they were then."""
    own = [event for event in events if event.department_id == lag.department_id and event.behind]
    began = next((event for event in events if event.behind and event.day >= lag.behind_since), None)
    if not own:
        return ToldLag(lag, "", began.pk if began else None, "", dt.date.min)
    newest = own[-1]
    return ToldLag(lag, newest.title, began.pk if began else None, newest.department_name, newest.day)
