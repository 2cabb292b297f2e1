"""Figures as English, Chinese, Japanese and Vietnamese write them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from typing import Any

from cms.ordinance.figures import Figure, read
from cms.ordinance.number_words import ENGLISH_MONTHS, english_month, months_in_words, said_in_words
from cms.ordinance.said_figures import (
    WRITTEN,
    Said,
    Sort,
    Text,
    bare,
    date_figure,
    month_figure,
    number_figure,
    time_figure,
)
from cms.ordinance.written_numbers import written_number, written_values

_Build = Callable[[re.Match[str], bool], Iterator[Said]]
_REIWA = 2018  # 令和1年 is 2019


def of_translation(text: str, language: str) -> Text:
    """What a translation says in digits and in words. Of a language that is not known, digits alone."""
    short = short_language(language)
    figures: list[Said] = []
    rest = ""
    for piece in read(bare(text)):
        if isinstance(piece, Figure) and piece.kind in WRITTEN:
            figures.append(Said(Sort.WRITTEN, frozenset({piece.value}), piece.text, piece.kind))
            rest += " \0 "
        else:
            rest += piece.text if isinstance(piece, Figure) else piece
    words = said_in_words(rest, short) | (frozenset({Decimal(24), Decimal(7)}) if _ALWAYS.search(rest) else frozenset())
    figures += _in_digits(rest, short)
    return Text(tuple(figures), words | _halves(figures), months_in_words(rest, short))


def short_language(language: str) -> str:
    """zh of zh-hans, zh-Hant and zh_TW."""
    return re.split(r"[-_]", language.casefold(), maxsplit=1)[0]


def _in_digits(text: str, language: str) -> list[Said]:
    """Figures in the order in which they stand."""
    for sign in (_ALWAYS, _MEASURE, *((_WEEKDAY_VI,) if language == "vi" else ())):
        text = sign.sub(_blank, text)
    halved = bool(_HALVED.search(text))
    found: list[tuple[int, Said]] = []
    for pattern, build in (*_EVERYWHERE, *_PATTERNS.get(language, ()), (written_number(language), _counted(language))):

        def take(match: re.Match[str], build: _Build = build) -> str:
            found.extend((match.start(), said) for said in build(match, halved))
            return _blank(match)

        text = pattern.sub(take, text)
    return [said for _at, said in sorted(found, key=lambda each: each[0])]


def _blank(match: re.Match[str]) -> str:
    return "\0" * len(match.group())


def _halves(figures: Sequence[Said]) -> frozenset[Decimal]:
    """1.5 hours say 1시간 30분: an hour, and thirty minutes."""
    half = Decimal("0.5")
    values = [value for said in figures if said.sort is Sort.NUMBER for value in said.values]
    whole = {value - half for value in values if isinstance(value, Decimal) and str(value).endswith(".5")}
    return frozenset({Decimal(30), *whole}) if whole else frozenset()


# What is built of a match


def _dated(match: re.Match[str], halved: bool) -> Iterator[Said]:
    found = match.groupdict()
    yield from date_figure(match.group(), _year(found), frozenset({(_month(found), int(found["d"]))}))


def _monthly(match: re.Match[str], halved: bool) -> Iterator[Said]:
    found = match.groupdict()
    yield from month_figure(match.group(), _year(found) or 0, _month(found))


def _month(found: dict[str, Any]) -> int:
    return english_month(found["name"]) if "name" in found else int(found["m"])


def _year(found: dict[str, Any]) -> int | None:
    if reiwa := found.get("reiwa"):
        return _REIWA + int(reiwa)
    return int(year) if (year := found.get("y")) else None


def _slashed(match: re.Match[str], halved: bool) -> Iterator[Said]:
    """05/02/2026 is the second of May or the fifth of February."""
    one, two = int(match["one"]), int(match["two"])
    days = {(month, day) for month, day in ((one, two), (two, one)) if month <= 12}
    if days:
        yield from date_figure(match.group(), int(match["y"]), frozenset(days))
    else:
        yield from (number_figure(part, part) for part in match.group("one", "two", "y"))


def _era(match: re.Match[str], halved: bool) -> Iterator[Said]:
    yield number_figure(match.group(), _REIWA + int(match["reiwa"]))


def _clock(match: re.Match[str], halved: bool) -> Iterator[Said]:
    found = match.groupdict()
    hour = int(match["h"])
    minute = int(next((found[name] for name in ("min", "cmin", "hmin") if found.get(name)), None) or 0)
    if found.get("thirty") or found.get("past") is not None:
        minute = 30
    if found.get("quarter"):
        minute = 15 if found["quarter"] == "一" else 45
    said = (found.get("part") or found.get("half") or "").casefold()
    unsure = "?" if halved and not match["h"].startswith("0") else ""
    yield time_figure(match.group(), hour, minute, _half(said, hour) if said else unsure)


def _half(said: str, hour: int) -> str:
    """Which half of the day a word means with this hour: at night it is eight in the evening or one in the morning."""
    if said in _NOON:
        return "pm" if hour < 10 or hour == 12 else "am"
    if said in _NIGHT:
        return "pm" if 5 <= hour < 12 else "am"
    return "am" if said in _MORNING else "pm"


_MORNING = frozenset({"上午", "早", "早上", "早晨", "清晨", "凌晨", "午前", "朝", "早朝", "sáng", "a", "morning"})
_NOON = frozenset({"中午", "昼", "trưa", "noon"})
_NIGHT = frozenset({"đêm", "夜间", "夜間", "夜", "晚", "晚上", "晚间", "晚間", "midnight", "night"})
_HALVED = re.compile(
    rf"(?<![a-z])[ap]\.?\s?m(?![a-z])|{'|'.join(sorted(_MORNING | _NOON | _NIGHT - {'a'}, key=len, reverse=True))}"
    "|下午|傍晚|午後|夕方|chiều|tối|afternoon|evening",
    re.IGNORECASE,
)


def _counted(language: str) -> _Build:
    def build(match: re.Match[str], halved: bool) -> Iterator[Said]:
        yield number_figure(match.group(), *written_values(match.group(), language))

    return build


# Patterns, in the order in which they are tried; what one has taken, the next no longer sees

_YEAR, _M, _D = r"(?<!\d)(?P<y>\d{4})", r"(?<!\d)(?P<m>1[0-2]|0?[1-9])(?!\d)", r"(?P<d>3[01]|[12]\d|0?[1-9])(?!\d)"
_CLOCK_HOUR = r"(?<![\d:.,])(?P<h>2[0-4]|1\d|0?\d)(?!\d)"
_COLON = r":(?P<cmin>[0-5]\d)(?![\d:])"
_MONTH_EN = rf"(?P<name>(?<![A-Za-z])(?:{ENGLISH_MONTHS})(?![A-Za-z]))"
_PART_EN = r"(?:\s?o['’]clock)?\s(?:in\sthe\s)?(?P<part>morning|afternoon|evening|noon|midnight|at\snight)(?![a-z])"
_ALWAYS = re.compile(r"(?<!\d)24\s?/\s?7(?!\d)")
_MEASURE = re.compile(r"(?<=[cmk]m)[23](?![\d\w])|(?<=(?<![a-z])m)[23](?![\d\w])", re.IGNORECASE)
#: Thứ 2 is Monday. Days of the week are not compared.
_WEEKDAY_VI = re.compile(r"(?:thứ\s?|(?<!\w)t)[2-7](?!\w|[.,]\d)(?:\s?[-–,]\s?[2-7](?![\d:.h]))?", re.IGNORECASE)


def _of(build: _Build, *patterns: str) -> tuple[tuple[re.Pattern[str], _Build], ...]:
    return tuple((re.compile(pattern), build) for pattern in patterns)


_EVERYWHERE = (
    *_of(_dated, rf"{_YEAR}(?:\s?[./]\s?|-){_M}(?:\s?[./]\s?|-){_D}"),
    *_of(_slashed, r"(?<![\d/])(?P<one>\d{1,2})(?P<sep>[/.-])(?P<two>\d{1,2})(?P=sep)(?P<y>\d{4})(?!\d)"),
    *_of(_clock, rf"(?<![A-Za-z])(?P<half>A|P)M\s?{_CLOCK_HOUR}(?::(?P<min>[0-5]\d))?(?![\d:])"),
)
_PATTERNS = {
    "en": (
        *_of(
            _dated,
            rf"(?<![\d.,:])(?P<d>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?\s(?:of\s)?{_MONTH_EN}(?:,?\s(?P<y>\d{{4}})(?!\d))?",
            rf"{_MONTH_EN}\s(?:the\s)?(?P<d>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?![\d:]|\.\d)"
            r"(?:,?\s(?P<y>\d{4})(?!\d))?",
        ),
        *_of(
            _monthly,
            rf"{_MONTH_EN},?\s(?:of\s)?(?P<y>\d{{4}})(?!\d)",
        ),
        *_of(
            _clock,
            rf"(?i:half\spast)\s(?P<past>){_CLOCK_HOUR}",
            rf"{_CLOCK_HOUR}(?:[:.](?P<min>[0-5]\d))?\s?(?P<half>[aApP])\.?\s?[mM](?![A-Za-z])",
            rf"{_CLOCK_HOUR}{_PART_EN}",
            rf"{_CLOCK_HOUR}(?:\s?o['’]clock|{_COLON})",
        ),
    ),
    "zh": (
        *_of(_dated, rf"(?:{_YEAR}\s?年\s?)?{_M}\s?月\s?{_D}"),
        *_of(_monthly, rf"{_YEAR}\s?年\s?{_M}\s?月"),
        *_of(
            _clock,
            r"(?:(?P<part>上午|早上|早晨|清晨|凌晨|中午|下午|傍晚|晚上|晚间|晚間|夜间|夜間|早|晚)\s?)?"
            rf"{_CLOCK_HOUR}\s?(?:[点點时時](?:\s?(?P<min>[0-5]?\d)\s?分|\s?(?P<thirty>半)|(?P<quarter>[一三])刻)?|{_COLON})",
        ),
    ),
    "ja": (
        *_of(_dated, rf"(?:(?:{_YEAR}|令和\s?(?P<reiwa>\d{{1,2}}))\s?年\s?)?{_M}\s?月\s?{_D}"),
        *_of(_monthly, rf"(?:{_YEAR}|令和\s?(?P<reiwa>\d{{1,2}}))\s?年\s?{_M}\s?月"),
        *_of(_era, r"令和\s?(?P<reiwa>\d{1,2})(?=\s?年)"),
        *_of(
            _clock,
            r"(?:(?P<part>午前|午後|早朝|朝|夕方|夜|昼)の?\s?)?"
            rf"{_CLOCK_HOUR}\s?(?:時(?!間)(?:\s?(?P<min>[0-5]?\d)\s?分|\s?(?P<thirty>半))?|{_COLON})",
        ),
    ),
    "vi": (
        *_of(
            _dated,
            r"(?<![\d/.,])(?P<d>3[01]|[12]\d|0?[1-9])\s?(?:tháng\s?|/)"
            rf"{_M}(?:\s?(?:,?\s?năm\s|/)(?P<y>\d{{4}})(?!\d))?(?![/,.]?\d)",
        ),
        *_of(
            _monthly,
            rf"(?i:tháng)\s{_M}\s?(?:,?\s?năm\s|/)\s?(?P<y>\d{{4}})(?!\d)",
        ),
        *_of(
            _clock,
            rf"{_CLOCK_HOUR}(?:\s?giờ(?:\s?(?P<min>[0-5]?\d)(?:\s?phút|(?![\d.,/]))|\s(?P<thirty>rưỡi))?"
            rf"|\s?[hg](?P<hmin>[0-5]\d)?(?!\w)|{_COLON})"
            r"(?:\s(?P<part>sáng|trưa|chiều|tối|đêm)(?!\w)|\s?(?P<half>[aApP])\.?[mM](?!\w))?",
        ),
    ),
}
