"""Korean on a page in another language is marked as Korean, wherever it comes from (WCAG 3.1.2).

Names of departments without a translation, titles of pages that stand above, file names, what an editor quotes in
brackets: a screen reader must not read them as English, nor a browser draw them in a Chinese face. Templates cannot
know which of their values are Korean, so the finished page is looked at once, below all of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.http import HttpResponse

KOREAN = "ko"
_H = r"\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3"
_HANGUL = re.compile(f"[{_H}]")
#: Korean words with what stands between them, as long as that is no letter and no mark-up.
_RUN = re.compile(rf"[{_H}]+(?:[\s\d.,·ㆍ()\[\]\-~/:;!?%+「」『』“”‘’'\"]*[{_H}]+)*")
_TAG = re.compile(r"<(?:[^<>\"']|\"[^\"]*\"|'[^']*')*>|<")
#: Their content is no words of the page, or cannot hold an element.
_RAW = re.compile(r"<(script|style|textarea|title|option)\b", re.IGNORECASE)
_NAME = re.compile(r"</?([a-zA-Z][\w-]*)")
_LANG = re.compile(r"\slang\s*=\s*[\"']?([\w-]*)", re.IGNORECASE)
_ALT = re.compile(r"\salt\s*=\s*(?:\"([^\"]*)\"|'([^']*)')", re.IGNORECASE)
_VOID = frozenset("area base br col embed hr img input link meta path source track use wbr".split())  # noqa: SIM905


def mark_response(response: HttpResponse, language: str) -> None:
    """Mark what Korean a page in another language shows."""
    if language == KOREAN or response.streaming or not response.get("Content-Type", "").startswith("text/html"):
        return
    html = response.content.decode(response.charset)
    marked = mark_korean(html, language)
    if marked != html:
        response.content = marked.encode(response.charset)
        if response.has_header("Content-Length"):
            response["Content-Length"] = str(len(response.content))


def mark_korean(html: str, language: str) -> str:
    """The page with ``lang="ko"`` around Korean words and on pictures that are described in Korean.

    What cannot hold an element (titles of windows, options, fields) stays as it is.
    """
    return "".join(_marked(html, language))


def _marked(html: str, language: str) -> Iterator[str]:
    stack: list[tuple[str, str]] = [("", language)]
    for is_tag, piece in _pieces(html):
        if not is_tag:
            foreign = stack[-1][1] != KOREAN and _HANGUL.search(piece)
            yield _RUN.sub(r'<span lang="ko">\g<0></span>', piece) if foreign else piece
            continue
        yield _picture(piece) if piece[:4].lower() == "<img" and stack[-1][1] != KOREAN else piece
        _follow(piece, stack)


def _pieces(html: str) -> Iterator[tuple[bool, str]]:
    """Mark-up and words in turn; a comment or an element whose content is raw is one piece of mark-up.

    It takes as long as the page is long, whatever stands in it.
    """
    at, end = 0, len(html)
    while at < end:
        opens = html.find("<", at)
        opens = end if opens < 0 else opens
        if opens > at:
            yield False, html[at:opens]
        if opens == end:
            return
        at = _end_of(html, opens)
        yield at > opens + 1, html[opens:at]


def _end_of(html: str, opens: int) -> int:
    if html.startswith("<!--", opens):
        closes = html.find("-->", opens)
        return closes + 3 if closes >= 0 else len(html)
    raw = _RAW.match(html, opens)
    if raw:
        closed = re.compile(f"</{raw[1]}\\s*>", re.IGNORECASE).search(html, opens)
        return closed.end() if closed else len(html)
    found = _TAG.match(html, opens)
    return found.end() if found else opens + 1


def _follow(tag: str, stack: list[tuple[str, str]]) -> None:
    """Keep which elements are open, and in which language."""
    found = _NAME.match(tag)
    if found is None or _RAW.match(tag):
        return
    name = found[1].lower()
    if tag[1] == "/":
        depth = next((at for at in range(len(stack) - 1, 0, -1) if stack[at][0] == name), 0)
        if depth:
            del stack[depth:]
    elif name not in _VOID and not tag.endswith("/>"):
        said = _LANG.search(tag)
        stack.append((name, said[1].lower() if said else stack[-1][1]))


def _picture(tag: str) -> str:
    alt = _ALT.search(tag)
    described = (alt[1] or alt[2] or "") if alt else ""
    return f'<img lang="ko"{tag[4:]}' if _HANGUL.search(described) and not _LANG.search(tag) else tag
