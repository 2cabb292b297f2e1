"""The command line of deadlines."""

import os
import runpy
import sys

import pytest

from cms.ordinance.deadline_command import main

SEVEN = ["--unit", "days", "--amount", "7", "--received", "2026-09-18T10:00"]
THREE_HOURS = ["--unit", "hours", "--amount", "3", "--received", "2026-11-02T10:00"]


def ask(capsys, *arguments):
    assert main(arguments) == 0
    out, err = capsys.readouterr()
    assert err == ""
    return out.split("\n")


def refuse(capsys, *arguments):
    assert main(arguments) == 2
    out, err = capsys.readouterr()
    assert out == ""
    return err.rstrip("\n").split("\n")


def test_the_first_line_and_the_table(capsys):
    lines = ask(capsys, *SEVEN)
    assert lines[:7] == [
        "2026-09-30",
        "7 days: working days, the first day included.",
        "「민원 처리에 관한 법률」 제19조제2항",
        "",
        "Date        Day  Counted  Total  Why",
        "2026-09-18  금   1        1",
        "2026-09-19  토   -        1      not counted (산입하지 않음): 토요일",
    ]
    assert lines[11] == "2026-09-24  목   -        4      not counted (산입하지 않음): 추석 전날"
    assert lines[-2] == "2026-09-30  수   1        7"


def test_pauses_extension_and_holidays(capsys):
    lines = ask(capsys, *SEVEN, "--pause", "2026-09-21..2026-09-23", "--extend", "7", "--holiday", "2026-09-28")
    assert lines[0] == "2026-10-19"
    assert any("the clock stood still" in line for line in lines)
    assert "2026-09-28  월   -        1      not counted (산입하지 않음): 공휴일 (--holiday)" in lines


def test_an_option_takes_several_values_or_is_repeated(capsys):
    once = ask(capsys, *SEVEN, "--pause", "2026-09-21..2026-09-21", "2026-09-23..2026-09-23")
    twice = ask(capsys, *SEVEN, "--pause", "2026-09-21..2026-09-21", "--pause", "2026-09-23..2026-09-23")
    assert once == twice
    assert once[0] == "2026-10-02"


FIRST_LINES = [
    (["--unit", "days", "--amount", "5", "--received", "2026-09-18T10:00"], "2026-09-29T10:00"),
    (["--unit", "days", "--amount", "5", "--received", "2026-09-18 10:00:30"], "2026-09-29T10:00:30"),
    (["--unit", "days", "--amount", "5", "--received", "2026-09-18T10:00+09:00"], "2026-09-29T10:00+09:00"),
    (["--unit", "days", "--amount", "5", "--received", "2026-09-18T01:00Z"], "2026-09-29T10:00+09:00"),
    (["--unit", "days", "--amount", "5", "--received", "2026-09-18"], "2026-09-28T18:00"),
    (["--unit", "days", "--amount", "5", "--received", "2026-09-18T10:00:30.999"], "2026-09-29T10:00:30"),
    (["--unit", "days", "--amount", "5", "--received", "2026-09-17T20:00-05:00"], "2026-09-29T10:00+09:00"),
    (
        [
            "--unit",
            "hours",
            "--amount",
            "2",
            "--received",
            "2026-11-02T09:00",
            "--pause",
            "2026-11-02T00:30Z..2026-11-02T01:30Z",
        ],
        "2026-11-02T12:00",
    ),
    (["--unit", "days", "--amount", "7", "--received", "2026-04-30"], "2026-05-12"),
    (["--unit", "immediate", "--received", "2026-09-23T16:30"], "2026-09-28T10:30"),
    (["--unit", "immediate", "--amount", "1", "--received", "2026-09-23T16:30"], "2026-09-28T10:30"),
    (["--unit", "hours", "--amount", "40", "--received", "2026-09-18T10:00"], "2026-09-29T10:00"),
    (["--unit", "hours", "--amount", "1", "--received", "2026-11-02T19:00"], "2026-11-03T10:00"),
    (["--unit", "weeks", "--amount", "1", "--received", "2026-11-02T10:00"], "2026-11-09"),
    (["--unit", "months", "--amount", "1", "--received", "2026-03-31T10:00"], "2026-04-30"),
    (["--unit", "years", "--amount", "10", "--received", "2026-01-02T10:00", "--extend", "10"], "2046-01-02"),
    ([*SEVEN, "--extend", "7", "--extend", "7", "--consent"], "2026-10-22"),
    ([*SEVEN, "--working-day", "2026-09-26"], "2026-09-29"),
    (
        [
            "--unit",
            "hours",
            "--amount",
            "3",
            "--received",
            "2026-11-02T10:00",
            "--pause",
            "2026-11-02T11:00..2026-11-02T14:00",
        ],
        "2026-11-02T16:00",
    ),
    (
        [
            "--unit",
            "hours",
            "--amount",
            "3",
            "--received",
            "2026-11-02T10:00",
            "--pause",
            "2026-11-02T11:00..2026-11-02",
        ],
        "2026-11-03T11:00",
    ),
    (
        [
            "--unit",
            "days",
            "--amount",
            "7",
            "--received",
            "2026-09-18T10:00",
            "--pause",
            "2026-09-21T00:00Z..2026-09-21T01:00Z",
        ],
        "2026-10-01",
    ),
]


