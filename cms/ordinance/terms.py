"""Terms of a glossary (용어집) that stand in a Korean text, and whether a translation renders them."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from cms.ordinance.markup import TAG


@dataclass(frozen=True, slots=True)
class Term:
    """``korean``: as the glossary has it. ``renderings``: any of them will do; the first is the one to be shown."""

    korean: str
    renderings: tuple[str, ...]


#: What may follow a noun without making another one of it: 민원은, 민원으로도, 접수합니다. Not 민원인, 접수증.
_PARTICLES = """
    은 는 이 가 을 를 의 에 에서 에게 께 께서 로 으로 와 과 도 만 까지 부터 마다 보다 처럼 나 이나 란 이란
    라 이라 라는 이라는 이라도 라도 든지 이든지 에는 에도 에만 에서는 에서도 에서만 에게는 으로는 로는
    으로도 로도 으로서 로서 으로써 로써 와의 과의 와는 과는 에의 에서의 으로의 로의 까지의 부터의 만의 만을
    만이 들 들은 들이 들을 들의 들에게 시 시에 및 등 등은 등을 등의 등이 등에 이며 며 이고 이다 입니다
    입니까 이지만 이므로 인지 이면
""".split()  # noqa: SIM905 - a word a line would fill pages
_AFTER = (
    rf"(?=[^가-힣]|$|(?:{'|'.join(sorted(_PARTICLES, key=len, reverse=True))})(?:[^가-힣]|$)"
    r"|하(?!천)|합니|할|한(?:다|[^가-힣])|해(?:[^가-힣]|야|도|서|주|드)|했|함|되|됩니|될|된|돼|됐|됨|받|드[리립린릴려]|입니|이었|였)"
)
_PARENTHESES = re.compile(r"\s*[(（][^()（）]*[)）]")


def found(source: str, terms: Iterable[Term]) -> tuple[Term, ...]:
    """The terms that stand in a Korean text, each once, in its order; of two in one place the longer (동안구청)."""
    by_key: dict[str, Term] = {}
    for term in terms:
        by_key.setdefault(key_of(term.korean), term)
    by_key.pop("", None)
    if not by_key:
        return ()
    text = unicodedata.normalize("NFKC", _read(source))
    keys = (key_of(match.group()) for match in _pattern(tuple(by_key)).finditer(text))
    return tuple(by_key[key] for key in dict.fromkeys(keys))


def missed(source: str, translated: str, terms: Iterable[Term]) -> tuple[Term, ...]:
    """The terms of a Korean text of which no rendering stands in its translation.

    Letter case, spaces, hyphens and an English plural do not matter; in Chinese and Japanese, which part no words, a
    rendering may stand anywhere.
    """
    text = _folded(_read(translated))
    return tuple(term for term in found(source, terms) if not any(_renders(text, each) for each in term.renderings))


_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)


def _read(text: str) -> str:
    """As it is read: without markup."""
    return html.unescape(TAG.sub("", _BREAK.sub(" ", text)))


def key_of(korean: str) -> str:
    """By which a term is recognised: without blanks and what parentheses explain. Empty where no word is left."""
    key = re.sub(r"\s", "", _PARENTHESES.sub("", unicodedata.normalize("NFKC", korean)))
    return key if any(map(str.isalnum, key)) else ""


@lru_cache(maxsize=32)
def _pattern(keys: Sequence[str]) -> re.Pattern[str]:
    """The longest first; words may stand apart: 본인 확인 is 본인확인."""
    longest = sorted(keys, key=len, reverse=True)
    spelt = (r"\s?".join(map(re.escape, key)) for key in longest)
    return re.compile(rf"(?:(?<!\d)(?=\d)|(?!\d))(?:{'|'.join(spelt)})(?!(?<=\d)\d){_AFTER}")


# Renderings

_TONES = "\u0300\u0301\u0303\u0309\u0323"
_LATIN = re.compile("[a-z\u00df-\u024f\u1e00-\u1eff]")
_WORD = r"(?<![^\W\d_])"
_LETTERS = re.compile(r"(?:[^\W\d_][\u0300-\u036f]*)+")


def _renders(text: str, rendering: str) -> bool:
    """As it stands, or without what its parentheses explain: petition (civil affairs)."""
    either = {_folded(each) for each in (rendering, _PARENTHESES.sub("", rendering))}
    return any(_stands(text, each) for each in either if each)


def _stands(text: str, rendering: str) -> bool:
    """Between words where the script parts them: fee does not stand in coffee, nor 119 in 1190."""
    before = _WORD if _LATIN.match(rendering) else r"(?<!\d)" if rendering[0].isdigit() else ""
    return re.search(f"{before}{_inflected(rendering)}", text) is not None


def _inflected(rendering: str) -> str:
    """Certificate and certificates, city and cities, department’s."""
    if rendering[-1].isdigit():
        return rf"{re.escape(rendering)}(?!\d)"
    if not _LATIN.match(rendering[-1]):
        return re.escape(rendering)
    stem = f"{re.escape(rendering[:-1])}(?:y|ie)" if rendering.endswith("y") else re.escape(rendering)
    return rf"{stem}(?:e?s)?(?:'s?)?(?![^\W\d_])"


def _folded(text: str) -> str:
    """Letter case, spaces, hyphens, apostrophes, and where Vietnamese puts its tone (hoá, hóa) made one."""
    plain_text = unicodedata.normalize("NFKC", text).casefold()
    plain_text = re.sub(r"['’ʼ`]", "'", re.sub(r"[\s‐‑–-]+", " ", plain_text)).strip()
    return unicodedata.normalize("NFC", _LETTERS.sub(_tone_last, unicodedata.normalize("NFD", plain_text)))


def _tone_last(word: re.Match[str]) -> str:
    letters = [sign for sign in word.group() if sign not in _TONES]
    return "".join(letters + [sign for sign in word.group() if sign in _TONES])
