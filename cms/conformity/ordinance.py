"""The municipality's own ordinance page: where an article stands on it, and the article's words."""

from __future__ import annotations

import json
from dataclasses import dataclass

from cms.core.visibility import readable
from cms.ordinance import text
from cms.ordinance.citation import Article
from cms.ordinance.policy import Policy
from cms.pages.models import OrdinancePage
from cms.pages.ordinance_text import provisions
from cms.pages.provisions import ArticleView, Provisions


@dataclass(frozen=True)
class OwnOrdinance:
    """Articles by their anchors, and the address of the page that holds them; empty where there is no such page."""

    url: str
    articles: dict[str, ArticleView]

    @classmethod
    def of(cls, policy: Policy) -> OwnOrdinance:
        """That of the policy. Without a page, the text that is delivered with the program, if there is one."""
        page = _page(policy)
        if page is not None:
            return cls(page.get_url() or "", _articles(page))
        slug = policy.ordinance.slug
        if slug not in text.available():
            return cls("", {})
        return cls("", _articles(OrdinancePage(text=json.dumps(provisions(text.load(slug))))))

    def article(self, cited: Article) -> ArticleView | None:
        """The whole article that a citation lies in."""
        return self.articles.get(cited.article.anchor)

    def link(self, cited: Article) -> str:
        """The address of a citation: the provision itself, or its article where the page has no place for that."""
        found = self.article(cited)
        if not self.url or found is None:
            return self.url
        anchor = cited.anchor if cited.anchor in _anchors(found) else found.id
        return f"{self.url}#{anchor}"


def _page(policy: Policy) -> OrdinancePage | None:
    """Of the pages with the ordinance's number the one that everybody may read and that holds most of it."""
    pages = readable(OrdinancePage.objects.filter(number=policy.ordinance.number, alias_of__isnull=True))
    return max(pages, key=lambda page: len(page.text), default=None)


def _articles(page: OrdinancePage) -> dict[str, ArticleView]:
    return {article.id: article for division in Provisions.of(page.text).divisions for article in division.articles}


def _anchors(article: ArticleView) -> set[str]:
    found = {article.id}
    for paragraph in article.paragraphs:
        found |= {paragraph.id, *(item.id for item in paragraph.items)}
    return found
