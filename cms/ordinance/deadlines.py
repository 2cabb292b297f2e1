"""From receipt to due: the processing period of a petition (민원의 처리기간).

``deadline(received, period, calendar)`` gives the due date or time and how it was counted, day by
day. On the command line::

    python -m cms.ordinance.deadlines --unit days --amount 7 --received 2026-09-18T10:00
"""

from __future__ import annotations

import datetime
import sys
from collections.abc import Iterable
from dataclasses import dataclass

from cms.ordinance import counting
from cms.ordinance.calendar import Calendar
from cms.ordinance.citation import Article
from cms.ordinance.counting import Day, DayKind, Pauses
from cms.ordinance.laws import CIVIL_ACT, PETITION_DECREE
from cms.ordinance.periods import CALENDAR_UNITS, EXTENSION, Extension, Pause, Period, may_extend
from cms.ordinance.verdict import FactsError, Reason
from cms.ordinance.verdict import reason as _

NOT_COUNTED = Article(PETITION_DECREE, 20)
CIVIL_PERIODS = (Article(CIVIL_ACT, 159), Article(CIVIL_ACT, 160), Article(CIVIL_ACT, 161))


@dataclass(frozen=True, slots=True)
class Deadline:
    """When a period ends, and how that was counted.

    ``on`` is the last day; ``at`` the very moment where hours are counted, else None: 기간말일의
    종료로 기간이 만료한다 (민법 제159조).
    """

    on: datetime.date
    at: datetime.datetime | None
    days: tuple[Day, ...]
    articles: tuple[Article, ...]

    @property
    def iso(self) -> str:
        """The due date or time: 2026-09-30, 2026-09-29T10:00+09:00."""
        return self.on.isoformat() if self.at is None else iso(self.at)

    def is_over(self, now: datetime.datetime, calendar: Calendar) -> bool:
        """Whether the period has expired at ``now``."""
        local = calendar.local(now)
        return local > self.at if self.at is not None else local.date() > self.on


def iso(moment: datetime.datetime) -> str:
    """A time in ISO form, with seconds where they matter."""
    return moment.isoformat(timespec="seconds" if moment.second else "minutes")


def deadline(
    received: datetime.datetime,
    period: Period,
    calendar: Calendar,
    pauses: Iterable[Pause] = (),
    extensions: Iterable[Extension] = (),
) -> Deadline:
    """When a petition received at ``received`` is due.

    법 제19조: ① 처리기간을 5일 이하로 정한 경우에는 민원의 접수시각부터 “시간” 단위로 계산하되, 공휴일과
    토요일은 산입하지 아니한다. 이 경우 1일은 8시간의 근무시간을 기준으로 한다. ② 6일 이상으로 정한
    경우에는 “일” 단위로 계산하고 첫날을 산입하되, 공휴일과 토요일은 산입하지 아니한다. ③ 주·월·연으로 정한
    경우에는 첫날을 산입하되, 「민법」 제159조부터 제161조까지의 규정을 준용한다.

    What arrives on a day that is not worked starts on the next one that is; where hours are counted,
    what arrives after closing starts with the next opening. An extension is added to the period
    and counted with it. Raises FactsError with every reason: a time without a zone, an extension
    that is too long, years whose holidays are not known.
    """
    asked = tuple(extensions)
    lawful = may_extend(period, asked)
    if not lawful:
        raise FactsError(lawful.reasons)
    local = calendar.local(received)
    stops = tuple(pauses)
    calendar.require_known(local.date(), *(calendar.local(m).date() for stop in stops for m in (stop.start, stop.end)))
    joined = Pauses.of(stops, calendar)
    extended = sum(extension.amount for extension in asked)
    due_at = None
    if period.is_in_hours:
        due_at, days = counting.hours(local, period.hours(extended), calendar, joined)
        due_on = due_at.date()
    elif period.unit in CALENDAR_UNITS:
        due_on, days = _by_calendar(local.date(), period, extended, calendar, joined)
    else:
        due_on, days = counting.days(local.date(), period.amount + extended, calendar, joined)
    calendar.require_known(due_on)
    return Deadline(due_on, due_at, days, _articles(period, bool(stops), bool(asked)))


def deadline_of_case(
    received: datetime.datetime,
    period: Period,
    calendar: Calendar,
    now: datetime.datetime,
    pauses: Iterable[Pause] = (),
    extensions: Iterable[Extension] = (),
) -> Deadline:
    """When a case at hand is due; :func:`deadline` answers "what if" about any time.

    Raises FactsError with every reason: what ``deadline`` refuses, and a receipt or a pause that has not begun.
    """
    asked, stops = tuple(extensions), tuple(pauses)
    instant = calendar.local(now)
    reasons: list[Reason] = []
    if calendar.local(received) > instant:
        reasons.append(
            _(
                "A petition cannot have been received in the future: %(time)s, and now it is %(now)s.",
                time=received.isoformat(),
                now=instant.isoformat(),
            )
        )
    reasons += [
        _(
            "A pause cannot have begun in the future: %(time)s, and now it is %(now)s.",
            time=pause.start.isoformat(),
            now=instant.isoformat(),
        )
        for pause in stops
        if pause.start > instant
    ]
    if reasons:
        raise FactsError([*reasons, *may_extend(period, asked).reasons])
    return deadline(received, period, calendar, stops, asked)


def _by_calendar(
    received: datetime.date, period: Period, extended: int, calendar: Calendar, pauses: Pauses
) -> tuple[datetime.date, tuple[Day, ...]]:
    """Weeks, months and years start on a working day and go by the calendar from there."""
    first = calendar.next_working_day(received)
    last = counting.last_by_calendar(first, period.amount + extended, period.unit)
    due, days = counting.calendar_days(first, (last - first).days + 1, calendar, pauses)
    before = (received + datetime.timedelta(n) for n in range((first - received).days))
    return due, (*(Day(day, DayKind.CLOSED, calendar.why_closed(day), 0, 0) for day in before), *days)


def _articles(period: Period, paused: bool, extended: bool) -> tuple[Article, ...]:
    articles = [period.article]
    if period.unit in CALENDAR_UNITS:
        articles.extend(CIVIL_PERIODS)
    if paused:
        articles.append(NOT_COUNTED)
    if extended:
        articles.append(EXTENSION)
    return tuple(articles)


if __name__ == "__main__":
    from cms.ordinance.deadline_command import main

    sys.exit(main(sys.argv[1:]))
