"""What the ordinance says about a site, as starter texts need it: citations with links, and sentences.

``data/law/{slug}.toml`` names the articles (``[cites]``) and says in plain words what they ask (``[says]``). A
municipality whose ordinance is not among the texts gets ``default.toml``: national law only, no citation.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from pathlib import Path

from cms.ordinance import text
from cms.ordinance.citation import Article
from cms.ordinance.structure import Ordinance

FOLDER = Path(__file__).parent / "data" / "law"


@dataclass(frozen=True, slots=True)
class Law:
    """An ordinance with the names that starter texts use for its articles."""

    ordinance: Ordinance | None
    cites: dict[str, Article] = field(default_factory=dict)
    says: dict[str, str] = field(default_factory=dict)

    def named(self, name: str) -> str:
        """The ordinance's title with the article, as a Markdown link to it; a plain phrase where there is none."""
        if self.ordinance is None or name not in self.cites:
            return "관계 법령과 조례"
        return f"[「{self.ordinance.title}」 {self.cites[name]}]({self.target(name)})"

    def short(self, name: str) -> str:
        """The article alone, as a Markdown link to it."""
        return f"[{self.cites[name]}]({self.target(name)})" if name in self.cites else "조례"

    def target(self, name: str) -> str:
        """Where the article stands, as a link target of starter texts."""
        return f"ordinance:{self.cites[name].article.anchor}"


@dataclass(frozen=True, slots=True)
class Cited:
    """``{law:dialogue}`` and ``{article:dialogue}`` in texts."""

    law: Law
    with_title: bool

    def __format__(self, name: str) -> str:
        return self.law.named(name) if self.with_title else self.law.short(name)


def load(slug: str) -> Law:
    """The law of a municipality; the default one where its ordinance is not among the texts."""
    has_own = slug in text.available() and (FOLDER / f"{slug}.toml").exists()
    path = FOLDER / f"{slug if has_own else 'default'}.toml"
    content = tomllib.loads(path.read_text(encoding="utf-8"))
    cites = {name: Article.parse(slug, written) for name, written in content.get("cites", {}).items()}
    return Law(text.load(slug) if has_own else None, cites, content["says"])
