"""The library's holidays against the decree on public holidays (관공서의 공휴일에 관한 규정), worked out here by hand.

Only the lunar days and the elections are tables; substitutes (대체공휴일) follow from 제3조.
"""

import datetime

import pytest

from cms.ordinance.holiday_source import public_holidays

DAY = datetime.timedelta(1)
YEARS = range(2026, 2031)

#: 설날, 부처님오신날, 추석 by the solar calendar.
LUNAR = {
    2026: ((2, 17), (5, 24), (9, 25)),
    2027: ((2, 7), (5, 13), (9, 15)),
    2028: ((1, 27), (5, 2), (10, 3)),
    2029: ((2, 13), (5, 20), (9, 22)),
    2030: ((2, 3), (5, 9), (9, 12)),
}
#: Elections when the terms in office run out (공직선거법 제34조).
ELECTIONS = {2026: [(6, 3)], 2028: [(4, 12)], 2030: [(3, 27), (6, 12)]}
#: 삼일절, 노동절, 어린이날, 제헌절, 광복절, 개천절, 한글날, 기독탄신일: moved off Saturday, Sunday and other holidays.
MOVED = [(3, 1), (5, 1), (5, 5), (7, 17), (8, 15), (10, 3), (10, 9), (12, 25)]
#: 1월 1일 and 현충일 stay where they are.
UNMOVED = [(1, 1), (6, 6)]


def feasts(year):
    """설날 and 추석, each with the day before and after."""
    new_year, _birthday, harvest = LUNAR[year]
    return [[datetime.date(year, *day) + n * DAY for n in (-1, 0, 1)] for day in (new_year, harvest)]


def by_the_decree(year):
    single = [datetime.date(year, *day) for day in [*MOVED, LUNAR[year][1]]]
    fixed = [datetime.date(year, *day) for day in [*UNMOVED, *ELECTIONS.get(year, [])]]
    every = [*single, *fixed, *(day for feast in feasts(year) for day in feast)]
    off = set(every)

    def substitute(after):
        while after in off or after.weekday() > 4:
            after += DAY
        off.add(after)

    for feast in feasts(year):
        if any(day.weekday() == 6 or every.count(day) > 1 for day in feast):
            substitute(feast[-1])
    in_feasts = {day for feast in feasts(year) for day in feast}
    for day in single:
        if day not in in_feasts and (day.weekday() > 4 or every.count(day) > 1):
            substitute(day)
    return off


@pytest.mark.parametrize("year", YEARS)
def test_the_library_knows_what_the_decree_says(year):
    assert set(public_holidays(year, year)) == by_the_decree(year)


def test_temporary_holidays_that_were_proclaimed():
    assert public_holidays(2025, 2025)[datetime.date(2025, 1, 27)] == "임시공휴일"
    assert datetime.date(2024, 10, 1) in public_holidays(2024, 2024)
    assert datetime.date(2023, 10, 2) in public_holidays(2023, 2023)


def test_every_holiday_has_a_korean_name():
    assert all(any("가" <= sign <= "힣" for sign in name) for name in public_holidays(1949, 2099).values())
