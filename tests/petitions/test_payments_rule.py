"""Which deposit is for which case, and what Korean banks' lists look like. No database."""

import datetime as dt
import time as clock

import pytest
from django.utils import translation

from petitions.payments.columns import KOREA, when, won
from petitions.payments.matching import Awaited, Fate, Line, Why, match
from petitions.payments.reading import LARGEST, decoded, read

DAY = dt.date(2026, 9, 18)
KIM = Awaited(1, "7KMP30XHR9TX", "김민원", 5000, DAY)
LEE = Awaited(2, "111122223333", "이수수", 3000, DAY)
KIM_AGAIN = Awaited(3, "7KMP30XHC0CJ", "김민원", 5000, DAY)
ENDED = Awaited(4, "7KMP30XHVVVV", "", 0, DAY, ended=True)
PAID = Awaited(5, "7KMP30XHWWWW", "", 0, DAY)
#: Foreigners' names in Latin letters.
SMITH = Awaited(6, "7KMP30XH0F7K", "John Smith", 4000, DAY)
ALL = [KIM, LEE, KIM_AGAIN, ENDED, PAID, SMITH]


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


def line(amount: int, *texts: str, number: int = 1, day: int = 19, reference: str = "") -> Line:
    at = dt.datetime(2026, 9, day, 10, tzinfo=KOREA)
    return Line(number, at, amount, texts[0] if texts else "", texts, reference or f"{number} {texts} {amount} {day}")


@pytest.mark.parametrize(
    ("given", "fate", "case", "why", "rest"),
    [
        (line(5000, "김민원R9TX"), Fate.MATCHED, 1, Why.CODE, 0),
        (line(5000, "김민원 r9tx"), Fate.MATCHED, 1, Why.CODE, 0),
        (line(5000, "7KMP-30XH-R9TX"), Fate.MATCHED, 1, Why.CODE, 0),
        (line(5000, "인터넷", "R9TX"), Fate.MATCHED, 1, Why.CODE, 0),  # in the memo; a parent pays
        (line(5000, "Ｒ９ＴＸ"), Fate.MATCHED, 1, Why.CODE, 0),  # full-width signs of a bank's keyboard
        (line(4000, "KIMOF7K"), Fate.MATCHED, 6, Why.CODE, 0),  # behind a Latin name, O for 0
        (line(4000, "john SMITH"), Fate.MATCHED, 6, Why.NAME, 0),
        (line(3000, "김민원R9TX"), Fate.TOO_LITTLE, 1, Why.CODE, 2000),
        (line(6000, "김민원R9TX"), Fate.TOO_MUCH, 1, Why.CODE, 1000),
        (line(3000, "이수수"), Fate.MATCHED, 2, Why.NAME, 0),
        (line(3000, "이 수수"), Fate.MATCHED, 2, Why.NAME, 0),
        (line(2900, "이수수"), Fate.TOO_LITTLE, 2, Why.NAME, 100),
        (line(3000, "이수수", day=17), Fate.UNKNOWN, None, Why.NOTHING, 0),  # before the petition was filed
        (line(5000, "김민원"), Fate.AMBIGUOUS, None, Why.NOTHING, 0),  # two of the same name and fee
        (line(5000, "박모름"), Fate.UNKNOWN, None, Why.NOTHING, 0),
        (line(3000, "01012343333"), Fate.UNKNOWN, None, Why.NOTHING, 0),  # a telephone that ends like a number
        (line(3000, "이수수3333"), Fate.MATCHED, 2, Why.CODE, 0),
        (line(5000, "VVVV"), Fate.CLOSED, 4, Why.CODE, 5000),
        (line(5000, "WWWW"), Fate.TWICE, 5, Why.CODE, 5000),
        (line(0, "R9TX"), Fate.WITHDRAWAL, None, Why.NOTHING, 0),
        (line(5000, "R9TX", reference="seen"), Fate.KNOWN, None, Why.NOTHING, 0),
    ],
)
def test_every_fate(given, fate, case, why, rest):
    (found,) = match([given], ALL, {"seen"})
    assert (found.fate, found.case, found.why, found.rest) == (fate, case, why, rest)


def test_one_list_pays_a_case_once_in_the_order_of_the_bookings():
    lines = [
        line(5000, "김민원R9TX", number=1, day=21),
        line(2000, "김민원R9TX", number=2, day=20),
        line(3000, "김민원R9TX", number=3, day=19),
        line(2900, "이수수", number=4),
        line(3000, "이수수3333", number=5, day=20),
    ]
    found = match(lines, ALL)
    assert [each.fate for each in found] == [Fate.TWICE, Fate.MATCHED, Fate.TOO_LITTLE, Fate.TOO_LITTLE, Fate.MATCHED]
    assert not found[3].pays, "by the name alone nothing is booked that does not fit"
    twins = match([line(5000, "R9TX", reference="x"), line(5000, "R9TX", number=2, reference="x")], ALL)
    assert [each.fate for each in twins] == [Fate.MATCHED, Fate.KNOWN]


