"""Processing periods: the published vectors, counts done the slow way, and what always holds."""

import datetime

import pytest

from cms.ordinance.calendar import SEOUL
from cms.ordinance.deadlines import deadline
from cms.ordinance.periods import IMMEDIATE, Extension, Pause, Period, Unit, may_extend
from cms.ordinance.verdict import FactsError
from tests.ordinance.clocks import at, date, korea

DAY = datetime.timedelta(1)


def due(received, amount, unit, pauses=(), extensions=()):
    period = IMMEDIATE if unit == "immediate" else Period(amount, Unit(unit))
    return deadline(at(received), period, korea(), pauses, extensions)


VECTORS = [
    # 7 days
    ("2026-09-18T10:00", 7, "days", "2026-09-30"),
    ("2026-04-30T09:00", 7, "days", "2026-05-12"),
    ("2025-01-24T15:00", 7, "days", "2025-02-07"),
    # 14 days
    ("2026-09-18T10:00", 14, "days", "2026-10-13"),
    ("2026-12-24T10:00", 14, "days", "2027-01-14"),
    # three working hours
    ("2026-09-23T16:30", 0, "immediate", "2026-09-28T10:30+09:00"),
    # five days are forty working hours
    ("2026-09-18T10:00", 5, "days", "2026-09-29T10:00+09:00"),
    # the boundary between hours and days
    ("2026-11-02T09:00", 5, "days", "2026-11-06T18:00+09:00"),
    ("2026-11-02T09:00", 6, "days", "2026-11-09"),
    ("2026-11-02T17:59", 6, "days", "2026-11-09"),
    # the first day counts however late; what arrives on a day off starts on the next day worked
    ("2026-11-02T23:59", 6, "days", "2026-11-09"),
    ("2026-10-31T10:00", 6, "days", "2026-11-09"),
    ("2026-11-01T10:00", 6, "days", "2026-11-09"),
    # edges of working time
    ("2026-11-02T08:59", 1, "hours", "2026-11-02T10:00+09:00"),
    ("2026-11-02T09:00", 3, "hours", "2026-11-02T12:00+09:00"),
    ("2026-11-02T09:01", 3, "hours", "2026-11-02T13:01+09:00"),
    ("2026-11-02T11:59", 1, "hours", "2026-11-02T13:59+09:00"),
    ("2026-11-02T12:00", 1, "hours", "2026-11-02T14:00+09:00"),
    ("2026-11-02T12:30", 1, "hours", "2026-11-02T14:00+09:00"),
    ("2026-11-02T13:00", 1, "hours", "2026-11-02T14:00+09:00"),
    ("2026-11-02T17:00", 1, "hours", "2026-11-02T18:00+09:00"),
    ("2026-11-02T17:01", 1, "hours", "2026-11-03T09:01+09:00"),
    ("2026-11-02T18:00", 1, "hours", "2026-11-03T10:00+09:00"),
    ("2026-11-02T09:00", 8, "hours", "2026-11-02T18:00+09:00"),
    ("2026-11-02T09:00", 9, "hours", "2026-11-03T10:00+09:00"),
    ("2026-11-06T18:00", 8, "hours", "2026-11-09T18:00+09:00"),
    ("2026-11-07T12:00", 1, "days", "2026-11-09T18:00+09:00"),
    ("2026-11-02T17:59:30", 1, "hours", "2026-11-03T09:59:30+09:00"),
    ("2026-11-02T17:00:01", 1, "hours", "2026-11-03T09:00:01+09:00"),
    # substitute holidays, a temporary one, two elections
    ("2025-05-02T10:00", 1, "days", "2025-05-07T10:00+09:00"),
    ("2026-08-14T10:00", 6, "days", "2026-08-24"),
    ("2026-06-02T10:00", 6, "days", "2026-06-10"),
    ("2025-06-02T10:00", 6, "days", "2025-06-11"),
    # weeks, months, years: the first day included, by the calendar (민법 159–161)
    ("2026-11-02T10:00", 1, "weeks", "2026-11-09"),  # ends Sunday the 8th
    ("2026-11-03T10:00", 1, "weeks", "2026-11-09"),
    ("2026-11-04T10:00", 1, "weeks", "2026-11-10"),
    ("2026-11-07T10:00", 1, "weeks", "2026-11-16"),  # starts Monday the 9th, ends Sunday the 15th
    ("2026-09-17T10:00", 1, "weeks", "2026-09-23"),
    ("2026-09-18T10:00", 1, "weeks", "2026-09-28"),  # ends in 추석
    ("2026-03-11T10:00", 1, "months", "2026-04-10"),
    ("2026-06-01T10:00", 1, "months", "2026-06-30"),  # a whole month
    ("2026-03-31T10:00", 1, "months", "2026-04-30"),  # April has no 31st
    ("2026-10-30T10:00", 1, "months", "2026-11-30"),  # the 29th is a Sunday
    ("2027-01-29T10:00", 1, "months", "2027-03-02"),  # February has no 29th; the 28th is a Sunday, 1 March a holiday
    ("2024-01-30T10:00", 1, "months", "2024-02-29"),
    ("2024-01-31T10:00", 1, "months", "2024-02-29"),
    ("2023-11-30T10:00", 3, "months", "2024-02-29"),
    ("2026-12-31T10:00", 2, "months", "2027-03-02"),
    ("2026-12-01T10:00", 1, "months", "2026-12-31"),
    ("2024-02-29T10:00", 1, "years", "2025-02-28"),
    ("2024-02-28T10:00", 1, "years", "2025-02-27"),
    ("2024-02-29T10:00", 4, "years", "2028-02-28"),
    ("2025-01-02T10:00", 1, "years", "2026-01-02"),  # ends 1 January
    ("2026-02-02T10:00", 12, "months", "2027-02-01"),
]


