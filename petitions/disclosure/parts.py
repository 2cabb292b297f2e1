"""What public petitions add to the search of the whole site and to the sitemap. Each asks the rule anew."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from cms.core.tongues import in_its_tongue, korean_marked
from cms.core.visibility import readable
from cms.search.sources import register_addresses, register_search_source
from petitions.disclosure.keeping import policy_now
from petitions.disclosure.listing import of_words
from petitions.disclosure.reading import allowed, entry, public_rows
from petitions.disclosure.shown import list_page
from petitions.models import PublicPetitionsPage

#: The newest are enough for a search of the whole site and for search engines; the list itself shows all.
MOST = 200
EXCERPT = 160


def find_petitions(query: str, request: HttpRequest) -> list[dict[str, Any]]:
    """Public petitions by the words that everybody sees; none while there is no public list."""
    policy = policy_now()
    fields = allowed(policy)
    rows = list(of_words(public_rows(policy), query, fields)[:MOST]) if fields else []
    page = list_page(request) if rows else None
    if page is None:
        return []
    address = page.get_url(request)
    found = []
    for item in (entry(row, fields) for row in rows):
        facts = [item.fields.get("kind"), item.fields.get("status")]
        result = str(item.fields.get("result") or "")[:EXCERPT]
        found.append(
            {
                "title": korean_marked(item.title),
                "url": f"{address}{item.public_id}/",
                "path": page.title,
                "excerpt": korean_marked(result) if result else " · ".join(str(fact) for fact in facts if fact),
                "department": in_its_tongue(item.fields.get("department", "")),
                "date": item.fields.get("received_on"),
            }
        )
    return found


def addresses(request: HttpRequest) -> list[dict[str, str]]:
    """Of the newest public petitions the address of each page, by language."""
    pages = readable(PublicPetitionsPage.objects.filter(locale__language_code__in=request.tenant.languages))
    lists = {page.locale.language_code: page for page in pages.select_related("locale").order_by("-path")}
    if not lists:
        return []
    known = {language: page.get_full_url(request) for language, page in lists.items()}
    ids = public_rows().values_list("public_id", flat=True)[:MOST]
    return [{language: f"{address}{public_id}/" for language, address in known.items()} for public_id in ids]


register_addresses("public petitions", addresses)
register_search_source("petitions", _("Public petitions"), find_petitions)
