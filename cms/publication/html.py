"""The words of rich text as a reader sees them, and the files that it links and shows."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

#: Elements that do not part a word: 010-<b>1234</b>-5678 is one number.
_INLINE = frozenset({"a", "abbr", "b", "bdi", "cite", "code", "em", "i", "mark", "s", "small", "span", "strong"})
_INLINE |= {"sub", "sup", "u", "del", "ins"}
#: What is not seen and still given away: addresses of links, hints, alternative texts.
_SPEAKING = ("href", "title", "alt", "aria-label")
#: The address of a document of this site, written by hand instead of chosen.
_DOCUMENT = re.compile(r"/documents/(\d{1,9})/")


@dataclass
class Words:
    """What a piece of HTML says."""

    text: str = ""
    documents: list[int] = field(default_factory=list)
    images: list[tuple[int, str]] = field(default_factory=list)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self.aside: list[str] = []
        self.words = Words()

    def handle_data(self, data: str) -> None:
        self.pieces.append(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _INLINE:
            self.pieces.append("\n")
        given = {name: value or "" for name, value in attrs}
        self.aside += [given[name] for name in _SPEAKING if given.get(name)]
        address = _DOCUMENT.match(given.get("href", ""))
        if address:
            self.words.documents.append(int(address[1]))
        number = given.get("id", "")
        if not number.isdecimal():
            return
        if given.get("linktype") == "document":
            self.words.documents.append(int(number))
        if given.get("embedtype") == "image":
            self.words.images.append((int(number), given.get("alt", "")))

    def handle_endtag(self, tag: str) -> None:
        if tag not in _INLINE:
            self.pieces.append("\n")


def words_of(html: str) -> Words:
    """What it says, links and hints at the end. Broken HTML is read as far as it goes."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    reader.words.text = "\n".join(["".join(reader.pieces), *reader.aside])
    return reader.words