def test_a_long_list_against_many_cases_takes_no_time():
    """Twenty thousand lines against six thousand cases; each line looks only at what it names."""
    many = [Awaited(key, f"{key:012d}", f"이름{key}", 1000, DAY) for key in range(6000)]
    lines = [line(1000, f"이름{number}", number=number) for number in range(20_000)]
    began = clock.perf_counter()
    found = match(lines, many)
    assert clock.perf_counter() - began < 5
    assert sum(each.fate is Fate.MATCHED for each in found) == 6000


@pytest.mark.parametrize(
    ("day", "time", "expected"),
    [
        ("2026-09-19 10:11:12", "", (19, 10, 11, 12)),
        ("2026.09.19 10:11", "", (19, 10, 11, 0)),
        ("2026/9/19", "오후 3:05:00", (19, 15, 5, 0)),
        ("20260919", "101112", (19, 10, 11, 12)),
        ("20260919101112", "", (19, 10, 11, 12)),
        ("2026년 9월 19일", "", (19, 0, 0, 0)),
        ("2026.09.19(토) 오전 12:30", "", (19, 0, 30, 0)),
        ("2026-13-19", "", None),
        ("2026-09-19 25:00", "", None),
        ("어제", "", None),
        ("", "", None),
    ],
)
def test_days_as_banks_write_them(day, time, expected):
    if expected is None:
        with pytest.raises(ValueError, match="is no"):
            when(day, time)
    else:
        found = when(day, time)
        assert (found.day, found.hour, found.minute, found.second) == expected


def test_amounts_as_banks_write_them():
    assert [won(text) for text in ("5,000", "5,000원", "₩5,000", "+5000.00", "", "-", "-300")] == [
        5000, 5000, 5000, 5000, 0, 0, -300,
    ]  # fmt: skip
    for wrong in ("5.5", "오천", "99999999999", "1e3", "--5"):
        with pytest.raises(ValueError, match="is no"):
            won(wrong)


KB = """예금주명,안양시
조회기간,2026.09.01~2026.09.30

거래일시,적요,보낸분/받는분,송금메모,출금액,입금액,잔액,거래점
2026.09.19 10:11:12,인터넷,김민원R9TX,,0,"5,000","105,000",강남
2026.09.19 10:11:12,인터넷,김민원R9TX,,0,"5,000","110,000",강남
2026.09.19 11:00:00,자동이체,한국전력,,"30,000",0,"80,000",
2026.09.19 12:00:00,폰뱅킹,,=cmd,0,abc,1,
합계,,,,"30,000","10,000",,
"""
WAY = (
    "No\t거래일자\t거래시간\t입출금구분\t거래금액\t내용\n"
    "1\t20260919\t101500\t입금\t3,000\t이수수\n"
    "2\t20260919\t101500\t출금\t3,000\t이수수\n"
    "3\t20260919\t101500\t입금\t3,000\t이수수\n"
)


def test_tables_of_banks_are_found_and_read():
    for encoding in ("utf-8-sig", "cp949"):
        text, wrong = decoded("b.csv", KB.encode(encoding))
        assert not wrong
        reading = read("b.csv", text)
        assert [(each.line.number, each.line.amount) for each in reading.entries] == [(5, 5000), (6, 5000), (7, 0)]
        assert [problem.line for problem in reading.problems] == [8]
        assert len({each.source for each in reading.entries}) == 3, "the balance tells two like deposits apart"
    way = read("w.csv", WAY)
    assert [each.line.amount for each in way.entries] == [3000, 0, 3000]
    first, _out, second = (each.source for each in way.entries)
    assert first != second
    assert [each.source for each in read("w.csv", WAY).entries][2] == second


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "The file is empty."),
        (b"a" * (LARGEST + 1), "too big"),
        (b"a\x00b", "no text"),
        (b"PK\x03\x04xxxx", "no text"),
        (b"\xff\xfe\xfa\xfb\x80", "neither UTF-8"),
        (b"<html><table>", "web page"),
        ("이름,금액\n김,1\n".encode(), "No table was found"),
        ('거래일시,입금액,메모\n2026.09.19,5000,"끝없는\n'.encode(), "Not readable as CSV"),
        ("거래일시,입금액\n".encode(), "holds no line"),
        (("거래일시,입금액\n" + "2026.09.19," + "1" * 200_000).encode(), "Not readable as CSV"),
        (("거래일시,입금액,메모\n2026.09.19,5000," + "가" * 301).encode(), "longer than 300"),
        ("거래일시,입금액\n2999.09.19,5000".encode(), "future"),
    ],
)
def test_hostile_lists_get_a_sentence(data, said):
    text, problems = decoded("b.csv", data)
    problems = problems or read("b.csv", text).problems
    assert len(problems) == 1
    assert said in problems[0].message
