"""The municipality's own site as a reader finds it: which pages open, and which addresses lead to one."""

from __future__ import annotations

import datetime as dt
from functools import cached_property
from urllib.parse import SplitResult, unquote

from django.conf import settings
from django.urls import Resolver404, ResolverMatch, resolve
from django.utils import translation
from django.utils.translation import get_language_from_path
from wagtail.contrib.redirects.models import Redirect
from wagtail.contrib.routable_page.models import RoutablePageMixin
from wagtail.documents import get_document_model
from wagtail.models import Page, get_page_models

from cms.core.visibility import readable
from cms.links.addresses import is_well_formed, split
from cms.links.extraction import ADDRESS, DOCUMENT, PAGE, Link
from cms.links.models import Fault
from cms.links.places import Places
from cms.news.models import NoticePage
from tenants.context import platform
from tenants.models import Municipality


class OwnSite:
    """Judges links as things stand on a day. Few queries, however many links: made once for a look at all of them."""

    def __init__(self, municipality: Municipality, today: dt.date) -> None:
        self.municipality = municipality
        self.today = today
        self._places = Places()

    def fault(self, link: Link) -> Fault | None:
        """What is wrong with a link; None where nothing is, and for a well-formed address elsewhere."""
        if link.kind == PAGE:
            return self._of_page(int(link.target))
        if link.kind == DOCUMENT:
            return None if int(link.target) in self._documents else Fault.GONE
        return self._of_address(link.target)

    def leads_elsewhere(self, link: Link) -> bool:
        """True for a web address on a host that is not the municipality's."""
        parts = split(link.target) if link.kind == ADDRESS else None
        return bool(parts and parts.scheme in {"http", "https"} and parts.hostname not in self._hosts)

    def _of_address(self, address: str) -> Fault | None:
        if address.startswith("//"):
            address = f"https:{address}"
        parts = split(address)
        if parts is None:
            return Fault.MALFORMED
        if parts.scheme in {"http", "https"} and parts.hostname in self._hosts:
            return self._of_path(parts.path or "/") or self._of_place(parts)
        if parts.scheme or parts.netloc:
            return None if is_well_formed(address) else Fault.MALFORMED
        if not parts.path:  # a place on the page itself
            return None
        if not parts.path.startswith("/"):
            return Fault.MALFORMED
        return self._of_path(parts.path) or self._of_place(parts)

    def fault_within(self, link: Link, page: int) -> Fault | None:
        """What is wrong with a link to a place on the very page that holds it; None for every other link."""
        parts = split(link.target) if link.kind == ADDRESS else None
        if parts is None or parts.scheme or parts.netloc or parts.path or parts.query:
            return None
        return None if self._places.has(page, parts.fragment) else Fault.NO_PLACE

    def _of_place(self, parts: SplitResult) -> Fault | None:
        """Of a page without a query: what a query brings is not looked at."""
        path = unquote(parts.path)
        page = self._addresses.get(path if path.endswith("/") else f"{path}/")
        if page is None or parts.query or not parts.fragment:
            return None
        return None if self._places.has(page, parts.fragment) else Fault.NO_PLACE

    def _of_path(self, written: str) -> Fault | None:
        path = unquote(written)
        match = _match(path) or _match(f"{path}/")  # as Django leads on to the address with the slash
        if match is None:
            return Fault.GONE
        if match.url_name == "wagtaildocs_serve":
            return None if int(match.kwargs["document_id"]) in self._documents else Fault.GONE
        if match.url_name != "wagtail_serve":
            return None
        path = path if path.endswith("/") else f"{path}/"
        if path in self._addresses:
            return self._of_page(self._addresses[path])
        return None if self._routed(path) or self._redirected(path) else Fault.GONE

    def _of_page(self, pk: int) -> Fault | None:
        if pk not in self._live or pk in self._unspoken:
            return Fault.GONE
        if not self._live[pk]:
            return Fault.UNPUBLISHED
        if pk not in self._readable:
            return Fault.RESTRICTED
        return None if pk not in self._ended else Fault.ENDED

    def _routed(self, path: str) -> bool:
        """Whether a page answers for what stands below it: a feed, a month of a calendar."""
        return any(path.startswith(above) and _resolves(page, path[len(above) - 1 :]) for above, page in self._routers)

    def _redirected(self, path: str) -> bool:
        return Redirect.normalise_path(path) in self._redirects

    @cached_property
    def _hosts(self) -> frozenset[str]:
        with platform():
            return frozenset(self.municipality.domains.values_list("domain", flat=True))

    @cached_property
    def _live(self) -> dict[int, bool]:
        return dict(Page.objects.order_by().values_list("pk", "live"))

    @cached_property
    def _unspoken(self) -> frozenset[int]:
        """Pages in languages that the municipality does not offer: their addresses answer that there is nothing."""
        other = Page.objects.exclude(locale__language_code__in=self.municipality.languages)
        return frozenset(other.order_by().values_list("pk", flat=True))

    @cached_property
    def _readable(self) -> frozenset[int]:
        return frozenset(readable(Page.objects.order_by()).values_list("pk", flat=True))

    @cached_property
    def _ended(self) -> frozenset[int]:
        over = NoticePage.objects.filter(posting_to__lt=self.today)
        return frozenset(over.order_by().values_list("pk", flat=True))

    @cached_property
    def _documents(self) -> frozenset[int]:
        return frozenset(get_document_model().objects.order_by().values_list("pk", flat=True))

    @cached_property
    def _redirects(self) -> frozenset[str]:
        return frozenset(Redirect.objects.values_list("old_path", flat=True))

    @cached_property
    def _addresses(self) -> dict[str, int]:
        """Pages by the path of their address, those that are not published too."""
        found = {}
        for page in Page.objects.filter(depth__gt=1).select_related("locale").defer_streamfields():
            parts = page.get_url_parts()
            if parts and parts[2]:
                found[unquote(parts[2])] = page.pk
        return found

    @cached_property
    def _routers(self) -> list[tuple[str, Page]]:
        """Pages that answer for addresses below their own, with these."""
        own = {pk: path for path, pk in self._addresses.items()}
        models = [model for model in get_page_models() if issubclass(model, RoutablePageMixin)]
        pages = [page for model in models for page in model.objects.live()]
        return [(own[page.pk], page) for page in pages if page.pk in own]


def _match(path: str) -> ResolverMatch | None:
    with translation.override(get_language_from_path(path) or settings.LANGUAGE_CODE):
        try:
            return resolve(path, settings.ROOT_URLCONF)
        except Resolver404:
            return None


def _resolves(page: RoutablePageMixin, path: str) -> bool:
    try:
        page.resolve_subpage(path)
    except Resolver404:
        return False
    return True
