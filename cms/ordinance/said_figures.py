"""Figures of an original and of its translations as they can be set side by side.

Every language writes them in its own way: 2026. 5. 2. is 2 May 2026, 2026年5月2日 and ngày 2 tháng 5 năm 2026; 오후
6시 is 6 p.m., 下午6点, 午後6時 and 6 giờ chiều; 3억 5천만 원 is 350 million won; a Vietnamese 10.000 is ten
thousand.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from cms.ordinance.figures import Figure, FigureKind, read
from cms.ordinance.markup import PLACEHOLDER, TAG
from cms.ordinance.number_words import said_in_words


class Sort(StrEnum):
    """With what a figure can be compared."""

    WRITTEN = "written"  # an address on the web, of mail, a telephone number: letter by letter
    DATE = "date"
    MONTH = "month"
    TIME = "time"
    NUMBER = "number"


Value = Decimal | str | tuple[int, int]


@dataclass(frozen=True, slots=True)
class Said:
    """One figure. ``values``: what it can mean, one or more; ``text``: as it stands.

    ``asked``: whether the other text must have it. A date's value is its month and day, its year a number beside it; a
    time's are minutes of the day. ``stands_in``: a number that can say this figure, as the 2 of “2–5 May” says 2 May.
    """

    sort: Sort
    values: frozenset[Value]
    text: str
    kind: FigureKind
    asked: bool = True
    stands_in: frozenset[Decimal] = frozenset()


@dataclass(frozen=True, slots=True)
class Text:
    """The figures of a text, the numbers that its words can mean, and the months that words name."""

    figures: tuple[Said, ...]
    words: frozenset[Decimal]
    months: frozenset[Decimal] = frozenset()


# What all languages share

_ABROAD = re.compile(r"\(?(?:\+|(?<!\d)00)82\)?[\s.-]*(?:(?P<short>1[3-9]\d{2}-\d{4})|(?:\(0\)|0)?[\s.-]*(?=\d))")
WRITTEN = frozenset({FigureKind.EMAIL, FigureKind.URL, FigureKind.PHONE})
DIGITS = re.compile(r"\d+")


def bare(text: str) -> str:
    """Without markup and placeholders, which are compared by themselves; numbers from abroad as at home."""
    plain = html.unescape(TAG.sub(" ", PLACEHOLDER.sub(" ", text)))
    return _ABROAD.sub(lambda match: match["short"] or "0", plain)


def number_figure(
    text: str, *values: str | Decimal | int, asked: bool = True, kind: FigureKind = FigureKind.NUMBER
) -> Said:
    """A number, which can mean any of the values."""
    return Said(Sort.NUMBER, frozenset(map(Decimal, values)), text, kind, asked)


def date_figure(text: str, year: int | None, days: frozenset[tuple[int, int]]) -> Iterator[Said]:
    """A day of any year, and its year where the text names one. ``days``: pairs of month and day that it can mean."""
    stands_in = frozenset(Decimal(day) for _month, day in days)
    yield Said(Sort.DATE, frozenset(days), text, FigureKind.DATE, stands_in=stands_in)
    if year is not None:
        yield number_figure(text, year, kind=FigureKind.DATE)


def month_figure(text: str, year: int, month: int) -> Iterator[Said]:
    """A month of a year, and the year."""
    number = Decimal(month)
    yield Said(Sort.MONTH, frozenset({number}), text, FigureKind.DATE, stands_in=frozenset({number}))
    yield number_figure(text, year, kind=FigureKind.DATE)


def time_figure(text: str, hour: int, minute: int, half: str) -> Said:
    """``half``: am, pm, nothing for the clock of 24 hours, ? where the text does not say."""
    written = hour
    if half in ("am", "pm") and hour <= 12:
        hour = hour % 12 + 12 * (half == "pm")
    hours = {hour % 24, (hour + 12) % 24} if half == "?" and hour <= 12 else {hour % 24}
    alone = map(Decimal, {written, hour, *({hour % 12 or 12} if hour < 24 else {0})})
    minutes = frozenset(Decimal(each * 60 + minute) for each in hours)
    return Said(Sort.TIME, minutes, text, FigureKind.TIME, stands_in=frozenset() if minute else frozenset(alone))


# The original

_YEAR_CUT = re.compile(r"['’‘](\d{2})(?=\s?[년.])")
_DAY_DOTTED = re.compile(
    r"(?<![\d.])(?<!\d\.\s)(1[0-2]|0?[1-9])\s?[./]\s?(3[01]|[12]\d|0?[1-9])(?:\.(?!\s?\d)|(?=\s?\([월화수목금토일]))"
)
_HALVES_KO = re.compile("오전|오후|새벽|아침|낮|저녁|밤|am|pm|a\\.m|p\\.m", re.IGNORECASE)
_HOLIDAYS = {
    "신정": (1, 1), "삼일절": (3, 1), "어린이날": (5, 5), "현충일": (6, 6), "제헌절": (7, 17),
    "광복절": (8, 15), "개천절": (10, 3), "한글날": (10, 9), "성탄절": (12, 25), "크리스마스": (12, 25),
    "노동절": (5, 1), "근로자의 날": (5, 1),
}  # fmt: skip
#: A number with one of these that is 1 is often no number elsewhere: 1통 500원 is “500 won a copy”.
_SINGLE = frozenset(
    "일 주 개월 년 시간 분 초 명 인 사람 회 번 차례 건 부 장 매 개 통 권 쪽 과목 세대 가구 가지 종류 군데 곳".split()  # noqa: SIM905
)


_NAMED_DAY = re.compile(r"(?<!\d)(\d{1,2})\s?[.·ㆍ‧]\s?(\d{1,2})(?=절|\s?(?:운동|혁명|항쟁|만세|민주))")
_FRACTION = re.compile(r"(?<![\d/.])(\d)/(\d)(?![\d/])")
_TRILLION = re.compile(r"(?<![\d,.])(\d[\d,.]*)\s?조(?:\s?(?:(\d[\d,.]*)\s?(천)?\s?억))?(?=\s?(?:여\s?)?원)")


def of_original(text: str) -> Text:
    """What a Korean text says."""
    plain = _TRILLION.sub(_whole, unicodedata.normalize("NFKC", bare(text)))
    plain = _DAY_DOTTED.sub(r"\1월 \2일", _YEAR_CUT.sub(r"20\1", plain))
    unasked = [*_named_days(plain), *_fractions(plain)]
    plain = _FRACTION.sub(" ", _NAMED_DAY.sub(" ", plain))
    figures = [said for piece in read(plain) if isinstance(piece, Figure) for said in _of_figure(piece)]
    return Text((*figures, *unasked), said_in_words(plain, "ko") | _spans(plain))


def _whole(match: re.Match[str]) -> str:
    """1조 2천억 in digits, which elsewhere are the first article and so much more."""
    trillions, hundreds, thousand = match.groups()
    count = Decimal(trillions.replace(",", "")) * 10**12
    if hundreds:
        count += Decimal(hundreds.replace(",", "")) * 10 ** (11 if thousand else 8)
    return format(count, "f")


def _named_days(plain: str) -> Iterator[Said]:
    """Days that a translator may add to their name: 광복절 is Liberation Day (15 August), 5·18 that of Gwangju."""
    named = [(name, day) for name, day in _HOLIDAYS.items() if name in plain]
    named += [(match.group(), (int(match[1]), int(match[2]))) for match in _NAMED_DAY.finditer(plain)]
    for name, day in named:
        stands_in = frozenset(map(Decimal, day))
        yield Said(Sort.DATE, frozenset({day}), name, FigureKind.DATE, False, stands_in)


def _fractions(plain: str) -> Iterator[Said]:
    """1/2 is a half."""
    for match in _FRACTION.finditer(plain):
        yield from (number_figure(part, part, asked=False) for part in match.groups())


_HOURS_MINUTES = re.compile(r"(?<!\d)(\d+)\s?시간\s?(\d+)\s?분")


def _spans(plain: str) -> frozenset[Decimal]:
    """1시간 30분 is an hour and a half: 1.5 hours, 90 minutes."""
    return frozenset(
        span
        for hours, minutes in _HOURS_MINUTES.findall(plain)
        for span in (Decimal(hours) * 60 + Decimal(minutes), Decimal(hours) + Decimal(minutes) / 60)
    )


def _of_figure(figure: Figure) -> Iterator[Said]:
    if figure.kind in WRITTEN:
        yield Said(Sort.WRITTEN, frozenset({figure.value}), figure.text, figure.kind)
    elif figure.kind in (FigureKind.NUMBER, FigureKind.AMOUNT):
        yield from _of_counted(figure)
    elif figure.kind is FigureKind.DATE:
        parts = [int(part) for part in DIGITS.findall(figure.value)]
        if len(figure.value.split(" ")[0]) == len("2026-05"):
            yield from month_figure(figure.text, parts[0], parts[1])
        else:
            year = parts[0] if len(parts) > 2 else None
            yield from date_figure(figure.text, year, frozenset({(parts[-2], parts[-1])}))
    elif figure.kind is FigureKind.TIME:
        hour, minute = (int(part) for part in DIGITS.findall(figure.value))
        sure = _HALVES_KO.search(figure.text) or DIGITS.findall(figure.text)[0].startswith("0")
        yield time_figure(figure.text, hour, minute, "" if sure else "?")
    elif figure.kind is FigureKind.ADDRESS:
        yield from (number_figure(digits, digits, kind=figure.kind) for digits in DIGITS.findall(figure.text))


def _of_counted(figure: Figure) -> Iterator[Said]:
    number, _space, unit = figure.value.partition(" ")
    value, counted = Decimal(number), unit.split(" ")[0]
    written = any(sign.isdigit() for sign in figure.text)
    asked = counted not in _SINGLE if value == 1 else written or counted != "째"
    yield number_figure(figure.text, value, asked=asked and not (value == 7 and not written), kind=figure.kind)
