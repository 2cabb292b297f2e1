"""How a municipality's name is typed into a password: Korean, English, and Korean on an English keyboard."""

import re
import unicodedata

_LEADS = ["r", "R", "s", "e", "E", "f", "a", "q", "Q", "t", "T", "d", "w", "W", "c", "z", "x", "v", "g"]
_VOWELS = [
    "k",
    "o",
    "i",
    "O",
    "j",
    "p",
    "u",
    "P",
    "h",
    "hk",
    "ho",
    "hl",
    "y",
    "n",
    "nj",
    "np",
    "nl",
    "b",
    "m",
    "ml",
    "l",
]
_TAILS = ["", "r", "R", "rt", "s", "sw", "sg", "e", "f", "fr", "fa", "fq", "ft", "fx", "fv", "fg", "a", "q", "qt", "t"]
_TAILS += ["T", "d", "w", "c", "z", "x", "v", "g"]
_FIRST_SYLLABLE, _SYLLABLES = 0xAC00, 11172

# Digits and signs that stand for letters; 1 and ! are read both as i and as l.
_LEET_I = str.maketrans("4@836015!9$7+", "aabeboisigstt")
_LEET_L: dict[int, str | int] = {**_LEET_I, ord("1"): "l", ord("!"): "l"}

_KOREAN_KINDS = re.compile(r"(특별자치시|특별자치도|특별시|광역시|시|군|구|도)$")
_ENGLISH_KINDS = re.compile(r"[\s-]*(metropolitan|special|city|si|gun|gu|do)$")


def qwerty(text: str) -> str:
    """Korean as it comes out of a keyboard left in English (두벌식): 안양 → dksdid. Other signs stay."""
    return "".join(_keys(sign) for sign in unicodedata.normalize("NFC", text))


def spellings(*names: str) -> frozenset[str]:
    """Everything to look for: each name with and without its kind (안양시, 안양), and Korean ones by their keys."""
    forms: set[str] = set()
    for name in filter(None, names):
        whole = unicodedata.normalize("NFC", name).casefold().strip()
        for form in (whole, _ENGLISH_KINDS.sub("", whole), _KOREAN_KINDS.sub("", whole)):
            forms.add(_letters(form))
            forms.add(_letters(qwerty(form)))
    return frozenset(form for form in forms if _telling(form))


def holds_name(password: str, forms: frozenset[str]) -> str | None:
    """The first of the spellings that the password holds, also with digits for letters or signs between; else None."""
    folded = unicodedata.normalize("NFC", password).casefold()
    readings = {_letters(folded), _letters(folded.translate(_LEET_I)), _letters(folded.translate(_LEET_L))}
    return next((form for form in sorted(forms, key=len, reverse=True) for read in readings if form in read), None)


def _keys(sign: str) -> str:
    index = ord(sign) - _FIRST_SYLLABLE
    if not 0 <= index < _SYLLABLES:
        return sign
    return _LEADS[index // 588] + _VOWELS[index % 588 // 28] + _TAILS[index % 28]


def _letters(text: str) -> str:
    return "".join(sign for sign in text.casefold() if sign.isalpha())


def _telling(form: str) -> bool:
    """Two syllables or four Latin letters: 중 or "gu" alone would refuse ordinary passwords."""
    return len(form) >= (2 if any("가" <= sign <= "힣" for sign in form) else 4)
