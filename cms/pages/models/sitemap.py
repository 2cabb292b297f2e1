"""The sitemap for readers (누리집 지도); that for machines is in cms.pages.sitemaps."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from cms.pages.selectors import whole_tree

from .stamped import StampedPage


class SitemapPage(StampedPage):
    """Every public page of the site, in its tree."""

    chrome_role = "sitemap"
    subpage_types: list[str] = []
    page_description = _("Shows every page of the site; nothing to fill in.")

    class Meta(StampedPage.Meta):
        verbose_name = _("sitemap")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Adds ``tree``: nodes with title, address and children."""
        context = super().get_context(request, *args, **kwargs)
        context["tree"] = whole_tree(request)
        return context
