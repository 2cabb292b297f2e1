"""The small markup of posts: paragraphs, line breaks, lists, bold, addresses as links; all else is text.

    **bold**            between two pairs of asterisks, within a line
    - one, * one        lines of a list; ``1.`` those of a numbered one
    https://…           becomes a link that shows where it leads

What is made is cleaned once more: nothing but these tags comes out, whatever went in. It costs a time that grows with
the text and with nothing in it: nothing is nested.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

import nh3
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

TAGS = frozenset({"p", "br", "ul", "ol", "li", "strong", "a"})
ATTRIBUTES = {"a": {"href"}}
REL = "nofollow ugc noopener"
_BULLET = re.compile(r"[-*•]\s+(?=\S)")
_NUMBER = re.compile(r"\d{1,3}[.)]\s+(?=\S)")
_BOLD = re.compile(r"\*\*([^*\n]{1,500})\*\*")
_ADDRESS = re.compile(r"https?://[^\s<>\"'`\\]{3,500}", re.IGNORECASE)
#: Signs that end a sentence rather than an address; a closing bracket where none was opened in it.
_TAIL = "*.,;:!?…·、。」』】》"


def render(text: str) -> SafeString:
    """The text as HTML that can do nothing."""
    made = "".join(_blocks(text))
    cleaned = nh3.clean(
        made, tags=set(TAGS), attributes=ATTRIBUTES, link_rel=REL, url_schemes={"http", "https"}, strip_comments=True
    )
    return mark_safe(cleaned)  # noqa: S308 - cleaned just above


def _blocks(text: str) -> Iterator[str]:
    for kind, lines in groupby(text.split("\n"), key=_kind):
        said = [line.strip() for line in lines]
        if kind == "p":
            yield f"<p>{'<br>'.join(map(_line, said))}</p>"
        elif kind:
            sign = _BULLET if kind == "ul" else _NUMBER
            items = "".join(f"<li>{_line(sign.sub('', each, count=1))}</li>" for each in said)
            yield f"<{kind}>{items}</{kind}>"


def _kind(line: str) -> str:
    plain = line.strip()
    if not plain:
        return ""
    if _BULLET.match(plain):
        return "ul"
    return "ol" if _NUMBER.match(plain) else "p"


def _line(text: str) -> str:
    """Addresses first: asterisks inside of one are no markup."""
    parts, end = [], 0
    for found in _ADDRESS.finditer(text):
        address = _without_tail(found.group())
        parts += [_bold(text[end : found.start()]), f'<a href="{escape(address)}">{escape(address)}</a>']
        end = found.start() + len(address)
    return "".join([*parts, _bold(text[end:])])


def _bold(text: str) -> str:
    return _BOLD.sub(r"<strong>\1</strong>", escape(text))


def _without_tail(address: str) -> str:
    while address and (address[-1] in _TAIL or (address[-1] == ")" and address.count("(") < address.count(")"))):
        address = address[:-1]
    return address
