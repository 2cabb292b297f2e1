"""A year of petitions: they arrive at all hours, people deal with them, each date is reckoned twice."""

from __future__ import annotations

import datetime as dt
import heapq
import itertools
import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from unittest.mock import patch

from django.core import mail

from cms.ordinance.holiday_source import public_holidays
from petitions.models import Case, CaseEvent, Notice
from petitions.services.filing import Filed, file
from tenants.context import tenant
from tenants.due import acts
from tenants.services.due import run_due
from tests import database
from tests.petition_year import oracle
from tests.petition_year.story import Story, steps
from tests.petition_year.towns import Town, chosen, found
from tests.year.clockwork import SEOUL, Clockwork, clockwork

YEAR = 2027
HOLIDAYS = public_holidays(YEAR - 1, YEAR + 2)
MINUTE = dt.timedelta(minutes=1)


@dataclass
class Tally:
    """What was counted on the way."""

    filed: int = 0
    acts: int = 0
    refused: int = 0
    reckoned: int = 0
    in_hours: int = 0
    on_time: int = 0
    late: int = 0
    mails: int = 0
    states: Counter[str] = field(default_factory=Counter)
    events: Counter[str] = field(default_factory=Counter)
    by_town: Counter[str] = field(default_factory=Counter)


def live(count: int, slugs: tuple[str, ...], name: str, tell: Callable[[str], None] = lambda line: None) -> Tally:
    """So many petitions in a database of that name. Raises AssertionError for a date that two reckonings see apart."""
    dice, tally = random.Random(20270101), Tally()
    first = dt.date(YEAR, 1, 1)
    of_petitions = [
        each for each in acts() if each.run.__module__.startswith("petitions.")
    ]  # the rest is another year's
    only_these = patch("tenants.services.due.acts", lambda: of_petitions)
    with database.own(name), clockwork(first - dt.timedelta(days=1)) as clock, only_these:
        towns = list(found(slugs))
        tell(f"{len(towns)} municipalities")
        mail.outbox.clear()
        _live(towns, count, dice, clock, tally, tell)
        for town in towns:
            with tenant(town.municipality):
                _end_of_year(tally)
        tally.mails = len(mail.outbox)
    return tally


def _live(
    towns: list[Town], count: int, dice: random.Random, clock: Clockwork, tally: Tally, tell: Callable[[str], None]
) -> None:
    numbers = itertools.count()
    begin = dt.datetime(YEAR, 1, 1, tzinfo=SEOUL)
    todo: list[tuple[dt.datetime, int, Any]] = []
    for number in range(count):
        at = begin + dice.randrange(340 * 24 * 60) * MINUTE
        heapq.heappush(todo, (at, next(numbers), number))
    for day in range(366 + 60):
        heapq.heappush(todo, (begin + dt.timedelta(days=day, hours=9, minutes=5), next(numbers), None))
    month = 0
    while todo:
        at, _order, what = heapq.heappop(todo)
        clock.at(at.date(), at.hour, at.minute)
        if what is None:
            _schedule()
            if at.month != month:
                month = at.month
                tell(f"{at:%Y-%m-%d}  {tally.filed} filed, {tally.acts} acts")
            continue
        story, coming, step = what if isinstance(what, tuple) else (None, None, None)
        if story is None:
            town = chosen(towns, dice)
            with tenant(town.municipality):
                story = _file(town, what, dice, at, tally)
            coming = steps(story, dice)
        else:
            with tenant(story.town.municipality):
                step(story, at)
                tally.acts += 1
                _reckon(story, at, tally)
        with tenant(story.town.municipality):
            following = next(coming, None)
        if following:
            wait, step = following
            heapq.heappush(todo, (at + wait, next(numbers), (story, coming, step)))
        else:
            tally.refused += story.refused


def _file(town: Town, number: int, dice: random.Random, at: dt.datetime, tally: Tally) -> Story:
    service = dice.choice(town.services)
    filed = Filed(
        service=service,
        kind=service.kind,
        title=f"민원 {number}",
        body="내용",
        name="김민원",
        email=f"person{number % 997}@example.com",
        submission=str(number),
        department=service.department,
    )
    case, again = file(filed), file(filed)
    assert again.pk == case.pk
    tally.filed += 1
    tally.by_town[town.slug] += 1
    story = Story(town, case, None if case.state == "awaiting_payment" else at)
    _reckon(story, at, tally)
    return story


def _reckon(story: Story, at: dt.datetime, tally: Tally) -> None:
    """The date in the case against the second reckoning; an objection has a time of its own."""
    case = story.case
    if story.start is None or case.state == "objection" or case.closed_at is not None:
        return
    told = oracle.due(story.start, case.period_amount, case.period_unit, story.stops(at), story.longer, HOLIDAYS)
    said = case.due_at or case.due_on
    assert said == told, (case.number, case.period, story.start, story.pauses, story.longer, said, told)
    tally.reckoned += 1
    tally.in_hours += case.due_at is not None


def _schedule() -> None:
    outcomes = run_due(lambda line: None)
    wrong = [each for each in outcomes or () if each.error]
    assert not wrong, wrong


def _end_of_year(tally: Tally) -> None:
    """Every case leads through its history to where it stands; each notice went out once."""
    for case in Case.objects.iterator():
        tally.states[case.state] += 1
        state = ""
        for line in CaseEvent.objects.filter(case=case):
            assert line.before in ("", state), (case.number, line.event)
            state = line.after
            tally.events[line.event] += 1
        assert state == case.state
        if case.closed_at and case.due_on and case.state in ("completed", "refused", "returned"):
            late = (
                case.closed_at > case.due_at if case.due_at else case.closed_at.astimezone(SEOUL).date() > case.due_on
            )
            tally.late += late
            tally.on_time += not late
    waiting = Notice.objects.exclude(state__in=["sent", "settled"]).count()
    assert not waiting, f"{waiting} notices were never sent"