@pytest.mark.parametrize(("received", "amount", "unit", "expected"), VECTORS)
def test_vectors(received, amount, unit, expected):
    assert due(received, amount, unit).iso == expected


def pause(first, last):
    return Pause.of_days(date(first), date(last), SEOUL)


def times(first, last):
    return Pause(at(first), at(last))


PAUSED = [
    ("2026-09-18T10:00", 7, "days", [pause("2026-09-21", "2026-09-23")], "2026-10-06"),
    ("2026-09-18T10:00", 7, "days", [pause("2026-09-24", "2026-09-27")], "2026-09-30"),
    ("2026-09-18T10:00", 7, "days", [pause("2026-09-18", "2026-09-18")], "2026-10-01"),
    ("2026-09-18T10:00", 7, "days", [pause("2026-09-01", "2026-09-17")], "2026-09-30"),
    ("2026-09-18T10:00", 7, "days", [pause("2026-10-01", "2026-10-10")], "2026-09-30"),
    # an hour's pause takes the whole day out of a period counted in days
    ("2026-11-02T10:00", 6, "days", [times("2026-11-03T10:00", "2026-11-03T11:00")], "2026-11-10"),
    ("2026-11-02T10:00", 6, "days", [times("2026-11-03T10:00", "2026-11-04T00:00")], "2026-11-10"),
    ("2026-11-02T10:00", 6, "days", [times("2026-11-03T10:00", "2026-11-04T00:00:01")], "2026-11-11"),
    ("2026-11-02T10:00", 6, "days", [times("2026-11-03T10:00", "2026-11-03T10:00")], "2026-11-10"),
    # but only its hours out of one counted in hours
    ("2026-11-02T10:00", 3, "hours", [times("2026-11-02T11:00", "2026-11-02T14:00")], "2026-11-02T16:00+09:00"),
    ("2026-11-02T10:00", 3, "hours", [times("2026-11-02T12:00", "2026-11-02T13:00")], "2026-11-02T14:00+09:00"),
    ("2026-11-02T10:00", 3, "hours", [times("2026-11-02T14:00", "2026-11-02T15:00")], "2026-11-02T14:00+09:00"),
    ("2026-11-02T10:00", 3, "hours", [pause("2026-11-02", "2026-11-02")], "2026-11-03T12:00+09:00"),
    ("2026-11-02T10:00", 3, "hours", [times("2026-11-02T10:30", "2026-11-02T10:30")], "2026-11-02T14:00+09:00"),
    (
        "2026-11-02T10:00",
        1,
        "hours",
        [times("2026-11-02T10:00:15", "2026-11-02T10:00:45")],
        "2026-11-02T11:00:30+09:00",
    ),
    # pauses that overlap, touch or hold one another are one, in whatever order they are given
    *(
        (
            "2026-11-02T10:00",
            3,
            "hours",
            [times(f"2026-11-02T{one}", f"2026-11-02T{other}") for one, other in spans],
            due_at,
        )
        for spans, due_at in [
            ([("11:00", "13:30"), ("13:15", "14:00")], "2026-11-02T16:00+09:00"),
            ([("13:30", "14:00"), ("11:00", "13:30")], "2026-11-02T16:00+09:00"),
            ([("11:00", "14:00"), ("11:30", "11:45")], "2026-11-02T16:00+09:00"),
            ([("11:30", "12:00"), ("11:00", "14:00")], "2026-11-02T16:00+09:00"),
            ([("11:00", "11:15"), ("11:30", "11:45")], "2026-11-02T14:30+09:00"),
        ]
    ),
    # the calendar goes on by as many days, and a period carried over a holiday waits for the pause's end
    ("2026-11-04T10:00", 1, "weeks", [pause("2026-11-05", "2026-11-06")], "2026-11-12"),
    ("2026-11-02T10:00", 1, "weeks", [pause("2026-11-09", "2026-11-10")], "2026-11-11"),
    ("2026-03-11T10:00", 1, "months", [pause("2026-03-20", "2026-03-21")], "2026-04-13"),
]