@pytest.mark.parametrize(("arguments", "expected"), FIRST_LINES)
def test_first_lines(capsys, arguments, expected):
    assert ask(capsys, *arguments)[0] == expected


def test_how_it_is_counted_is_said(capsys):
    assert ask(capsys, "--unit", "immediate", "--received", "2026-09-23T16:30")[1] == (
        "Immediately (즉시): 3 working hours from the time of receipt."
    )
    lines = ask(capsys, "--unit", "hours", "--amount", "1", "--received", "2026-11-06T18:30:15")
    assert lines[1] == "1 hour: 1 working hours from the time of receipt."
    assert lines[5] == "2026-11-06  금   -        0:00   received after working hours (근무시간 이후)"
    assert lines[8] == "2026-11-09  월   1:00     1:00   9:00–10:00"
    lines = ask(capsys, "--unit", "hours", "--amount", "1", "--received", "2026-11-06T09:00:15")
    assert lines[5] == "2026-11-06  금   1:00     1:00   9:00:15–10:00:15"
    lines = ask(capsys, "--unit", "weeks", "--amount", "1", "--received", "2026-11-02")
    assert lines[1] == "1 week by the calendar, the first day included."
    assert lines[10] == "2026-11-07  토   1        6      토요일"
    assert lines[-2] == (
        "2026-11-09  월   -        7      the last day was not a working day, so the period ends here (민법 제161조)"
    )


def test_the_table_lines_up_and_names_every_article(capsys):
    lines = ask(capsys, "--unit", "hours", "--amount", "9", "--received", "2026-11-02T10:00", "--extend", "1",
                "--pause", "2026-11-02T15:00..2026-11-02T16:00")  # fmt: skip
    assert lines[2:] == [
        "「민원 처리에 관한 법률」 제19조제1항, 「민원 처리에 관한 법률 시행령」 제20조, "
        "「민원 처리에 관한 법률 시행령」 제21조제1항",
        "",
        "Date        Day  Counted  Total  Why",
        "2026-11-02  월   6:00     6:00   10:00–12:00, 13:00–15:00, 16:00–18:00",
        "2026-11-03  화   4:00     10:00  9:00–12:00, 13:00–14:00",
        "",
    ]


def test_help(capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "300")
    with pytest.raises(SystemExit) as left:
        main(["--help"])
    assert left.value.code == 0
    assert " ".join(capsys.readouterr().out.split()) == (
        "usage: python -m cms.ordinance.deadlines [-h] [--unit [UNIT ...]] [--amount [N ...]] [--received [TIME ...]] "
        "[--pause [FROM..TO ...]] [--extend [N ...]] [--holiday [DATE ...]] [--working-day [DATE ...]] [--consent] "
        "When a petition is due (처리기간의 계산), and how that is counted. options: "
        "-h, --help show this help message and exit "
        "--unit [UNIT ...] immediate | hours | days | weeks | months | years "
        "--amount [N ...] how many of the unit; “immediate” has none "
        "--received [TIME ...] 2026-09-18T10:00, or a date alone "
        "--pause [FROM..TO ...] not counted: days (the last included), or times "
        "--extend [N ...] an extension in the same unit (for “immediate” in hours) "
        "--holiday [DATE ...] a holiday besides the calendar's "
        "--working-day [DATE ...] worked although the calendar says otherwise "
        "--consent the petitioner consents to a second extension"
    )


def test_everything_wrong_at_once(capsys):
    assert refuse(
        capsys,
        *("--unit", "dayz", "--amount", "x", "--received", "9", "--received", "10", "--extend", "-1", "--foo"),
        *("--pause", "3", "2026-09-23..2026-09-22", "a..b", "--holiday", "--working-day", "2026-13-01"),
    ) == [
        "--foo: there is no such option.",
        "--unit: “dayz” is not one of immediate, hours, days, weeks, months, years.",
        "--amount: “x” is not a whole number.",
        "--received is needed once, with one value.",
        "--pause: “3” is not a pause such as 2026-09-21..2026-09-23.",
        "--pause: “2026-09-23..2026-09-22” ends before it starts.",
        "--pause: “a” is not a time such as 2026-09-18T10:00.",
        "--extend: “-1” is not a whole number.",
        "--holiday needs a value.",
        "--working-day: “2026-13-01” is not a date such as 2026-09-18.",
    ]


