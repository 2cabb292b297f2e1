"""What people type on boards, as it is kept: any script, and nothing that turns, hides or overruns what stands beside.

Signs that change the direction of writing, controls and signs of no width are taken out; letters that nobody sees
(한글 채움 문자 and their like) count as blanks; joiners stay where a script or a picture sign joins; marks piled on one
letter end after some. What leaves nothing to be seen is no text.
"""

from __future__ import annotations

import re
import unicodedata

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from cms.core.tongues import KOREAN
from petitions.filing import typed

LONGEST_BODY, LONGEST_COMMENT, LONGEST_NAME = 10_000, 2_000, 20
_BLANK = dict.fromkeys(map(ord, "\u3164\u115f\u1160\uffa0\u2800"), " ")
_MOST_MARKS = 6
_HANGUL = re.compile(r"[\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3]")
#: A syllable of Hangul says about as much as so many letters of another script that is written in letters.
_LETTERS_OF_A_SYLLABLE = 2
#: Without a width of their own; 1,000 of them on a letter cover the lines above it.
_MARKS = ("Mn", "Me")
_SEEN = "LNPS"
#: After what a joiner joins: scripts from Arabic to Burmese, Khmer and Mongolian, picture signs.
_JOINER = re.compile(
    "(?<=[\u0600-\u109f\u1780-\u18af\u2600-\u27bf\ufe0f\U0001f000-\U0001faff])([\u200c\u200d])[\u200c\u200d]*(?=\\S)|[\u200c\u200d]+"
)

_BREAKS = re.compile(r"\n(?:[^\S\n]*\n){3,}")


def clean(text: str) -> str:
    """Several lines."""
    plain = _JOINER.sub(r"\1", typed.visible(text).translate(_BLANK))
    plain = _BREAKS.sub("\n\n\n", _unpiled(plain)).strip()
    return plain if _is_seen(plain) else ""


def clean_line(text: str) -> str:
    """One line."""
    return " ".join(clean(text).split())


def clean_name(text: str) -> str:
    """A name as it stands beside a text: the same letters however a keyboard sends them, and nothing between them that
    makes two of it.
    """
    return clean_line(unicodedata.normalize("NFKC", text).replace("\u200c", "").replace("\u200d", ""))


def tongue_of_post(text: str, written_in: str) -> str:
    """The language of what somebody wrote: Korean by its script, whatever the page was in; else the page's.

    '' for words without any Hangul on a Korean page: a name, a link, a sentence in a language that nobody told.
    """
    korean = len(_HANGUL.findall(text))
    others = sum(sign.isalpha() for sign in text) - korean
    if korean * _LETTERS_OF_A_SYLLABLE >= max(others, 1):
        return KOREAN
    return "" if written_in == KOREAN else written_in


def in_tongue(text: str, written_in: str, shown: SafeString | str | None = None) -> SafeString | str:
    """A title or a name, escaped; marked where it is in another language than the page (WCAG 3.1.2).

    :param shown: a part of the text, or with words in it marked, in its place; where it is no markup it is escaped.
    """
    words = text if shown is None else shown
    tongue = tongue_of_post(text, written_in)
    if not tongue or tongue == (get_language() or KOREAN):
        return conditional_escape(words)
    return format_html('<span lang="{}">{}</span>', tongue, words)


def _unpiled(text: str) -> str:
    if text.isascii():
        return text
    kept, marks = [], 0
    for sign in text:
        marks = marks + 1 if unicodedata.category(sign) in _MARKS else 0
        if marks <= _MOST_MARKS:
            kept.append(sign)
    return "".join(kept)


def _is_seen(text: str) -> bool:
    return text.isascii() or any(unicodedata.category(sign)[0] in _SEEN for sign in text)