@pytest.mark.parametrize(("received", "amount", "unit", "pauses", "expected"), PAUSED)
def test_pauses(received, amount, unit, pauses, expected):
    assert due(received, amount, unit, pauses).iso == expected


EXTENDED = [
    ("2026-09-18T10:00", 7, "days", [Extension(7)], "2026-10-13"),
    ("2026-09-18T10:00", 5, "days", [Extension(5)], "2026-10-07T10:00+09:00"),
    ("2026-09-18T10:00", 7, "days", [Extension(7), Extension(7, petitioner_consents=True)], "2026-10-22"),
    ("2026-11-02T10:00", 0, "immediate", [Extension(3)], "2026-11-02T17:00+09:00"),
    ("2026-11-02T10:00", 4, "hours", [Extension(4)], "2026-11-03T10:00+09:00"),
    ("2026-03-31T10:00", 1, "months", [Extension(1)], "2026-06-01"),  # 30 May is a Saturday
]


@pytest.mark.parametrize(("received", "amount", "unit", "extensions", "expected"), EXTENDED)
def test_extensions(received, amount, unit, extensions, expected):
    assert due(received, amount, unit, (), extensions).iso == expected


def test_a_period_in_days_stays_in_hours_when_it_is_extended():
    """The original period decides how it is counted."""
    assert due("2026-11-02T09:00", 5, "days", (), [Extension(5)]).at == at("2026-11-13T18:00")


REFUSED_EXTENSIONS = [
    (Period(7, Unit.DAYS), [8], ["An extension is from 1 to the original period, 7, not 8."]),
    (Period(7, Unit.DAYS), [0], ["An extension is from 1 to the original period, 7, not 0."]),
    (IMMEDIATE, [4], ["An extension is from 1 to the original period, 3, not 4."]),
    (Period(7, Unit.DAYS), [7, 7], ["A second extension needs the petitioner's consent."]),
    (
        Period(7, Unit.DAYS),
        [9, 7, 1],
        [
            "An extension is from 1 to the original period, 7, not 9.",
            "A period is extended at most twice.",
            "A second extension needs the petitioner's consent.",
        ],
    ),
]


@pytest.mark.parametrize(("period", "amounts", "reasons"), REFUSED_EXTENSIONS)
def test_unlawful_extensions(period, amounts, reasons):
    extensions = [Extension(amount) for amount in amounts]
    verdict = may_extend(period, extensions)
    assert not verdict
    assert [str(reason) for reason in verdict.reasons] == reasons
    assert [str(article) for article in verdict.articles] == ["제21조제1항"]
    assert {str(reason.article) for reason in verdict.reasons} == {"제21조제1항"}
    assert [str(article) for article in may_extend(period, []).articles] == ["제21조제1항"]
    with pytest.raises(FactsError) as caught:
        deadline(at("2026-11-02T09:00"), period, korea(), (), extensions)
    assert caught.value.reasons == verdict.reasons


