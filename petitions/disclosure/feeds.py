"""Public petitions for programs: Atom, and JSON in pages. Both say what the page says, and nothing else."""

from __future__ import annotations

import datetime as dt
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.feedgenerator import Atom1Feed

from petitions.disclosure.listing import Listing
from petitions.disclosure.reading import Entry
from petitions.models import PublicPetitionsPage


def atom(request: HttpRequest, page: PublicPetitionsPage) -> HttpResponse:
    """The latest twenty. Raises Http404 where the ordinance knows no list."""
    listing, here = _listing(request), page.get_full_url(request)
    feed = Atom1Feed(
        title=page.title,
        link=here,
        description=page.description or page.title,
        feed_url=f"{here}atom/",
        language=page.locale.language_code,
    )
    for item in listing.entries:
        address = f"{here}{item.public_id}/"
        words = [str(item.fields[name]) for name in ("kind", "department", "status", "result") if item.fields.get(name)]
        feed.add_item(
            title=item.title,
            link=address,
            description=" · ".join(words),
            unique_id=address,
            updateddate=item.changed_at,
        )
    return HttpResponse(feed.writeString("utf-8"), content_type=feed.content_type)


def as_json(request: HttpRequest, page: PublicPetitionsPage) -> JsonResponse:
    """A page of the list as it was asked for (``?q=``, ``kind``, ``department``, ``state``, ``page``).

    Raises Http404 where the ordinance knows no list.
    """
    listing, here = _listing(request), page.get_full_url(request)
    asked = {name: str(value) for name, value in request.GET.items() if name != "page"}
    following = listing.page_obj.next_page_number() if listing.page_obj.has_next() else None
    return JsonResponse(
        {
            "total": listing.total,
            "page": listing.page_obj.number,
            "next": _address(f"{here}json/", {**asked, "page": str(following)}) if following else None,
            "petitions": [{"url": f"{here}{item.public_id}/", **_plain(item)} for item in listing.entries],
        },
        json_dumps_params={"ensure_ascii": False},
    )


def _listing(request: HttpRequest) -> Listing:
    listing = Listing.asked(request.GET)
    if not listing.is_kept:
        raise Http404
    return listing


def _plain(item: Entry) -> dict[str, Any]:
    return {name: value.isoformat() if isinstance(value, dt.date) else value for name, value in item.fields.items()}


def _address(path: str, query: dict[str, str]) -> str:
    return f"{path}?{urlencode(query)}"
