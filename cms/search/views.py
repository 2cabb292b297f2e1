"""Search at a standing address, also where the tree has no search page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cms.search.results import Results


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """``/search/?query=…&scope=…&page=…`` in the language of the address."""
    results = Results.of(request)
    response = render(request, "municipal_search/search.html", {"results": results, "search_query": results.query})
    response["X-Robots-Tag"] = "noindex, follow"
    return response
