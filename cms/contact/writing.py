"""In what language a text is written, as far as its script says: for ``lang`` at the desk, and to check answers."""

from __future__ import annotations

import re

_HANGUL = re.compile(r"[\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3]")
_KANA = re.compile(r"[\u3040-\u30ff\u31f0-\u31ff\uff66-\uff9d]")
_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
_VIETNAMESE = re.compile(r"[ăđơưĂĐƠƯ\u1ea0-\u1ef9]")
_CHINESE = ("zh-hans", "zh-hant")


def written_in(text: str, page_language: str) -> str:
    """The language of ``text``; that of the page it was sent from where its script does not speak against that.

    "und" (undetermined, BCP 47) for letters that are none of the platform's languages'.
    """
    letters = [sign for sign in text if sign.isalpha()]
    if not letters:
        return page_language
    hangul, kana, han = (len(found.findall(text)) for found in (_HANGUL, _KANA, _HAN))
    half = len(letters) / 2
    if hangul > max(kana + han, half / 2):
        return "ko"
    if kana:
        return "ja"
    if han > half / 2:
        return page_language if page_language in (*_CHINESE, "ja") else "zh-hans"
    return _alphabetic(text, letters, page_language)


def _alphabetic(text: str, letters: list[str], page_language: str) -> str:
    if _VIETNAMESE.search(text):
        return "vi"
    if sum(sign <= "ɏ" for sign in letters) < len(letters) / 2:
        return "und"
    return page_language if page_language == "vi" else "en"


def in_wrong_script(text: str, language: str) -> bool:
    """Whether an answer is in Korean though its reader is not, or in a script that the language does not use."""
    said = written_in(text, language)
    if language in (*_CHINESE, "ja"):
        return said not in (*_CHINESE, "ja")
    return said in {"ko", "ja", *_CHINESE, "und"} - {language}
