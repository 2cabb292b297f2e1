"""Outdated figures are marked where they stand in a translation, with what the original says now beside them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser

from django.http import HttpResponse
from django.utils.html import conditional_escape, escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from cms.languages.notice import Notice, korean
from cms.ordinance.figures import Figure, FigureKind, as_written, read

#: Written alike in every language, wherever on the page; a short number may count something else.
_SURE = frozenset(
    {FigureKind.AMOUNT, FigureKind.PHONE, FigureKind.EMAIL, FigureKind.URL, FigureKind.DATE, FigureKind.TIME}
)
_NUMBERS = frozenset({FigureKind.AMOUNT, FigureKind.NUMBER})
_LONG = 3
_VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]
)
_LEFT = frozenset({"script", "style", "svg", "nav", "form", "button", "textarea", "mark"})

Wanted = dict[tuple[str, str], str | None]


def mark(response: HttpResponse, notice: Notice) -> None:
    """Within the main part of a rendered page."""
    if wanted := _wanted(notice):
        html = response.content.decode(response.charset)
        response.content = "".join(marked(html, wanted))


def _wanted(notice: Notice) -> Wanted:
    """Outdated figures by their place among figures and value, each with what stands there now."""
    found: Wanted = {}
    for pair in notice.pairs:
        for figure in _figures(pair["gone"] or "") if pair["kind"] != "moved" else ():
            found.setdefault(_key(figure), pair["came"])
    return found


def _figures(text: str) -> Iterator[Figure]:
    return (piece for piece in read(text) if isinstance(piece, Figure) and piece.kind is not FigureKind.NEGATION)


def _key(figure: Figure) -> tuple[str, str]:
    kind = "number" if figure.kind in _NUMBERS else figure.kind.value
    return kind, figure.value.split(" ")[0]


class _Reader(HTMLParser):
    """The page in pieces: markup as it is, and text that may be marked."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.pieces: list[tuple[bool, str]] = []
        self._open: list[tuple[str, bool]] = []

    @property
    def _markable(self) -> bool:
        tags = [tag for tag, _left in self._open]
        return "main" in tags and not any(left for _tag, left in self._open)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.pieces.append((False, self.get_starttag_text() or ""))
        if tag not in _VOID:
            self._open.append((tag, tag in _LEFT or any(name == "data-unmarked" for name, _value in attrs)))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.pieces.append((False, self.get_starttag_text() or ""))

    def handle_endtag(self, tag: str) -> None:
        self.pieces.append((False, f"</{tag}>"))
        at = next((at for at in range(len(self._open) - 1, -1, -1) if self._open[at][0] == tag), None)
        if at is not None:
            del self._open[at:]

    def handle_data(self, data: str) -> None:
        self.pieces.append((self._markable, data))

    def handle_entityref(self, name: str) -> None:
        self.pieces.append((False, f"&{name};"))

    def handle_charref(self, name: str) -> None:
        self.pieces.append((False, f"&#{name};"))

    def handle_comment(self, data: str) -> None:
        self.pieces.append((False, f"<!--{data}-->"))

    def handle_decl(self, decl: str) -> None:
        self.pieces.append((False, f"<!{decl}>"))


def marked(html: str, wanted: Wanted) -> Iterator[str]:
    """The page, its outdated figures marked."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    known = Counter(_key(figure) for text in _texts(reader.pieces) for figure in _figures(text))
    sure = {key: came for key, came in wanted.items() if _is_sure(key, known[key])}
    for markable, piece in reader.pieces:
        yield "".join(_with_marks(piece, sure)) if markable else piece


def _texts(pieces: Iterable[tuple[bool, str]]) -> Iterator[str]:
    return (piece for markable, piece in pieces if markable)


def _is_sure(key: tuple[str, str], times: int) -> bool:
    kind, value = key
    return times == 1 or kind in _SURE or len(value) >= _LONG


def _with_marks(text: str, wanted: Wanted) -> Iterator[str]:
    pieces = read(text)
    if not any(isinstance(piece, Figure) and _key(piece) in wanted for piece in pieces):
        yield text
        return
    for piece, written in as_written(text):
        if isinstance(piece, Figure) and _key(piece) in wanted:
            yield _mark(written, wanted[_key(piece)])
        else:
            yield escape(written)  # text that is not well-formed, and signs of which a figure is a part


def _mark(figure: str, came: str | None) -> SafeString:
    body, tail = figure.rstrip(), figure[len(figure.rstrip()) :]
    if came:
        note = format_html(_("the original now says {came}"), came=korean(came))
    else:
        note = conditional_escape(_("the original no longer says this"))
    return format_html('<mark class="outdated">{}</mark> <span class="outdated-note">({})</span>{}', body, note, tail)