def test_a_third_extension_is_none_even_with_consent():
    verdict = may_extend(Period(7, Unit.DAYS), [Extension(1, petitioner_consents=True)] * 3)
    assert [str(reason) for reason in verdict.reasons] == ["A period is extended at most twice."]


@pytest.mark.parametrize(
    ("amount", "unit"),
    [(0, "days"), (-1, "hours"), (20_001, "hours"), (2501, "days"), (521, "weeks"), (121, "months"), (11, "years")],
)
def test_periods_that_are_none(amount, unit):
    with pytest.raises(FactsError, match=f"^A period in (working )?{unit} is from 1 to .*, not {amount}\\.$"):
        Period(amount, Unit(unit))


def test_immediately_has_no_amount():
    with pytest.raises(FactsError, match=r"^“Immediately” has no amount\.$"):
        Period(3, Unit.IMMEDIATE)


def test_times_without_a_zone_are_refused():
    naive = datetime.datetime(2026, 9, 18, 10)
    with pytest.raises(FactsError, match=r"^2026-09-18T10:00:00 has no time zone\.$"):
        deadline(naive, IMMEDIATE, korea())
    with pytest.raises(FactsError) as caught:
        Pause(naive, naive.replace(minute=1))
    assert [str(reason) for reason in caught.value.reasons] == [
        "2026-09-18T10:00:00 has no time zone.",
        "2026-09-18T10:01:00 has no time zone.",
    ]


def test_a_pause_that_ends_before_it_starts():
    with pytest.raises(FactsError) as caught:
        times("2026-09-18T10:00", "2026-09-18T09:59")
    assert str(caught.value) == (
        "A pause cannot end (2026-09-18T09:59:00+09:00) before it starts (2026-09-18T10:00:00+09:00)."
    )


def test_another_zone_means_the_same_moment():
    utc = datetime.datetime(2026, 9, 17, 23, 30, tzinfo=datetime.UTC)  # 08:30 on the 18th in Korea
    assert deadline(utc, Period(7, Unit.DAYS), korea()).iso == "2026-09-30"
    assert deadline(utc, Period(1, Unit.HOURS), korea()).at == at("2026-09-18T10:00")


@pytest.mark.parametrize(
    ("received", "pauses"),
    [
        ("2018-12-31T10:00", []),
        ("2037-01-01T10:00", []),
        ("2036-12-31T10:00", []),
        ("2026-01-02T10:00", [times("2018-01-01T00:00", "2018-01-02T00:00")]),
        ("2026-01-02T10:00", [times("2026-01-01T00:00", "2037-01-02T00:00")]),
    ],
)
def test_years_whose_holidays_are_not_known(received, pauses):
    with pytest.raises(FactsError, match="the calendar runs from 2019 to 2036"):
        due(received, 7, "days", pauses)


@pytest.mark.parametrize(("received", "expected"), [("2019-01-02", "2019-01-10"), ("2036-12-01", "2036-12-09")])
def test_the_first_and_the_last_year_are_known(received, expected):
    assert due(received, 7, "days").iso == expected


def test_over():
    in_days, in_hours = due("2026-09-18T10:00", 7, "days"), due("2026-09-18T10:00", 5, "days")
    assert not in_days.is_over(at("2026-09-30T23:59"), korea())
    assert in_days.is_over(at("2026-10-01T00:00"), korea())
    assert not in_hours.is_over(at("2026-09-29T10:00"), korea())
    assert in_hours.is_over(at("2026-09-29T10:01"), korea())


def kinds(deadline):
    return [(day.date.isoformat()[5:], day.kind.value, day.name, day.amount, day.total) for day in deadline.days]


def test_the_count_day_by_day():
    assert kinds(due("2026-09-22T10:00", 6, "days", [pause("2026-09-28", "2026-09-28")])) == [
        ("09-22", "counted", "", 1, 1),
        ("09-23", "counted", "", 1, 2),
        ("09-24", "closed", "추석 전날", 0, 2),
        ("09-25", "closed", "추석", 0, 2),
        ("09-26", "closed", "추석 다음날", 0, 2),
        ("09-27", "closed", "일요일", 0, 2),
        ("09-28", "paused", "", 0, 2),
        ("09-29", "counted", "", 1, 3),
        ("09-30", "counted", "", 1, 4),
        ("10-01", "counted", "", 1, 5),
        ("10-02", "counted", "", 1, 6),
    ]


