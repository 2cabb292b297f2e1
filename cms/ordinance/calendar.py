"""Working days and working hours of a municipality. Holidays come in as data.

관공서의 공휴일에 관한 규정: public holidays with their substitutes (대체공휴일) and temporary ones
(임시공휴일) are passed in; overrides add a holiday, or a day worked although it is one.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from zoneinfo import ZoneInfo

from cms.ordinance.verdict import FactsError, Reason
from cms.ordinance.verdict import reason as _

SEOUL = ZoneInfo("Asia/Seoul")
SATURDAY_NAME, SUNDAY_NAME = "토요일", "일요일"
LAST_YEAR = 9000  # far from where dates end

SpanOfSeconds = tuple[int, int]


def _seconds(time: datetime.time) -> int:
    return time.hour * 3600 + time.minute * 60 + time.second


@dataclass(frozen=True, slots=True)
class OfficeHours:
    """Opening, closing and the lunch break (점심시간); a setting of each municipality.

    영 제8조의3제1항: 민원실의 1일 운영시간은 오전 9시부터 오후 6시까지로 한다.
    """

    opens: datetime.time = datetime.time(9)
    closes: datetime.time = datetime.time(18)
    break_starts: datetime.time = datetime.time(12)
    break_ends: datetime.time = datetime.time(13)

    def __post_init__(self) -> None:
        if not self.opens < self.break_starts <= self.break_ends < self.closes:
            raise FactsError([_("Opening, lunch break and closing follow one another in the day.")])

    @property
    def spans(self) -> tuple[SpanOfSeconds, ...]:
        """The working hours as seconds of the day."""
        morning = (_seconds(self.opens), _seconds(self.break_starts))
        afternoon = (_seconds(self.break_ends), _seconds(self.closes))
        return ((morning[0], afternoon[1]),) if morning[1] == afternoon[0] else (morning, afternoon)


@dataclass(frozen=True)
class Calendar:
    """Which days are worked. ``holidays`` names each public holiday.

    ``years``: the first and the last year whose holidays are known. A count that leaves them is
    refused, for it would take holidays for working days.
    """

    holidays: Mapping[datetime.date, str]
    years: tuple[int, int]
    extra_holidays: Mapping[datetime.date, str] = field(default_factory=dict)
    extra_working_days: frozenset[datetime.date] = frozenset()
    hours: OfficeHours = OfficeHours()
    zone: datetime.tzinfo = SEOUL

    def __post_init__(self) -> None:
        reasons = list(self._contradictions())
        if reasons:
            raise FactsError(reasons)
        closed = {**self.holidays, **self.extra_holidays}
        for day in self.extra_working_days:
            closed.pop(day, None)
        object.__setattr__(self, "_closed", MappingProxyType(closed))
        object.__setattr__(self, "spans", self.hours.spans)

    _closed: Mapping[datetime.date, str] = field(init=False, repr=False, compare=False)
    spans: tuple[SpanOfSeconds, ...] = field(init=False, repr=False, compare=False)

    def _contradictions(self) -> list[Reason]:
        found = []
        if not datetime.MINYEAR <= self.years[0] <= self.years[1] <= LAST_YEAR:
            found.append(_("The years of a calendar run from an earlier to a later one."))
        for day in sorted(self.extra_working_days & set(self.extra_holidays)):
            found.append(_("%(day)s cannot be a holiday and a working day at once.", day=day.isoformat()))
        return found

    def why_closed(self, day: datetime.date) -> str:
        """The name of the holiday, of Saturday or Sunday; empty for a working day."""
        named = self._closed.get(day)
        if named is not None:
            return named
        weekday = day.weekday()
        if weekday < 5 or day in self.extra_working_days:
            return ""
        return SATURDAY_NAME if weekday == 5 else SUNDAY_NAME

    def is_working_day(self, day: datetime.date) -> bool:
        return not self.why_closed(day)

    def next_working_day(self, day: datetime.date) -> datetime.date:
        """The day itself where it is worked, else the next one that is."""
        while self.why_closed(day):
            day += datetime.timedelta(1)
        return day

    def local(self, moment: datetime.datetime) -> datetime.datetime:
        """A moment in the municipality's zone. A time without a zone is refused."""
        if moment.utcoffset() is None:
            raise FactsError([_("%(time)s has no time zone.", time=moment.isoformat())])
        return moment.astimezone(self.zone)

    def require_known(self, *days: datetime.date) -> None:
        """Refuse days whose holidays are not known."""
        first, last = self.years
        unknown = sorted({day.year for day in days if not first <= day.year <= last})
        if unknown:
            raise UnknownYearError(
                [
                    _(
                        "The holidays of %(year)s are not known; the calendar runs from %(first)s to %(last)s.",
                        year=year,
                        first=first,
                        last=last,
                    )
                    for year in unknown
                ]
            )


class UnknownYearError(FactsError):
    """A count that leaves the years whose holidays are known."""
