"""Reading a page as a screen reader does: which words stand under which ``lang``."""

from __future__ import annotations

import re
from html.parser import HTMLParser

HANGUL = re.compile(r"[\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3]")
#: What is read out or shown of an element beside its content.
SPOKEN = ("alt", "title", "aria-label", "placeholder", "label")
EMPTY = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
SILENT = {"script", "style"}


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, str]] = []
        self.said: list[tuple[str, str, str]] = []  # language, where, words

    def handle_starttag(self, tag, attributes):
        named = dict(attributes)
        language = named["lang"] if named.get("lang") is not None else self.language
        for name in SPOKEN:
            if named.get(name):
                self.said.append((language, f"{tag}[{name}]", named[name]))
        if tag == "input" and named.get("type") in ("submit", "button"):
            self.said.append((language, "input[value]", named.get("value") or ""))
        if tag not in EMPTY:
            self.open.append((tag, language))

    def handle_endtag(self, tag):
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data):
        if data.strip() and not (self.open and self.open[-1][0] in SILENT):
            place = ">".join(name for name, _language in self.open[-3:])
            self.said.append((self.language, place, " ".join(data.split())))

    @property
    def language(self) -> str:
        return self.open[-1][1] if self.open else ""


def said(html: str) -> list[tuple[str, str, str]]:
    """Every word of a page: its language, the place, the words."""
    reader = _Reader()
    reader.feed(html)
    return reader.said


def korean_under_another_flag(html: str) -> list[str]:
    """Korean words that a screen reader would read as another language's: quotations without ``lang``, or messages
    that a catalogue does not hold (the default language takes their place)."""
    heard = ((place, words) for language, place, words in said(html) if language != "ko")
    return [f"{place}: {words[:80]}" for place, words in heard if HANGUL.search(words)]
