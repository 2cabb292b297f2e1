"""What a text says that must not be said wrongly: numbers, dates, times, amounts, telephone numbers, addresses, days of
the week, negations.

``read("수수료는 3만 원입니다.")`` parts a text into words and figures, in order. A figure has a value by which two
spellings of the same are the same: 3만 원 and 30,000원, 2026. 7. 1.(수) and 2026-07-01, 오후 6시 and 18:00.
"""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class FigureKind(StrEnum):
    """What a figure is."""

    EMAIL = "email"
    URL = "url"
    PHONE = "phone"
    DATE = "date"
    TIME = "time"
    ADDRESS = "address"
    AMOUNT = "amount"
    NUMBER = "number"
    WEEKDAY = "weekday"
    NEGATION = "negation"


@dataclass(frozen=True, slots=True)
class Figure:
    """``value`` is compared, ``text`` is how it is written (in compatibility form)."""

    kind: FigureKind
    value: str
    text: str


#: Korean counters and measures that follow a number; longer ones first.
_UNITS = (
    "개월|근무일|영업일|주일|주간|시간|퍼센트|프로|등급|단계|가지|종류|차례|군데|사람|세대|가구|병상|킬로그램|킬로미터|미터"
    "|원|일|월|년|주|분|초|시|세|살|명|인|회|번|차|호|층|동|건|부|장|매|개|통|곳|대|권|평|톤|쪽|점|급|조|항|달|배|석|박|과|학기"
)
_LATIN_UNITS = "%|‰|℃|m2|m3|km|cm|mm|kg|mg|ml|kwh|kw|won|krw|usd|days?|months?|weeks?|years?|hours?|minutes?"
_BOUNDS = "이상|이하|초과|미만|이내|이후|이전|까지|부터"
#: What may follow a counter without making another word of it.
_AFTER = (
    r"(?=[^가-힣]|$|을|를|은|는|이|가|의|에|로|으로|과|와|도|만|씩|째|당|간|중|전|후|안|동안|마다|정도|짜리|입니다|이며|이고|인|여"
    rf"|{_BOUNDS})"
)
_NUMBER = r"\d+(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?"
_TENS = "십백천만억萬万千百億亿"
_MULTIPLES = rf"(?=[{_TENS}]+(?:\d|\s\d|\s?(?:{_UNITS}|won|krw){_AFTER}|[^가-힣]|$|이|을|은|의|여))"
_WEEKDAY = "월화수목금토일"
_MONTH, _DAY = r"(?:0?[1-9]|1[0-2])(?!\d)", r"(?:0?[1-9]|[12]\d|3[01])(?!\d)"
_SINO = "일이삼사오육칠팔구십백천만억"
_NATIVE = {
    "하나": 1, "한": 1, "두": 2, "세": 3, "네": 4, "다섯": 5, "여섯": 6, "일곱": 7, "여덟": 8, "아홉": 9, "열": 10,
    "열한": 11, "열두": 12, "스무": 20, "서른": 30, "마흔": 40, "쉰": 50, "예순": 60, "일흔": 70, "여든": 80,
    "아흔": 90,
}  # fmt: skip
_DAYS = {
    "하루": 1, "이틀": 2, "사흘": 3, "나흘": 4, "닷새": 5, "엿새": 6, "이레": 7, "여드레": 8, "아흐레": 9, "열흘": 10,
    "보름": 15, "일주일": 7,
}  # fmt: skip
_ORDINALS = {"첫째": 1, "둘째": 2, "셋째": 3, "넷째": 4, "다섯째": 5}
#: 안 says no before a verb; 안내 is guidance, 건물 안 is inside. 못 not in 연못, 잘못. What grammar says is one and the
#: same no, however it is worded; the words after it are each their own.
_NOT = (
    r"(?<![가-힣])안\s(?=되|돼|된|됩|될|됐|하|합|할|한|했|해|받|내|쓰|써|맞|열|걸|드|오|와|온|올|가도|가면|가지)"
    r"|(?<![가-힣])안(?=되|돼|된|됩|될|됐)"
    r"|(?<![가-힣])못(?=\s|하|합|한|할|했|해|받|쓰|들)|(?<=지)\s?못|않|없|아니|아닌|아닙|아님|아닐"
    r"|(?<=지)\s?(?:마십|마세|마시|말아|말고|말\s?것|마라)|금지|불가(?!리아|피|사의)|불허"
    r"|(?<![a-z])(?:not|no|never|cannot)(?![a-z])|(?<=[a-z])n['’]t(?![a-z])"
)
_EXCEPT = (
    r"제외|불필요|불요|면제|무료|유료|휴무|휴관|휴진|휴업|중단|폐지|비대상|(?<![가-힣])미(?=신청|제출|납부|등록|지참|운영|실시|지급|포함|대상)"
    r"|(?<![a-z])(?:without|except|free)(?![a-z])"
)
_HOST = r"(?<![a-z0-9._+@-])"
_PATTERNS = {
    "email": r"(?<![a-z0-9._+-])[a-z0-9._+-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)+",
    "url": (
        r"(?:https?://|www\.)[\w\-.~/?#\[\]@!$&*+,;=%:]*[a-z0-9/=_-]"
        rf"|{_HOST}(?:[a-z0-9-]+\.)+(?:kr|com|net|org)(?:/[a-z0-9./?=&%#_-]*[a-z0-9/=_-]|/)?(?![a-z0-9-])"
    ),
    "phone": (
        r"(?<!\d)(?:\+82[\s-]?\(?0?\)?\d{1,2}|\(?0\d{1,2}\)?)[\s.)-]{0,2}\d{3,4}[\s.-]\d{4}(?!\d)"
        r"|(?<!\d)1[3-9]\d{2}-\d{4}(?!\d)"
    ),
    "date": (
        rf"(?<!\d)(?P<y>\d{{4}})\s?[년年.\-/]\s?(?P<m>{_MONTH})\s?[월月.\-/]\s?(?P<d>{_DAY})(?:\s?[일日]|\.(?!\d))?"
        rf"(?:\s?\((?P<w>[{_WEEKDAY}])(?:요일)?\))?"
    ),
    "month": rf"(?<!\d)(?P<my>\d{{4}})\s?년\s?(?P<mm>{_MONTH})\s?월",
    "day": rf"(?<!\d)(?P<dm>{_MONTH})\s?월\s?(?P<dd>{_DAY})\s?일",
    "time": (
        r"(?:(?P<half>오전|오후|am|pm)\s?)?(?<!\d)(?:(?P<h>\d{1,2})\s?시(?!간)"
        r"(?:\s?(?P<min>\d{1,2})\s?분|\s?(?P<thirty>반)(?![가-힣]))?"
        r"|(?P<ch>\d{1,2}):(?P<cmin>[0-5]\d)(?!\d)(?:\s?(?P<later>am|pm)(?![a-z]))?)"
    ),
    "address": (
        r"(?<![가-힣\d])(?:[가-힣\d]*(?<!으)로|[가-힣\d]+길)\s?\d+(?:번길\s?\d+)?(?:-\d+)?"
        rf"(?=$|[\s()\]]|,(?!\d)|에|번지)(?!\s(?:{_UNITS}){_AFTER})"
        r"|(?<![가-힣\d])[가-힣\d]{1,5}[동리]\s?\d+(?:-\d+(?!\d)|번지)"
    ),
    "amount": rf"(?:₩|krw\s?)(?:{_NUMBER})",
    "number": rf"(?:(?:{_NUMBER}){_MULTIPLES}[{_TENS}]+\s?)+(?:{_NUMBER})?|(?:{_NUMBER})",
    "sino": (
        rf"(?<![가-힣\d])(?:[{_SINO}]{{2,}}(?=\s?(?:원|개월|일|년|명|회|퍼센트|시간|분|주){_AFTER})"
        rf"|[십백천만억](?=\s?(?:원|명|년|개월|퍼센트){_AFTER}))"
    ),
    "native": (
        rf"(?<![가-힣])(?:{'|'.join(sorted(_NATIVE, key=len, reverse=True))})"
        rf"(?=\s(?:명|번|달|개월|주|가지|개|시간|살|곳|사람|차례|배|종류|단계|군데){_AFTER}"
        rf"|(?:번(?=째)|명|달|개월|가지|시간|차례|곳){_AFTER})"
    ),
    "days": rf"(?<![가-힣])(?:{'|'.join(_DAYS)}){_AFTER}",
    "ordinal": rf"(?<![가-힣])(?:{'|'.join(_ORDINALS)})",
    "weekday": (
        rf"[{_WEEKDAY}]요일|\([{_WEEKDAY}](?:\s?[~·,/-]\s?[{_WEEKDAY}])*\)"
        rf"|(?<![가-힣])[{_WEEKDAY}](?:\s?[~·,/]\s?[{_WEEKDAY}])+(?![가-힣])"
        r"|평일|주말|공휴일|격주|격일|매일|매주|매월|매년|연중"
        r"|(?<![a-z])(?:mon|tues|wednes|thurs|fri|satur|sun)days?(?![a-z])"
    ),
    "negation": _NOT,
    "exception": _EXCEPT,
}
_FIGURE = re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in _PATTERNS.items()), re.IGNORECASE)
_BOUND = re.compile(rf"\s?(?P<bound>{_BOUNDS})")
_UNIT = re.compile(rf"\s?(?:(?P<korean>{_UNITS}){_AFTER}|(?P<latin>{_LATIN_UNITS})(?![a-z]))", re.IGNORECASE)
_ALIASES = {
    "퍼센트": "%", "프로": "%", "won": "원", "krw": "원", "영업일": "근무일", "세": "살", "달": "개월", "주일": "주",
    "주간": "주",
}  # fmt: skip
_ONES = dict(zip("일이삼사오육칠팔구", range(1, 10), strict=True))
_SMALL = {"십": 10, "백": 100, "百": 100, "천": 1000, "千": 1000}
_LARGE = dict.fromkeys("만萬万", 10**4) | dict.fromkeys("억億亿", 10**8)
_PARTS = re.compile(rf"{_NUMBER}|[^\s]")
_BOUNDED = frozenset({FigureKind.DATE, FigureKind.TIME, FigureKind.NUMBER, FigureKind.AMOUNT})
_COUNTED = frozenset({"amount", "number", "sino", "native"})


