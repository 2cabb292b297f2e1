"""Numbers in digits as each language writes them: 350 million, 3亿5千万, 10.000 and 3,5 tỷ in Vietnamese."""

from __future__ import annotations

import re
from decimal import Decimal

#: Powers of ten by their words. A kilometre's k is followed by a letter, a thousand's is not.
_SCALES: dict[str, dict[str, int]] = {
    "en": {"hundred": 2, "thousand": 3, "million": 6, "billion": 9, "trillion": 12, "k": 3, "bn": 9},
    "zh": {
        "十": 1,
        "百": 2,
        "千": 3,
        "万": 4,
        "萬": 4,
        "十万": 5,
        "十萬": 5,
        "百万": 6,
        "百萬": 6,
        "千万": 7,
        "千萬": 7,
    }
    | {"亿": 8, "億": 8, "十亿": 9, "十億": 9, "百亿": 10, "百億": 10, "千亿": 11, "千億": 11, "兆": 12}
    | {"万亿": 12, "萬億": 12},
    "vi": {"trăm": 2, "nghìn": 3, "ngàn": 3, "vạn": 4, "trăm nghìn": 5, "triệu": 6, "trăm triệu": 8, "tỷ": 9, "tỉ": 9},
}
_SCALES["ja"] = _SCALES["zh"]
_NUMBER = r"\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?"
_NUMBER_VI = r"\d{1,3}(?:\.\d{3})+(?!\d)(?:,\d+)?|\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:[.,]\d+)?"


def _scaled(language: str) -> str:
    scale = "|".join(sorted(_SCALES[language], key=len, reverse=True))
    return rf"\s?(?:{scale})" if language in ("zh", "ja") else rf"[\s-]?(?:{scale})(?!\w)"


def _run(language: str) -> re.Pattern[str]:
    """A number with its words, and what is added to it: 1 triệu 200 nghìn, 3万5000."""
    if language not in _SCALES:
        return re.compile(_NUMBER)
    number, scale = _NUMBER_VI if language == "vi" else _NUMBER, _scaled(language)
    more = rf"(?:(?:{number}){scale})*(?:{number})?" if language in ("zh", "ja") else rf"(?:\s(?:{number}){scale})*"
    return re.compile(rf"(?:{number}){scale}{more}|(?:{number})", re.IGNORECASE)


_RUNS = {language: _run(language) for language in ("", *_SCALES)}
_PART = {
    language: re.compile(
        rf"(?P<number>{_NUMBER_VI if language == 'vi' else _NUMBER})(?P<scale>{_scaled(language)})?", re.IGNORECASE
    )
    for language in _SCALES
}


def written_number(language: str) -> re.Pattern[str]:
    """One number as the language writes it; of an unknown language digits with commas for thousands."""
    return _RUNS.get(language, _RUNS[""])


def written_values(text: str, language: str) -> frozenset[Decimal]:
    """What one number found by :func:`written_number` can mean."""
    if language not in _PART:
        return frozenset(_plain(text, language))
    parts = [
        [value * 10 ** _power(part["scale"], language) for value in _plain(part["number"], language)]
        for part in _PART[language].finditer(text)
    ]
    return frozenset(parts[0] if len(parts) == 1 else (sum((part[0] for part in parts), Decimal(0)),))


def _power(scale: str | None, language: str) -> int:
    return _SCALES[language][scale.strip(" -\u00a0").casefold()] if scale else 0


def _plain(text: str, language: str) -> list[Decimal]:
    """What digits with points and commas mean: 10.000 is ten thousand in Vietnamese, or ten with three decimals."""
    if language != "vi":
        return [Decimal(text.replace(",", ""))]
    signs = re.findall(r"\D", text)
    whole = Decimal(re.sub(r"\D", "", text))
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+|\d{1,3}(?:,\d{3})+", text):
        return [whole, Decimal(text.replace(",", "."))] if len(signs) == 1 else [whole]
    if not signs:
        return [whole]
    before, _sign, decimals = text.rpartition(signs[-1])
    return [Decimal(f"{re.sub(chr(92) + 'D', '', before)}.{decimals}")]
