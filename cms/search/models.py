"""The search page of the tree."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from cms.pages.models import StampedPage
from cms.search.results import Results


class SearchPage(StampedPage):
    """Search over the whole site (통합검색): ``?query=``, ``?scope=``, ``?page=``."""

    chrome_role = "search"
    subpage_types: list[str] = []
    page_description = _("Searches the whole site; nothing to fill in.")

    class Meta(StampedPage.Meta):
        verbose_name = _("search page")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Adds ``results`` and ``search_query``."""
        context = super().get_context(request, *args, **kwargs)
        context["results"] = Results.of(request)
        context["search_query"] = context["results"].query
        return context

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Search results are no page for other search engines."""
        response = super().serve(request, *args, **kwargs)
        response["X-Robots-Tag"] = "noindex, follow"
        return response
