"""Numbers that a text says in words: 스물다섯, twenty-five, 二十五, hai mươi lăm.

What is read here excuses and never accuses: “both districts” says the 2 of 두 구, but no word is ever taken for
a number that the other text must have.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal

Numbers = Iterator[Decimal]


def said_in_words(text: str, language: str) -> frozenset[Decimal]:
    """The numbers that words of the text can mean; ``language`` as ko, en, zh, ja, vi. Of another language none."""
    return frozenset(number for read in _READERS.get(language, ()) for number in read(text.casefold()))


def months_in_words(text: str, language: str) -> frozenset[Decimal]:
    """Months that words name: May, 五月, tháng năm. Of Korean, which writes them in digits, none."""
    plain = text.casefold()
    if language == "en":
        return frozenset(Decimal(english_month(name)) for name in re.findall(ENGLISH_MONTHS, text))
    pattern = {"zh": _HAN_MONTH, "ja": _HAN_MONTH, "vi": _VIETNAMESE_MONTH}.get(language)
    words = " ".join(pattern.findall(plain)) if pattern else ""
    return said_in_words(words, language)


def _phrases(table: Mapping[str, tuple[str, ...]], before: str = "", after: str = "") -> Callable[[str], Numbers]:
    """A reader of fixed phrases, the longest first."""
    known = {phrase: tuple(map(Decimal, numbers)) for phrase, numbers in table.items()}
    pattern = re.compile(before + f"(?:{'|'.join(sorted(map(re.escape, known), key=len, reverse=True))})" + after)

    def read(text: str) -> Numbers:
        for match in pattern.finditer(text):
            yield from known[match.group()]

    return read


# Hundreds and thousands by their signs


def _by_position(run: str, ones: Mapping[str, int], small: Mapping[str, int], large: Mapping[str, int]) -> Decimal:
    """三百五十 and 삼백오십 are 350; a run of bare digits is read digit by digit: 二〇二六."""
    if len(run) > 1 and all(sign in ones for sign in run):
        return Decimal("".join(str(ones[sign]) for sign in run))
    total = section = current = 0
    for sign in run:
        if sign in ones:
            current = ones[sign]
        elif sign in small:
            section, current = section + (current or 1) * small[sign], 0
        else:
            total, section, current = total + ((section + current) or 1) * large[sign], 0, 0
    return Decimal(total + section + current)


# Korean

_KOREAN_TENS = {
    "열": 10, "스물": 20, "스무": 20, "서른": 30, "마흔": 40, "쉰": 50, "예순": 60, "일흔": 70, "여든": 80, "아흔": 90,
}  # fmt: skip
_KOREAN_ONES = {
    "하나": 1, "한": 1, "둘": 2, "두": 2, "셋": 3, "세": 3, "석": 3, "넷": 4, "네": 4, "넉": 4, "다섯": 5, "여섯": 6,
    "일곱": 7, "여덟": 8, "아홉": 9,
}  # fmt: skip
_KOREAN_NATIVE = re.compile(
    rf"(?<![가-힣])(?P<tens>{'|'.join(_KOREAN_TENS)})?(?P<ones>{'|'.join(_KOREAN_ONES)})?"
    r"(?=[^가-힣]|$|번|명|달|개|가지|시간|차례|곳|째|은|는|이|가|을|를|의|에|로|과|와|도|만|씩|여)"
)
_KOREAN_PHRASES = {
    "첫": ("1",), "하루": ("1",), "이틀": ("2",), "사흘": ("3",), "나흘": ("4",), "닷새": ("5",), "엿새": ("6",),
    "이레": ("7",), "여드레": ("8",), "아흐레": ("9",), "열흘": ("10",), "보름": ("15",), "일주일": ("7", "1"),
    "한두": ("1", "2"), "두세": ("2", "3"), "두서너": ("2", "3", "4"), "서너": ("3", "4"), "절반": ("50", "2"),
    "시 반": ("30", "0.5"), "시간 반": ("30", "0.5"), "양쪽": ("2",), "양측": ("2",), "양일": ("2",),
    "둘째": ("2",), "셋째": ("3",), "넷째": ("4",),
    "매일": ("1",), "매주": ("1",), "매월": ("1",), "매달": ("1",), "매년": ("1",), "해마다": ("1",), "마다": ("1",),
    "연중": ("365", "7"), "상시": ("24", "365"), "정오": ("12",), "자정": ("0", "12", "24"), "종일": ("24",),
    "두 배": ("2", "200"), "반나절": ("0.5",), "다음 날": ("1",), "이튿날": ("2", "1"), "인당": ("1",),
    "명당": ("1",), "건당": ("1",), "회당": ("1",), "시간당": ("1",),
}  # fmt: skip
_KOREAN_SINO = re.compile(r"(?<![가-힣])제?([일이삼사오육칠팔구영공십백천만억]{2,20})(?!시)")
_SINO_ONES = {sign: at for at, sign in enumerate("영일이삼사오육칠팔구")} | {"공": 0}
_SINO_SMALL = {"십": 10, "백": 100, "천": 1000}
_SINO_LARGE = {"만": 10**4, "억": 10**8}


def _korean_native(text: str) -> Numbers:
    for match in _KOREAN_NATIVE.finditer(text):
        if match.group():
            yield Decimal(_KOREAN_TENS.get(match["tens"], 0) + _KOREAN_ONES.get(match["ones"], 0))


def _korean_sino(text: str) -> Numbers:
    for match in _KOREAN_SINO.finditer(text):
        yield _by_position(match[1], _SINO_ONES, _SINO_SMALL, _SINO_LARGE)


# English

_ENGLISH = (  # noqa: SIM905
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
    " eighteen nineteen"
).split()
_ENGLISH_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()  # noqa: SIM905
_ENGLISH_SMALL = {word: at for at, word in enumerate(_ENGLISH)} | {
    word: 10 * at for at, word in enumerate(_ENGLISH_TENS, 2)
}
_ENGLISH_ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fifth": 5, "eighth": 8, "ninth": 9, "twelfth": 12,
} | {f"{word}th": at for word, at in _ENGLISH_SMALL.items()} | {
    f"{word[:-1]}ieth": 10 * at for at, word in enumerate(_ENGLISH_TENS, 2)
}  # fmt: skip
_ENGLISH_LARGE = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_ENGLISH_ALL = _ENGLISH_SMALL | _ENGLISH_ORDINALS | _ENGLISH_LARGE
_ENGLISH_WORD = rf"(?:{'|'.join(sorted(_ENGLISH_ALL, key=len, reverse=True))})"
_ENGLISH_RUN = re.compile(rf"(?<![a-z]){_ENGLISH_WORD}(?:[\s-](?:and\s)?{_ENGLISH_WORD}){{0,12}}(?![a-z])")
_ENGLISH_PHRASES = {
    "weekly": ("7",), "week": ("7",), "once": ("1",), "single": ("1",), "ground": ("1",), "both": ("2",),
    "twice": ("2",), "double": ("2", "200"), "pair": ("2",), "couple": ("2",), "either": ("2",), "thrice": ("3",),
    "triple": ("3",), "triplicate": ("3",), "duplicate": ("2",), "dozen": ("12",), "fortnight": ("14", "15", "2"),
    "two weeks": ("14", "15"), "half a month": ("15",), "half": ("0.5", "2", "30", "50", "6"),
    "quarter": ("15", "25", "4"), "noon": ("12",), "midday": ("12",), "midnight": ("0", "12", "24"),
    "around the clock": ("24",), "round the clock": ("24",), "day and night": ("24",), "all year round": ("365",),
    "all day": ("24",), "year-round": ("365",), "basement": ("1",),
}  # fmt: skip
_MONTHS = "january february march april may june july august september october november december".split()  # noqa: SIM905


def english_month(word: str) -> int:
    """Of a name or its beginning of three letters; 0 where it is none."""
    return next((at for at, name in enumerate(_MONTHS, 1) if name.startswith(word.casefold().rstrip(".")[:3])), 0)


#: Capitalised: “you may 2” is no date.
ENGLISH_MONTHS = "|".join(
    spelt
    for name in (*_MONTHS, "sept")
    for word in (name, name[:4] if name == "sept" else name[:3])
    for spelt in (f"{word.capitalize()}\\.?", f"{word.upper()}\\.?")
)


def _english(text: str) -> Numbers:
    for match in _ENGLISH_RUN.finditer(text):
        words = [word for word in re.split(r"[\s-]", match.group()) if word != "and"]
        if "-" not in match.group():
            yield from (Decimal(_ENGLISH_ALL[word]) for word in words)
        yield _english_sum(words)


def _english_sum(words: list[str]) -> Decimal:
    total = current = 0
    for word in words:
        value = _ENGLISH_ALL[word]
        if word == "hundred":
            current = (current or 1) * value
        elif word in _ENGLISH_LARGE:
            total, current = total + (current or 1) * value, 0
        else:
            current += value
    return Decimal(total + current)


_ENGLISH_MONTH_NAMES = {name: (str(at),) for at, name in enumerate(_MONTHS, 1)} | {
    name[:3]: (str(at),) for at, name in enumerate(_MONTHS, 1)
}

# Chinese and Japanese

_HAN_ONES = {sign: at for at, sign in enumerate("〇一二三四五六七八九")} | {
    "零": 0, "两": 2, "兩": 2, "壱": 1, "弐": 2, "参": 3,
}  # fmt: skip
_HAN_SMALL = {"十": 10, "百": 100, "千": 1000}
_HAN_LARGE = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}
_HAN_RUN = re.compile(f"[{''.join((*_HAN_ONES, *_HAN_SMALL, *_HAN_LARGE))}]{{1,20}}")
_CHINESE_PHRASES = {
    "首": ("1",), "双": ("2",), "雙": ("2",), "周": ("7",),
    "週": ("7",), "星期": ("7",), "半": ("0.5", "30", "6", "15", "50", "2"), "两周": ("14", "15"),
    "兩週": ("14", "15"), "全天": ("24",), "昼夜": ("24",), "晝夜": ("24",), "全年": ("365",), "中午": ("12",),
    "正午": ("12",), "午夜": ("0", "12", "24"), "零时": ("0", "24"), "凌晨": ("0",), "均": ("2",),
    "加倍": ("2", "200"), "翻倍": ("2", "200"),
}  # fmt: skip
_JAPANESE_PHRASES = {
    "初": ("1",), "ひとつ": ("1",), "ひとり": ("1",),
    "ふたつ": ("2",), "ふたり": ("2",), "みっつ": ("3",), "よっつ": ("4",), "いつつ": ("5",), "むっつ": ("6",),
    "ななつ": ("7",), "やっつ": ("8",), "ここのつ": ("9",), "両": ("2",), "双": ("2",), "どちらも": ("2",),
    "倍": ("2", "200"), "ダブル": ("2",), "週": ("7",), "半": ("0.5", "30", "6", "15", "50", "2"),
    "終日": ("24",), "昼夜": ("24",), "年中": ("365",), "正午": ("12",), "深夜零時": ("0", "24"), "夜中": ("0", "24"),
    "元年": ("1",),
}  # fmt: skip

_HAN_MONTH = re.compile("([一二三四五六七八九十]{1,2})月")


def _han(text: str) -> Numbers:
    for match in _HAN_RUN.finditer(text):
        yield _by_position(match.group(), _HAN_ONES, _HAN_SMALL, _HAN_LARGE)


# Vietnamese

_VIETNAMESE_ONES = {
    "không": 0, "một": 1, "mốt": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "lăm": 5, "nhăm": 5, "sáu": 6,
    "bảy": 7, "bẩy": 7, "tám": 8, "chín": 9,
}  # fmt: skip
_VIETNAMESE_SCALES = {
    "trăm": 100, "nghìn": 1000, "ngàn": 1000, "vạn": 10**4, "triệu": 10**6, "tỷ": 10**9, "tỉ": 10**9,
}  # fmt: skip
#: Năm is a year as well, before its number; tư is four after a few words only.
_VIETNAMESE_SURE = (*({*_VIETNAMESE_ONES} - {"năm", "tư"}), "mười", "mươi", *_VIETNAMESE_SCALES)
_VIETNAMESE_WORD = (
    rf"(?:{'|'.join(_VIETNAMESE_SURE)}"
    r"|năm(?!\s\d)|(?<!đầu\s)tư(?!\sv))"
)
_VIETNAMESE_RUN = re.compile(rf"(?<!\w){_VIETNAMESE_WORD}(?:\s(?:linh\s|lẻ\s)?{_VIETNAMESE_WORD}){{0,12}}(?!\w)")
_VIETNAMESE_PHRASES = {
    "đầu": ("1",), "nhất": ("1",), "duy nhất": ("1",),
    "nhì": ("2",), "trệt": ("1",), "giêng": ("1",), "chạp": ("12",), "cả hai": ("2",), "đôi": ("2",),
    "cặp": ("2",), "gấp đôi": ("2", "200"), "tuần": ("7",), "hai tuần": ("14", "15"), "nửa tháng": ("15",),
    "nửa": ("0.5", "2", "30", "50", "6"), "rưỡi": ("0.5", "30"), "tá": ("12",), "trưa": ("12",),
    "nửa đêm": ("0", "12", "24"), "suốt ngày đêm": ("24",), "cả ngày": ("24",), "quanh năm": ("365",),
}  # fmt: skip

_VIETNAMESE_MONTH = re.compile(
    r"(?<!\w)tháng\s(một|giêng|hai|ba|tư|bốn|năm(?!\s\d)|sáu|bảy|tám|chín|mười(?:\s(?:một|hai))?|chạp)(?!\w)"
)


def _vietnamese(text: str) -> Numbers:
    for match in _VIETNAMESE_RUN.finditer(text):
        words = [word for word in match.group().split() if word not in ("linh", "lẻ")]
        yield from (Decimal(_VIETNAMESE_ONES[word]) for word in words if word in _VIETNAMESE_ONES)
        yield _vietnamese_sum(words)


def _vietnamese_sum(words: list[str]) -> Decimal:
    total = section = current = 0
    for word in words:
        if word in _VIETNAMESE_ONES:
            current += _VIETNAMESE_ONES[word]
        elif word == "mười":
            current += 10
        elif word == "mươi":
            current *= 10
        elif word == "trăm":
            section, current = section + (current or 1) * 100, 0
        else:
            total, section, current = total + ((section + current) or 1) * _VIETNAMESE_SCALES[word], 0, 0
    return Decimal(total + section + current)


_LETTERS = r"(?<!\w)", r"(?!\w)"
_READERS: Mapping[str, tuple[Callable[[str], Numbers], ...]] = {
    "ko": (_korean_native, _korean_sino, _phrases(_KOREAN_PHRASES)),
    "en": (_english, _phrases(_ENGLISH_PHRASES, *_LETTERS), _phrases(_ENGLISH_MONTH_NAMES, *_LETTERS)),
    "zh": (_han, _phrases(_CHINESE_PHRASES)),
    "ja": (_han, _phrases(_JAPANESE_PHRASES)),
    "vi": (_vietnamese, _phrases(_VIETNAMESE_PHRASES, *_LETTERS)),
}