def test_the_count_in_hours():
    hour = 3600
    days = due(
        "2026-11-06T18:30",
        1,
        "days",
        [pause("2026-11-10", "2026-11-10"), times("2026-11-09T09:30", "2026-11-09T10:30")],
    )
    assert kinds(days) == [
        ("11-06", "too_late", "", 0, 0),
        ("11-07", "closed", "토요일", 0, 0),
        ("11-08", "closed", "일요일", 0, 0),
        ("11-09", "counted", "", 7 * hour, 7 * hour),
        ("11-10", "paused", "", 0, 7 * hour),
        ("11-11", "counted", "", hour, 8 * hour),
    ]
    assert days.days[3].spans == (
        (9 * hour, 9 * hour + 1800),
        (10 * hour + 1800, 12 * hour),
        (13 * hour, 18 * hour),
    )


@pytest.mark.parametrize(("time", "kind"), [("17:59", "counted"), ("18:00", "too_late"), ("18:01", "too_late")])
def test_at_closing_time(time, kind):
    day = due(f"2026-11-02T{time}", 1, "hours").days[0]
    assert day.kind == kind
    assert bool(day.spans) == (kind == "counted")


def test_a_pause_leaves_no_empty_hours():
    hour = 3600
    for pauses, spans in (
        ([times("2026-11-02T09:00", "2026-11-02T12:00")], ((13 * hour, 18 * hour),)),
        ([times("2026-11-02T13:00", "2026-11-02T18:00")], ((9 * hour, 12 * hour),)),
        ([times("2026-11-02T12:00", "2026-11-02T13:00")], ((9 * hour, 12 * hour), (13 * hour, 18 * hour))),
    ):
        assert due("2026-11-02T09:00", 9, "hours", pauses).days[0].spans == spans


def test_the_count_by_the_calendar():
    rows = kinds(due("2026-11-07T10:00", 1, "weeks"))
    assert rows[:3] == [
        ("11-07", "closed", "토요일", 0, 0),
        ("11-08", "closed", "일요일", 0, 0),
        ("11-09", "counted", "", 1, 1),
    ]
    assert kinds(due("2026-09-18T10:00", 1, "weeks"))[-5:] == [
        ("09-24", "counted", "추석 전날", 1, 7),
        ("09-25", "closed", "추석", 0, 7),
        ("09-26", "closed", "추석 다음날", 0, 7),
        ("09-27", "closed", "일요일", 0, 7),
        ("09-28", "carried", "", 0, 7),
    ]
    paused = due("2026-11-11T10:00", 1, "weeks", [pause("2026-11-12", "2026-11-12")])
    assert kinds(paused)[:3] == [
        ("11-11", "counted", "", 1, 1),
        ("11-12", "paused", "", 0, 1),
        ("11-13", "counted", "", 1, 2),
    ]
    assert rows[-3:] == [
        ("11-14", "counted", "토요일", 1, 6),
        ("11-15", "counted", "일요일", 1, 7),
        ("11-16", "carried", "", 0, 7),
    ]


def test_articles():
    def cited(*arguments):
        return [f"{article.ordinance} {article}" for article in due(*arguments).articles]

    assert cited("2026-11-02T09:00", 0, "immediate") == ["petition-decree 제19조"]
    assert cited("2026-11-02T09:00", 3, "hours") == ["petition-act 제19조제1항"]
    assert cited("2026-11-02T09:00", 5, "days") == ["petition-act 제19조제1항"]
    assert cited("2026-11-02T09:00", 6, "days", [pause("2026-11-03", "2026-11-03")], [Extension(1)]) == [
        "petition-act 제19조제2항",
        "petition-decree 제20조",
        "petition-decree 제21조제1항",
    ]
    assert cited("2026-11-02T09:00", 1, "weeks") == [
        "petition-act 제19조제3항",
        "civil-act 제159조",
        "civil-act 제160조",
        "civil-act 제161조",
    ]
