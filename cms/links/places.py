"""Places on a page (``#fees``): whether what a reader is given has them."""

from __future__ import annotations

import logging
import re
from html import unescape
from urllib.parse import unquote

from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test import RequestFactory
from django.utils import translation
from wagtail.models import Page

log = logging.getLogger(__name__)
#: Every browser knows these without help of the page.
_ALWAYS = frozenset({"", "top"})
_ID = re.compile(r"""\b(?:id|name)=["']([^"']+)["']""")


class Places:
    """Of each page that is asked about, its places; made once for a look at all links."""

    def __init__(self) -> None:
        self._known: dict[int, frozenset[str] | None] = {}

    def has(self, page: int, fragment: str) -> bool:
        """True as well where it cannot be told: a link is not called broken for a guess."""
        place = unquote(fragment)
        if place.lower() in _ALWAYS or place.startswith(":~:"):  # to words that a browser looks for
            return True
        if page not in self._known:
            self._known[page] = _places_of(page)
        known = self._known[page]
        return known is None or place in known


def _places_of(key: int) -> frozenset[str] | None:
    """As the page is shown to everybody: places come from headings, questions, articles, templates alike."""
    page = Page.objects.get(pk=key).specific
    parts = page.get_url_parts()
    if not parts or not parts[2]:
        return None
    try:
        with translation.override(page.locale.language_code):
            response = page.serve(_request(page, parts[1], parts[2]))
            if hasattr(response, "render"):
                response.render()
            return frozenset(map(unescape, _ID.findall(response.content.decode())))
    except Exception:  # a page that cannot be shown here is another's matter, and stops no look at links
        log.warning("Page %s could not be shown to look for places on it.", key, exc_info=True)
        return None


def _request(page: Page, root: str, path: str):  # type: ignore[no-untyped-def]
    """A reader's who is signed in nowhere."""
    scheme, _slashes, host = root.partition("://")
    request = RequestFactory(HTTP_HOST=host).get(path, secure=scheme == "https")
    request.user, request.LANGUAGE_CODE = AnonymousUser(), page.locale.language_code
    request.tenant = connection.tenant  # type: ignore[attr-defined]
    return request