def read(text: str) -> list[str | Figure]:
    """The text as words and figures, in order; joined it is the text in its compatibility form."""
    plain = _plain(text)
    pieces: list[str | Figure] = []
    at = 0
    while match := _FIGURE.search(plain, at):
        figure = _figure(match, plain)
        pieces += [plain[at : match.start()], figure]
        at = match.start() + len(figure.text)
    pieces.append(plain[at:])
    return [piece for piece in pieces if piece]


def as_written(text: str) -> Iterator[tuple[str | Figure, str]]:
    """The same pieces, each with the signs in which it was written: （주） and not (주). Joined they are the text.

    A sign that stands for several letters, of which a figure takes some, is given in those letters.
    """
    signs = _signs(text)
    written, plain = "", ""
    for piece in read(text):
        rest, found = piece.text if isinstance(piece, Figure) else piece, ""
        while rest:
            if not plain:
                written, plain = next(signs)
            if rest.startswith(plain):
                rest, found, plain = rest[len(plain) :], found + written, ""
            else:
                found, plain = found + rest, plain[len(rest) :]
                rest, written = "", plain
        yield piece, found


def _signs(text: str) -> Iterator[tuple[str, str]]:
    """What can be put into its compatibility form for itself, with that form."""
    sign = ""
    for letter in text:
        if sign and not unicodedata.combining(letter) and _plain(sign + letter) == _plain(sign) + _plain(letter):
            yield sign, _plain(sign)
            sign = ""
        sign += letter
    yield sign, _plain(sign)


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text)


