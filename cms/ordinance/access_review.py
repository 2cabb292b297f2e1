"""The monthly review of the access log (접속기록의 점검): what a reviewer should look at first.

개인정보의 안전성 확보조치 기준 제8조제2항: 접속기록 등을 월 1회 이상 점검. 제3항: 개인정보의 다운로드가 확인된
경우에는 그 사유를 반드시 확인. Nothing here says that something was wrong: it says what asks for a reason.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from cms.ordinance.calendar import Calendar
from cms.ordinance.citation import Article
from cms.ordinance.laws import SAFETY_STANDARD
from cms.ordinance.verdict import FactsError, Reason
from cms.ordinance.verdict import reason as _
from cms.ordinance.words import Worded, gettext_noop

REVIEW, DOWNLOADS = Article(SAFETY_STANDARD, 8, 2), Article(SAFETY_STANDARD, 8, 3)
DAY = datetime.timedelta(1)
Moment = datetime.datetime


class Oddity(Worded):
    """What is unusual about it."""

    MANY = "many", gettext_noop("many in a short time")
    OUT_OF_HOURS = "out_of_hours", gettext_noop("outside working hours")
    DOWNLOADED = "downloaded", gettext_noop("many downloads in a day")
    EXPORTED = "exported", gettext_noop("exported or printed")
    OWN_NAME = "own_name", gettext_noop("search for one's own name")


@dataclass(frozen=True, slots=True)
class Look:
    """One access. ``subjects``: of how many people; ``file``: a download; ``table``: an export or a print."""

    person: str
    at: Moment
    subject: str
    subjects: int = 1
    file: bool = False
    table: bool = False
    own_name: bool = False


@dataclass(frozen=True, slots=True)
class Limits:
    """From how many on something is unusual: people within so many minutes, downloads a day."""

    people: int = 30
    minutes: int = 10
    downloads: int = 20

    def __post_init__(self) -> None:
        if min(self.people, self.minutes, self.downloads) < 1:
            raise FactsError([_("Limits begin with one.")])


@dataclass(frozen=True, slots=True)
class Unusual:
    """Something to ask a person about: what, on which day, and the sentence."""

    oddity: Oddity
    person: str
    day: datetime.date
    number: int
    reason: Reason


def unusual(looks: Iterable[Look], calendar: Calendar, limits: Limits | None = None) -> tuple[Unusual, ...]:
    """What stands out, a line each for person, day and kind, in the order of days.

    Raises FactsError for a time without a zone and for days whose holidays are not known.
    """
    own = limits or Limits()
    by_day: dict[tuple[str, datetime.date], list[tuple[Moment, Look]]] = defaultdict(list)
    for look in looks:
        local = calendar.local(look.at)
        by_day[look.person, local.date()].append((local, look))
    calendar.require_known(*{day for _person, day in by_day})
    found = [each for (person, day), day_s in by_day.items() for each in _of_day(person, day, day_s, calendar, own)]
    return tuple(sorted(found, key=lambda each: (each.day, each.person, list(Oddity).index(each.oddity))))


def unreviewed(
    months: Collection[datetime.date], reviewed: Collection[datetime.date], today: datetime.date
) -> list[datetime.date]:
    """The months with accesses that are over and that nobody has reviewed, the earliest first (first days)."""
    this = today.replace(day=1)
    return sorted({month.replace(day=1) for month in months} - set(reviewed) - {this})


def _of_day(
    person: str, day: datetime.date, looks: list[tuple[Moment, Look]], calendar: Calendar, limits: Limits
) -> Iterator[Unusual]:
    for oddity, number, reason in (
        *_crowded(looks, limits),
        *_out_of_hours(looks, calendar),
        *_downloaded(looks, limits),
        *_counted(looks),
    ):
        yield Unusual(oddity, person, day, number, reason)


Line = tuple[Oddity, int, Reason]


def _crowded(looks: list[tuple[Moment, Look]], limits: Limits) -> Iterator[Line]:
    """The most people within the minutes of the limit, one looked at twice counting once."""
    looks = sorted(looks, key=lambda pair: pair[0])
    most, start, span = 0, 0, datetime.timedelta(minutes=limits.minutes)
    for end, (at, _look) in enumerate(looks):
        while at - looks[start][0] > span:
            start += 1
        people = {look.subject: look.subjects for _at, look in looks[start : end + 1]}
        most = max(most, sum(people.values()))
    if most >= limits.people:
        sentence = _(
            "People looked at within %(minutes)s minutes: %(number)s.", REVIEW, number=most, minutes=limits.minutes
        )
        yield Oddity.MANY, most, sentence


def _out_of_hours(looks: list[tuple[Moment, Look]], calendar: Calendar) -> Iterator[Line]:
    """Before opening, after closing, on days off. The lunch break is no time of its own."""
    hours = calendar.hours
    outside = [
        at
        for at, _look in looks
        if calendar.why_closed(at.date()) or not hours.opens <= at.time().replace(tzinfo=None) <= hours.closes
    ]
    if not outside:
        return
    closed = calendar.why_closed(outside[0].date())
    first = min(outside).strftime("%H:%M")
    number = len(outside)
    if closed:
        facts = {"number": number, "day": closed, "time": first}
        said = _("On a day off (%(day)s): accesses %(number)s, the first at %(time)s.", REVIEW, **facts)
    else:
        said = _(
            "Outside working hours: accesses %(number)s, the first at %(time)s.", REVIEW, number=number, time=first
        )
    yield Oddity.OUT_OF_HOURS, number, said


def _downloaded(looks: list[tuple[Moment, Look]], limits: Limits) -> Iterator[Line]:
    number = sum(look.file for _at, look in looks)
    if number >= limits.downloads:
        yield Oddity.DOWNLOADED, number, _("Files downloaded: %(number)s.", DOWNLOADS, number=number)


def _counted(looks: list[tuple[Moment, Look]]) -> Iterator[Line]:
    """What asks for a reason every time."""
    tables = [look for _at, look in looks if look.table]
    if tables:
        facts = {"number": len(tables), "people": sum(look.subjects for look in tables)}
        said = _("Tables exported or printed: %(number)s, people in them: %(people)s.", DOWNLOADS, **facts)
        yield Oddity.EXPORTED, len(tables), said
    own = sum(look.own_name for _at, look in looks)
    if own:
        yield Oddity.OWN_NAME, own, _("Searches for the own name: %(number)s.", REVIEW, number=own)
