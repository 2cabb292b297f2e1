"""Periods as the law sets them, what stops them, and how far they may be extended."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from cms.ordinance.citation import Article
from cms.ordinance.laws import PETITION_ACT, PETITION_DECREE
from cms.ordinance.verdict import FactsError, Reason, Verdict, judged
from cms.ordinance.verdict import reason as _
from cms.ordinance.words import Worded, gettext_noop

#: 법 제19조제1항: 1일은 8시간의 근무시간을 기준으로 한다.
HOURS_A_DAY = 8
#: 법 제19조제1항: 처리기간을 5일 이하로 정한 경우
LONGEST_IN_HOURS = 5
#: 영 제19조: 3근무시간 이내에 처리하여야 한다.
IMMEDIATE_HOURS = 3

IN_HOURS = Article(PETITION_ACT, 19, 1)
IN_DAYS = Article(PETITION_ACT, 19, 2)
BY_CALENDAR = Article(PETITION_ACT, 19, 3)
IMMEDIATELY = Article(PETITION_DECREE, 19)
EXTENSION = Article(PETITION_DECREE, 21, 1)


class Unit(Worded):
    """The unit in which a period is set."""

    IMMEDIATE = "immediate", gettext_noop("immediately")  # 즉시
    HOURS = "hours", gettext_noop("working hours")  # 근무시간
    DAYS = "days", gettext_noop("days")  # 일
    WEEKS = "weeks", gettext_noop("weeks")  # 주
    MONTHS = "months", gettext_noop("months")  # 월
    YEARS = "years", gettext_noop("years")  # 연


#: The longest period of each unit that is taken for one: ten years, more or less.
LONGEST = {Unit.HOURS: 20_000, Unit.DAYS: 2_500, Unit.WEEKS: 520, Unit.MONTHS: 120, Unit.YEARS: 10}
CALENDAR_UNITS = (Unit.WEEKS, Unit.MONTHS, Unit.YEARS)


@dataclass(frozen=True, slots=True)
class Period:
    """A processing period (처리기간). 즉시 has no amount of its own: it is three working hours."""

    amount: int
    unit: Unit

    def __post_init__(self) -> None:
        if self.unit is Unit.IMMEDIATE:
            if self.amount != 1:
                raise FactsError([_("“Immediately” has no amount.")])
        elif not 1 <= self.amount <= LONGEST[self.unit]:
            raise FactsError(
                [
                    _(
                        "A period in %(unit)s is from 1 to %(longest)s, not %(amount)s.",
                        unit=self.unit,
                        longest=LONGEST[self.unit],
                        amount=self.amount,
                    )
                ]
            )

    @property
    def is_in_hours(self) -> bool:
        """Whether it is counted in hours: 즉시, hours, and days up to five."""
        short = self.unit is Unit.DAYS and self.amount <= LONGEST_IN_HOURS
        return short or self.unit in (Unit.IMMEDIATE, Unit.HOURS)

    @property
    def article(self) -> Article:
        """The provision that says how it is counted."""
        if self.unit is Unit.IMMEDIATE:
            return IMMEDIATELY
        if self.unit in CALENDAR_UNITS:
            return BY_CALENDAR
        return IN_HOURS if self.is_in_hours else IN_DAYS

    @property
    def longest_extension(self) -> int:
        """영 제21조제1항: 그 민원의 처리기간의 범위에서. For 즉시 in hours, else in its own unit."""
        return IMMEDIATE_HOURS if self.unit is Unit.IMMEDIATE else self.amount

    def hours(self, extended: int = 0) -> int:
        """The working hours of a period counted in hours, with its extensions."""
        if self.unit is Unit.IMMEDIATE:
            return IMMEDIATE_HOURS + extended
        return (self.amount + extended) * (HOURS_A_DAY if self.unit is Unit.DAYS else 1)


IMMEDIATE = Period(1, Unit.IMMEDIATE)


@dataclass(frozen=True, slots=True)
class Pause:
    """Time that is not counted (산입하지 아니하는 기간), from ``start`` up to and without ``end``.

    영 제20조, 행정절차법 시행령 제11조: time for a supplement, transfer, choosing
    representatives, hearings, tests and technical review. A period counted in hours leaves out the
    very hours; one counted in days leaves out every day that the pause touches. A pause that still
    lasts is passed with ``now`` as its end.
    """

    start: datetime.datetime
    end: datetime.datetime

    def __post_init__(self) -> None:
        reasons = [
            _("%(time)s has no time zone.", time=moment.isoformat())
            for moment in (self.start, self.end)
            if moment.utcoffset() is None
        ]
        if not reasons and self.end < self.start:
            reasons.append(
                _(
                    "A pause cannot end (%(end)s) before it starts (%(start)s).",
                    start=self.start.isoformat(),
                    end=self.end.isoformat(),
                )
            )
        if reasons:
            raise FactsError(reasons)

    @classmethod
    def of_days(cls, first: datetime.date, last: datetime.date, zone: datetime.tzinfo) -> Pause:
        """Whole days, the first and the last included.

        So a supplement is left out: 보완을 위하여 … 발송한 날과 보완되어 … 도달한 날을 포함한다.
        """
        start = datetime.datetime.combine(first, datetime.time(), zone)
        end = datetime.datetime.combine(last + datetime.timedelta(1), datetime.time(), zone)
        return cls(start, end)


@dataclass(frozen=True, slots=True)
class Extension:
    """One extension, in the unit of the period (for 즉시 in hours)."""

    amount: int
    petitioner_consents: bool = False


def may_extend(period: Period, extensions: Iterable[Extension]) -> Verdict:
    """Whether these extensions, one after the other, are lawful.

    영 제21조제1항: 부득이한 사유로 처리기간 내에 민원을 처리하기 어렵다고 인정되는 경우에는 그 민원의
    처리기간의 범위에서 그 처리기간을 한 차례 연장할 수 있다. 다만, 연장된 처리기간 내에 처리하기 어려운
    경우에는 민원인의 동의를 받아 그 민원의 처리기간의 범위에서 처리기간을 한 차례만 다시 연장할 수 있다.
    """
    asked = tuple(extensions)
    reasons: list[Reason] = []
    for extension in asked:
        if not 1 <= extension.amount <= period.longest_extension:
            reasons.append(
                _(
                    "An extension is from 1 to the original period, %(longest)s, not %(amount)s.",
                    EXTENSION,
                    longest=period.longest_extension,
                    amount=extension.amount,
                )
            )
    if len(asked) > 2:
        reasons.append(_("A period is extended at most twice.", EXTENSION))
    if len(asked) > 1 and not asked[1].petitioner_consents:
        reasons.append(_("A second extension needs the petitioner's consent.", EXTENSION))
    return judged(reasons, EXTENSION)