def _figure(match: re.Match[str], plain: str) -> Figure:
    name = next(name for name in _PATTERNS if match[name] is not None)
    if name in _COUNTED:
        kind, value, end = _counted(name, match, plain)
    else:
        kind, value, end = _KINDS[name], _value(name, match), match.end()
    if kind in _BOUNDED and (bound := _BOUND.match(plain, end)):
        value, end = f"{value} {bound['bound']}", bound.end()
    return Figure(kind, value, plain[match.start() : end])


_KINDS = {
    "email": FigureKind.EMAIL,
    "url": FigureKind.URL,
    "phone": FigureKind.PHONE,
    "date": FigureKind.DATE,
    "month": FigureKind.DATE,
    "day": FigureKind.DATE,
    "time": FigureKind.TIME,
    "address": FigureKind.ADDRESS,
    "days": FigureKind.NUMBER,
    "ordinal": FigureKind.NUMBER,
    "weekday": FigureKind.WEEKDAY,
    "negation": FigureKind.NEGATION,
    "exception": FigureKind.NEGATION,
}


def _value(name: str, match: re.Match[str]) -> str:
    """What is compared; spaces and letter case never are."""
    text = re.sub(r"\s", "", match.group()).casefold()
    if name == "url":
        return re.sub(r"^https?://|^www\.|/$", "", re.sub(r"^https?://", "", text))
    if name == "phone":
        return re.sub(r"\D", "", re.sub(r"^\+82\(?0?", "0", text))
    if name == "date":
        return _date(match)
    if name == "month":
        return f"{int(match['my']):04}-{int(match['mm']):02}"
    if name == "day":
        return f"{int(match['dm']):02}-{int(match['dd']):02}"
    if name == "time":
        return _time(match)
    if name == "days":
        return f"{_DAYS[text]} 일"
    if name == "ordinal":
        return f"{_ORDINALS[text]} 째"
    if name == "weekday":
        return re.sub(r"[()]|요일", "", text)
    return "not" if name == "negation" else text


