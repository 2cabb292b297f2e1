"""The parts of the site chrome that core itself knows: menu, appearance, identity, display settings."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.translation import get_language
from wagtail.models import Locale, Page, Site

from cms.core.chrome import Chrome, register_chrome_part, site_chrome
from cms.core.display import Display
from cms.core.menu import Node, home_page, site_menu
from cms.core.models import SiteAppearance

FOOTER_LINKS = 8


@dataclass(frozen=True)
class Identity:
    """Who runs the site, as header and footer say it; ``name`` is in the reader's language."""

    name: str
    name_ko: str
    address: str
    telephone: str
    telephone_hours: str


@dataclass(frozen=True)
class FooterLink:
    """A policy in the footer; 개인정보 처리방침 stands out (개인정보 보호법 제30조, 표준 개인정보 보호지침 제20조)."""

    title: str
    url: str
    strong: bool


def register() -> None:
    """Sign up; called once when the applications are ready."""
    register_chrome_part("appearance", appearance)
    register_chrome_part("official", official)
    register_chrome_part("municipality", identity)
    register_chrome_part("menu", site_menu)
    register_chrome_part("display", Display.of)
    register_chrome_part("home_url", home_url)
    register_chrome_part("sitemap_url", sitemap_url)
    register_chrome_part("footer_links", footer_links)


def appearance(request: HttpRequest) -> SiteAppearance | None:
    """The tenant's appearance; nothing on the platform's own host, which has no Wagtail tables."""
    tenant = getattr(request, "tenant", None)
    if tenant is None or tenant.schema_name == "public" or Site.find_for_request(request) is None:
        return None
    return SiteAppearance.for_request(request)


def official(request: HttpRequest) -> bool:
    """Masthead and identifier are for official sites only."""
    found = _chrome(request)["appearance"]
    return bool(found and found.official)


def identity(request: HttpRequest) -> Identity | None:
    """Name and contact, from the appearance."""
    found = _chrome(request)["appearance"]
    if found is None:
        return None
    korean = (get_language() or "ko") == "ko"
    return Identity(
        name=found.organisation if korean else _foreign_name(request, found),
        name_ko=found.organisation,
        address=found.address,
        telephone=found.telephone,
        telephone_hours=found.telephone_hours if korean else "",
    )


def _foreign_name(request: HttpRequest, found: SiteAppearance) -> str:
    """As the front page in the reader's language names it; a copy of the Korean one names it in Korean."""
    language = get_language()
    front = home_page(request) if language != "en" or not found.organisation_en else None
    if front is not None and front.alias_of_id is None and _is_in(front, str(language)):
        return str(front.title)
    return found.organisation_en or found.organisation


def _is_in(page: Page, language: str) -> bool:
    """Asked of the locales that are kept: no query."""
    try:
        return bool(page.locale_id == Locale.objects.get_for_language(language).pk)
    except (Locale.DoesNotExist, LookupError):
        return False


def home_url(request: HttpRequest) -> str:
    """The home page in the reader's language."""
    language = get_language() or "ko"
    return "/" if language == "ko" else f"/{language}/"


def sitemap_url(request: HttpRequest) -> str:
    """The page that shows the whole tree: "all menus" leads there without JavaScript."""
    return next((node.url for node in _nodes(request) if node.role == "sitemap"), "")


def footer_links(request: HttpRequest) -> list[FooterLink]:
    """The privacy policy and the pages beside it (copyright, accessibility, video devices …), the policy first."""
    beside = next((node.children for node in _nodes(request) if _holds_privacy(node)), [])
    links = [FooterLink(node.title, node.url, node.role == "privacy") for node in beside if node.role != "search"]
    return sorted(links, key=lambda link: not link.strong)[:FOOTER_LINKS]


def _holds_privacy(node: Node) -> bool:
    return any(child.role == "privacy" for child in node.children)


def _nodes(request: HttpRequest) -> list[Node]:
    return [node for top in _chrome(request)["menu"] for node in top.walk()]


def _chrome(request: HttpRequest) -> Chrome:
    return site_chrome(request)["chrome"]
