"""Starter texts, written in Markdown, as the rich text that editors will go on with."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

#: From a link's target (topic:passport) to the attributes of an anchor, or nothing when there is no such page.
Resolve = Callable[[str], dict[str, str]]


class _RichText(RendererHTML):
    """HTML as the rich text editor keeps it: b and i, links by page."""

    def strong_open(self, *_: Any) -> str:
        return "<b>"

    def strong_close(self, *_: Any) -> str:
        return "</b>"

    def em_open(self, *_: Any) -> str:
        return "<i>"

    def em_close(self, *_: Any) -> str:
        return "</i>"

    def softbreak(self, *_: Any) -> str:
        return " "

    def link_open(self, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType) -> str:
        """An anchor; a target that this municipality does not have leaves its words as text."""
        attributes = env["resolve"](str(tokens[index].attrs["href"]))
        env["open"].append(bool(attributes))
        if not attributes:
            return ""
        return "<a " + " ".join(f'{name}="{escape(value)}"' for name, value in attributes.items()) + ">"

    def link_close(self, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType) -> str:
        return "</a>" if env["open"].pop() else ""


def _nowhere(target: str) -> dict[str, str]:
    return {"href": target}


_MARKDOWN = MarkdownIt("commonmark", {"html": False}, renderer_cls=_RichText)
_MARKDOWN.validateLink = lambda url: True  # type: ignore[method-assign] # targets are ours: topic:, page:, ordinance:


def rich_text(markdown: str, resolve: Resolve = _nowhere) -> str:
    """Markdown as rich text."""
    return _MARKDOWN.render(markdown.strip(), {"resolve": resolve, "open": []}).replace("\n", "")


def plain_paragraphs(text: str) -> str:
    """Text whose lines are paragraphs, as rich text."""
    return "".join(f"<p>{escape(line.strip(), quote=False)}</p>" for line in text.splitlines() if line.strip())