def _date(match: re.Match[str]) -> str:
    """The day of the week that goes with a date says nothing more; a wrong one does."""
    year, month, day = (int(match[part]) for part in "ymd")
    said = f"{year:04}-{month:02}-{day:02}"
    weekday = match["w"]
    try:
        right = weekday is None or _WEEKDAY[datetime.date(year, month, day).weekday()] == weekday
    except ValueError:
        right = False
    return said if right else f"{said} {weekday or ''}"


def _time(match: re.Match[str]) -> str:
    hour = int(match["h"] or match["ch"])
    minute = 30 if match["thirty"] else int(match["min"] or match["cmin"] or 0)
    half = {"오전": "am", "오후": "pm"}.get(match["half"] or "", match["half"] or match["later"] or "").casefold()
    if half and hour <= 12:
        hour, half = hour % 12 + 12 * (half == "pm"), ""
    return f"{half}{hour:02}:{minute:02}"


def _counted(name: str, match: re.Match[str], plain: str) -> tuple[FigureKind, str, int]:
    """A number with what it counts."""
    text = match.group().rstrip()
    end = match.start() + len(text)
    number = str(_NATIVE[text]) if name == "native" else _plain_number(text)
    unit = "원" if name == "amount" else ""
    if not unit and (counted := _UNIT.match(plain, end)):
        end = counted.end()
        said = (counted["korean"] or counted["latin"]).casefold()
        unit = _ALIASES.get(said, said)
    kind = FigureKind.AMOUNT if unit in ("원", "usd") else FigureKind.NUMBER
    return kind, f"{number} {unit}".strip(), end


def _plain_number(text: str) -> str:
    """3만 5천 and 35,000 are 35000; 007 stays 007."""
    digits = re.sub(r"[₩,]|krw|\s", "", text, flags=re.IGNORECASE)
    if re.fullmatch(r"[\d.]+", digits):
        return digits
    total = section = current = Decimal(0)
    for part in _PARTS.findall(text):
        if part in _SMALL:
            section, current = section + (current or 1) * _SMALL[part], Decimal(0)
        elif part in _LARGE:
            total, section, current = total + ((section + current) or 1) * _LARGE[part], Decimal(0), Decimal(0)
        else:
            current = Decimal(_ONES.get(part) or part.replace(",", ""))
    return format((total + section + current).normalize(), "f")
