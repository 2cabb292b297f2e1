"""The menu tree of a site: one query, then kept per tenant and language until a page of it changes."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import get_language
from wagtail.models import Page, Site, get_page_models

from cms.core.visibility import readable

LEVELS = 3
BAR_WIDTH = 1176  # CSS pixels of the menu bar at the widest layout
KEEP_SECONDS = 600


@dataclass
class Node:
    """A page of the menu with the pages below it. ``role`` is its page type's own word (sitemap, privacy)."""

    id: int
    path: str
    title: str
    url: str
    role: str = ""
    in_bar: bool = True
    children: list["Node"] = field(default_factory=list)

    def walk(self) -> Iterator["Node"]:
        """This node and all below it, in menu order."""
        yield self
        for child in self.children:
            yield from child.walk()

    def holds(self, path: str) -> bool:
        """True when the page at ``path`` is this one or lies below it."""
        return bool(path) and path.startswith(self.path)


def site_menu(request: HttpRequest) -> list[Node]:
    """The tree below the home page in the language of the request; empty where there is no site."""
    key = _cache_key(get_language() or settings.LANGUAGE_CODE)
    tree = cache.get(key)
    if tree is None:
        root = home_page(request)
        if root is None:
            return []
        tree = mark_bar(build_tree(root, _menu_pages(root), request))
        cache.set(key, tree, KEEP_SECONDS)
    return tree


def remember_home_page(request: HttpRequest, page: Page) -> None:
    """The way to every page begins at its home page, which says so here; then nobody looks for it again."""
    request._home_page = page


def home_page(request: HttpRequest) -> Page | None:
    """The home page in the language of the request; the page itself, with all its fields, where one is served."""
    known = getattr(request, "_home_page", None)
    if known is not None:
        return known
    site = Site.find_for_request(request)
    if site is None:
        return None
    return site.root_page.localized


def build_tree(root: Page, pages: Iterable[Page], request: HttpRequest | None) -> list[Node]:
    """Nest pages that come in the order of their paths; a page whose parent is not in the menu is left out."""
    roles = _roles()
    nodes: dict[str, Node] = {}
    top: list[Node] = []
    for page in pages:
        parent = nodes.get(page.path[: -Page.steplen])
        if parent is None and page.depth != root.depth + 1:
            continue
        role = roles.get(page.content_type_id, "")
        node = Node(page.pk, page.path, page.title, page.get_url(request) or "", role)
        nodes[page.path] = node
        (top if parent is None else parent.children).append(node)
    return top


def _roles() -> dict[int, str]:
    """What page types say of themselves (``chrome_role``), by the id of their content type; at most one query."""
    told = [model for model in get_page_models() if getattr(model, "chrome_role", "")]
    return {found.pk: model.chrome_role for model, found in ContentType.objects.get_for_models(*told).items()}


def mark_bar(top: list[Node], width: int = BAR_WIDTH) -> list[Node]:
    """Mark what fits beside each other in the bar; the rest stands under "all menus". Hangul is twice as wide."""
    used = 0
    for node in top:
        used += 32 + sum(18 if ord(sign) > 0x2E80 else 10 for sign in node.title)
        node.in_bar = used <= width
    return top


def forget_menu(**kwargs: object) -> None:
    """Signal receiver: what is in the menus may have changed. Again after the commit, for what was read meanwhile."""
    keys = [_cache_key(language) for language, _name in settings.LANGUAGES]
    cache.delete_many(keys)
    transaction.on_commit(lambda: cache.delete_many(keys))


def _menu_pages(root: Page) -> Iterable[Page]:
    pages = readable(Page.objects.descendant_of(root)).in_menu()
    return pages.filter(depth__lte=root.depth + LEVELS).order_by("path")


def _cache_key(language: str) -> str:
    return f"core:menu:{language}"
