"""What citizens may know of the evidence: the one place where that is decided.

A fact is shown when it has no address, or one that everybody can open: a published page that is not restricted, a
service of the site for everybody (search, site map), another site. Any other address — the desk, a draft, a document,
an account — hides the whole fact, words too, because words about a draft say its title. How many facts are hidden is
told.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import Resolver404, resolve
from django.utils.translation import get_language_from_path, override
from wagtail.models import Page, Site

from cms.core.visibility import readable
from tenants.conformity import Evidence
from tenants.context import platform
from tenants.models import Domain, Municipality

#: Views beside the tree of pages that answer everybody alike.
OPEN_VIEWS = frozenset({"search", "xml_sitemap", "robots"})
PAGE_VIEW = "wagtail_serve"


@dataclass(frozen=True, slots=True)
class PublicEvidence:
    """The facts that citizens are shown, and how many they are not."""

    shown: tuple[Evidence, ...]
    hidden: int


class Citizens:
    """Judges the evidence of one municipality, in its schema. Four queries however many facts there are."""

    def __init__(self, municipality: Municipality, evidence: Iterable[Evidence]) -> None:
        with platform():
            hosts = Domain.objects.filter(tenant=municipality).values_list("domain", flat=True)
            self._hosts = frozenset(hosts)
        self._paths = self._open_paths(fact.url for fact in evidence if fact.url)

    def may_know(self, evidence: Iterable[Evidence]) -> PublicEvidence:
        """Divide the facts of one duty."""
        facts = list(evidence)
        shown = tuple(self._without_host(fact) for fact in facts if self._may_open(fact.url))
        return PublicEvidence(shown, len(facts) - len(shown))

    def _may_open(self, url: str) -> bool:
        if not url:
            return True
        parts = urlsplit(url)
        if self._is_ours(parts.hostname):
            return parts.path in self._paths
        return parts.scheme in ("http", "https") and parts.hostname != settings.PLATFORM_HOST

    def _is_ours(self, host: str | None) -> bool:
        return host is None or host in self._hosts

    def _without_host(self, fact: Evidence) -> Evidence:
        """The municipality may have several hosts: a reader stays on theirs."""
        parts = urlsplit(fact.url)
        if not self._is_ours(parts.hostname):
            return fact
        return replace(fact, url=parts._replace(scheme="", netloc="").geturl())

    def _open_paths(self, urls: Iterable[str]) -> frozenset[str]:
        ours = {parts.path for url in urls if self._is_ours((parts := urlsplit(url)).hostname)}
        views = {path: _view(path) for path in ours}
        services = {path for path, view in views.items() if view in OPEN_VIEWS}
        return frozenset(services | _open_pages(path for path, view in views.items() if view == PAGE_VIEW))


def _view(path: str) -> str:
    """The name of what answers at a path, in whatever language its prefix says."""
    language = get_language_from_path(path)
    bare = path.removeprefix(f"/{language}") if language else path
    try:
        with override(settings.LANGUAGE_CODE):  # the one whose addresses have no prefix, whoever is reading
            return resolve(bare, urlconf=settings.ROOT_URLCONF).view_name
    except Resolver404:
        return ""


def _open_pages(paths: Iterable[str]) -> set[str]:
    """Those of the paths at which a published page stands that nothing restricts."""
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    if site is None:
        return set()
    homes = dict(site.root_page.get_translations(inclusive=True).values_list("locale__language_code", "url_path"))
    by_place = {place: path for path in paths if (place := _place(path, homes))}
    found = readable(Page.objects.filter(url_path__in=by_place)).values_list("url_path", flat=True)
    return {by_place[place] for place in found}


def _place(path: str, homes: dict[str, str]) -> str:
    """The place in Wagtail's tree of an address; empty where its language has no home page."""
    language = get_language_from_path(path)
    bare = path.removeprefix(f"/{language}") if language else path
    home = homes.get(language or settings.LANGUAGE_CODE)
    return f"{home}{bare.lstrip('/')}" if home else ""