@pytest.mark.parametrize(
    ("arguments", "sentences"),
    [
        (["--unit", "days", "--amount", "0", "--received", "9", "--foo"], [
            "--foo: there is no such option.",
            "--amount: A period in days is from 1 to 2500, not 0.",
            "--received: “9” is not a time such as 2026-09-18T10:00.",
        ]),
        (["--unit", "immediate", "--amount", "x", "--received", "9", "--extend", "4"], [
            "--amount: “x” is not a whole number.",
            "--received: “9” is not a time such as 2026-09-18T10:00.",
            "--extend: An extension is from 1 to the original period, 3, not 4.",
        ]),
        (["--unit", "days", "--received", "9", "--extend", "4"], [
            "--amount is needed once, with one value.",
            "--received: “9” is not a time such as 2026-09-18T10:00.",
        ]),
        (["--unit", "x", "--amount", "7", "--received", "0001-01-01"], [
            "--unit: “x” is not one of immediate, hours, days, weeks, months, years.",
            "--received: “0001-01-01” is too far away.",
        ]),
        ([*SEVEN, "--pause", "2026-09-21..2026-09-22..2026-09-23"], [
            "--pause: “2026-09-22..2026-09-23” is not a time such as 2026-09-18T10:00.",
        ]),
        ([*SEVEN, "--hol", "2026-09-21"], ["--hol: there is no such option."]),
    ],
)  # fmt: skip
def test_several_things_wrong(capsys, arguments, sentences):
    found = refuse(capsys, *arguments)
    assert [line for line in found if line in sentences] == sentences
    assert len(found) - len(sentences) in (0, 1)  # a word behind an unknown option belongs to nothing, and is named


def test_a_number_of_ten_digits_is_none(capsys):
    (line,) = refuse(capsys, "--unit", "days", "--amount", "1234567890", "--received", "2026-09-18")
    assert line == "--amount: “1234567890” is not a whole number."


def test_nothing_at_all(capsys):
    assert refuse(capsys) == [
        "--unit is needed once, with one value.",
        "--amount is needed once, with one value.",
        "--received is needed once, with one value.",
    ]


REFUSED = [
    (["--extend", "8"], "--extend: An extension is from 1 to the original period, 7, not 8."),
    (["--extend", "7", "7"], "--extend: A second extension needs the petitioner's consent."),
    (["--pause", "2026-09-21T10:00..2026-09-21T09:00"], "before it starts"),
    (["--pause", "2026-09-21..9999-12-31"], "--pause: “9999-12-31” is too far away."),
    (
        ["--holiday", "2026-09-21", "--working-day", "2026-09-21"],
        "2026-09-21 cannot be a holiday and a working day at once.",
    ),
]


@pytest.mark.parametrize(("more", "reason"), REFUSED)
def test_refused(capsys, more, reason):
    (line,) = refuse(capsys, *SEVEN, *more)
    assert reason in line


@pytest.mark.parametrize("amount", ["0", "2501", "999999999"])
def test_amounts_out_of_bounds(capsys, amount):
    (line,) = refuse(capsys, "--unit", "days", "--amount", amount, "--received", "2026-09-18")
    assert line == f"--amount: A period in days is from 1 to 2500, not {amount}."


@pytest.mark.parametrize("year", ["0002", "1948", "2100", "9998"])
def test_years_that_the_calendar_does_not_know(capsys, year):
    lines = refuse(capsys, "--unit", "days", "--amount", "7", "--received", f"{year}-05-01")
    assert lines == [f"The holidays of {int(year)} are not known; the calendar runs from 1949 to 2099."]


def test_the_year_before_the_receipt_is_looked_up_too(capsys):
    """A pause may have begun in it; nothing else is needed of it."""
    arguments = ("--unit", "days", "--amount", "7", "--received", "2026-01-02", "--pause", "2025-12-30..2026-01-05")
    assert ask(capsys, *arguments)[0] == "2026-01-14"


def test_far_ahead_is_found(capsys):
    assert ask(capsys, "--unit", "years", "--amount", "9", "--received", "2089-01-03")[0] == "2098-01-02"


def test_a_reader_who_has_seen_enough(monkeypatch):
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "w") as nobody_reads:
        monkeypatch.setattr(sys, "stdout", nobody_reads)
        assert main(SEVEN) == 0


def test_as_a_module(capsys, monkeypatch):
    monkeypatch.setattr(sys, "argv", ["deadlines", *SEVEN])
    monkeypatch.delitem(sys.modules, "cms.ordinance.deadlines")
    with pytest.raises(SystemExit) as caught:
        runpy.run_module("cms.ordinance.deadlines", run_name="__main__")
    assert caught.value.code == 0
    assert capsys.readouterr().out.startswith("2026-09-30\n")
