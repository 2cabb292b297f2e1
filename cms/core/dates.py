"""Dates and times as Korean public writing gives them; other languages keep their own forms.

In a text 2026. 7. 1.(수), in lists 2026.07.01, times 오전 9시 30분
(행정업무의 운영 및 혁신에 관한 규정의 날짜·시각 표기).
"""

import datetime as dt

from django.utils import timezone
from django.utils.formats import date_format, time_format
from django.utils.translation import get_language

_WEEKDAYS = "월화수목금토일"
#: Readers of English come from places that put the month first and from others; a name is read alike by all.
_SHORT = {"en": "j M Y", "vi": "d/m/Y"}


def local_day(value: dt.date | dt.datetime) -> dt.date:
    """The calendar day, in the site's time zone."""
    if not isinstance(value, dt.datetime):
        return value
    return (timezone.localtime(value) if timezone.is_aware(value) else value).date()


def long_date(value: dt.date | dt.datetime | None) -> str:
    """2026. 7. 1.(수); nothing for no date."""
    if not value:
        return ""
    day = local_day(value)
    if not _is_korean():
        return date_format(day, "DATE_FORMAT")
    return f"{day.year}. {day.month}. {day.day}.({_WEEKDAYS[day.weekday()]})"


def short_date(value: dt.date | dt.datetime | None) -> str:
    """2026.07.01, 1 Jul 2026 in English; nothing for no date."""
    if not value:
        return ""
    day = local_day(value)
    if _is_korean():
        return f"{day:%Y.%m.%d}"
    return date_format(day, _SHORT.get(get_language() or "", "SHORT_DATE_FORMAT"))


def month_name(value: dt.date) -> str:
    """2026년 7월."""
    return f"{value.year}년 {value.month}월" if _is_korean() else date_format(value, "YEAR_MONTH_FORMAT")


def weekday_names(first: dt.date) -> list[dict[str, object]]:
    """The short names of seven days from ``first`` on, for the head of a calendar."""
    days = [first + dt.timedelta(days=number) for number in range(7)]
    return [{"text": _weekday(day), "sunday": day.weekday() == 6} for day in days]


def month_and_weekday(value: dt.date | dt.datetime) -> str:
    """7월·수: what stands below the day's number in a list of events."""
    day = local_day(value)
    return f"{day.month}월·{_weekday(day)}" if _is_korean() else date_format(day, "M · D")


def clock_time(value: dt.time | dt.datetime | None) -> str:
    """오전 9시, 오후 6시 30분; nothing for no time."""
    if value is None:
        return ""
    if isinstance(value, dt.datetime):
        value = (timezone.localtime(value) if timezone.is_aware(value) else value).time()
    if not _is_korean():
        return time_format(value, "TIME_FORMAT")
    half = "오전" if value.hour < 12 else "오후"
    minutes = f" {value.minute}분" if value.minute else ""
    return f"{half} {value.hour % 12 or 12}시{minutes}"


def _weekday(day: dt.date) -> str:
    return _WEEKDAYS[day.weekday()] if _is_korean() else date_format(day, "D")


def _is_korean() -> bool:
    return (get_language() or "ko").startswith("ko")
