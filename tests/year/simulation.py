"""The year itself, day by day: the schedule runs, people work, readers read, and at night everything is checked."""

import datetime as dt
import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from unittest.mock import patch

from django.core import mail
from django.db.models import Count, Q

from cms.conformity import keeping
from cms.departments.models import Department
from cms.evaluation.models import Fact
from cms.pages.models import Confirmation, Digest, EscalationStep, PageRecord, Told
from cms.publication.models import PublicationRegister
from tenants.context import tenant
from tenants.services.due import run_due
from tests import database
from tests.year import desk, events, invariants
from tests.year.clockwork import ONE, clockwork, days, works
from tests.year.diary import Diary, Holding
from tests.year.invariants import Evaluations, InvariantError
from tests.year.scale import Scale
from tests.year.town import Town, found, founding_day, furnish

MIDNIGHT, NIGHT, OFFICE = (0, 5), (4, 10), (9, 5)
TWICE_EVERY = 9  # days: on these each pass of the schedule is followed by another at the same moment
Tell = Callable[[str], None]


@dataclass
class Year:
    """A year that was lived through."""

    town: Town
    diary: Diary
    evaluations: Evaluations


@contextmanager
def lived(scale: Scale, name: str, tell: Tell = lambda line: None) -> Iterator[Year]:
    """Found a municipality in a database of that name, live through it, and stay inside it until the block ends."""
    week = dt.timedelta(days=7)  # conformity is no part of this
    rarely = patch.multiple(keeping, KEEP_FOR=week, KEEP_AT_LEAST=week)
    with database.own(name), clockwork(founding_day(scale)) as clock, rarely:
        municipality = found(scale, clock)
        town = Town(scale, clock, random.Random(scale.seed), municipality)
        with tenant(municipality):
            furnish(town)
            tell("founded")
            year = Year(town, Diary(), Evaluations())
            mail.outbox.clear()
            for day in days(scale.first, scale.last):
                _day(year, day)
                if (day + ONE).day == 1:
                    tell(day.isoformat())
            _morning_after(year)
            yield year


def _day(year: Year, day: dt.date) -> None:
    town, diary = year.town, year.diary
    twice = day.timetuple().tm_yday % TWICE_EVERY == 0
    open_ = works(day)
    for hour, minute in _moments(town.scale, day, open_ or twice, twice):
        town.clock.at(day, hour, minute)
        _pass(year, twice=twice)
        events.applied(diary, day)
    if open_:
        desk.working_day(town)
        events.hand_over_items(town, diary)
    events.planned(town, diary)
    events.readers(town)
    town.clock.at(day, 23, 50)
    invariants.mailbox(day, diary)
    invariants.every_day(day, open_, diary)
    _write_down(diary, day)
    if day.day == 1:
        year.evaluations.compare(diary)
        invariants.register(diary)


def _write_down(diary: Diary, day: dt.date) -> None:
    diary.overdue[day] = PageRecord.objects.overdue().count()
    diary.live[day] = PageRecord.objects.filter(page__live=True).count()
    pages = Count("page_records", filter=Q(page_records__page__live=True), distinct=True)
    rows = Department.objects.open().annotate(pages=pages, rules=Count("freshness_rules", distinct=True))
    diary.held[day] = {row.code: Holding(row.name, row.pages, row.rules) for row in rows.order_by("code")}


def _moments(scale: Scale, day: dt.date, office: bool, midnight: bool) -> list[tuple[int, int]]:
    """The schedule runs each minute; here it runs when it has something to do, and on some days when it has not."""
    turning = day.day == 1 or any(day == plan.effective for plan in scale.plans)
    night = [NIGHT] if scale.nights or not office else []
    return [*([MIDNIGHT] if turning or midnight else []), *night, *([OFFICE] if office else [])]


def _morning_after(year: Year) -> None:
    """The schedule that closes December, and the last proof of all that was closed."""
    after = year.town.scale.last + ONE
    for hour, minute in (MIDNIGHT, NIGHT):
        year.town.clock.at(after, hour, minute)
        _pass(year, twice=True)
    year.evaluations.compare(year.diary)
    invariants.register(year.diary)


def _pass(year: Year, *, twice: bool) -> None:
    _run(year.diary)
    invariants.after_a_pass(year.diary)
    if twice:
        before = _traces()
        _run(year.diary)
        year.diary.doubled += 1
        changed = {
            name: (was, now) for (name, was), now in zip(before.items(), _traces().values(), strict=True) if was != now
        }
        invariants.require("a second run at the same moment does nothing", changed.items(), year.diary)


def _run(diary: Diary) -> None:
    outcomes = run_due(lambda line: None)
    diary.passes += 1
    if outcomes is None:
        raise InvariantError("Another process holds the schedule.")
    invariants.require("every act of the schedule went well", [each for each in outcomes if each.error], diary)


def _traces() -> dict[str, Any]:
    """What a schedule that did something twice would leave."""
    models = (Digest, EscalationStep, Told, Confirmation, Fact, PublicationRegister)
    return {"mail": len(mail.outbox), **{model.__name__: model.objects.count() for model in models}}
