"""Names that come from the data as they are: marked with their language where the page is in another one (WCAG 3.1.2).

A municipality keeps its names in Korean and in English. On a page in Chinese a screen reader must not read either of
them as Chinese, nor may a browser draw them in a Chinese face.
"""

from __future__ import annotations

import re

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

_HANGUL = re.compile(r"[\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3]")
_OTHER_THAN_ENGLISH = re.compile(r"[^\x00-\x7f–—‘’“”·…]")
_LETTERS = re.compile(r"[A-Za-z]{2}")
KOREAN, ENGLISH = "ko", "en"


def tongue_of(text: str, page_language: str) -> str:
    """The language of a name: Korean by its script, English by its letters; else that of the page."""
    if _HANGUL.search(text):
        return KOREAN
    if page_language == KOREAN:
        return KOREAN  # a Korean page writes KRDS and PDF as its own words
    return ENGLISH if _LETTERS.search(text) and not _OTHER_THAN_ENGLISH.search(text) else page_language


def in_its_tongue(text: object) -> SafeString | str:
    """For names of departments, municipalities and people in charge, which are Korean or English."""
    return _marked(text, english=True)


def korean_marked(text: object) -> SafeString | str:
    """For titles and whatever else is written in the page's own language, or still in Korean."""
    return _marked(text, english=False)


def _marked(text: object, *, english: bool) -> SafeString | str:
    words = text if isinstance(text, str) else str(text or "")
    page = get_language() or KOREAN
    tongue = tongue_of(words, page)
    if tongue == page or (tongue == ENGLISH and not english):
        return conditional_escape(words)
    return format_html('<span lang="{}">{}</span>', tongue, words)
