"""What citizens may see of the tree: one query each, however many page types there are."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import HttpRequest
from wagtail.models import Page, get_page_models

from cms.core.menu import Node, build_tree, home_page
from cms.core.visibility import readable


@dataclass(frozen=True)
class PageLink:
    """A page in a list."""

    title: str
    url: str
    text: str = ""


def public_pages(under: Page, inclusive: bool = False) -> QuerySet[Page]:
    """The live pages below one that everybody may read; ``inclusive`` counts it too."""
    return readable(Page.objects.descendant_of(under, inclusive=inclusive))


def public_children(page: Page, request: HttpRequest) -> list[PageLink]:
    """The pages directly below one, with their summaries, in menu order."""
    children = public_pages(page).filter(depth=page.depth + 1).select_related("record").order_by("path")
    return [PageLink(child.title, child.get_url(request) or "", summary_of(child)) for child in children]


def summary_of(page: Page) -> str:
    """The summary in the page's record; nothing for a page without one."""
    record = getattr(page, "record", None)
    return record.summary if record else ""


def whole_tree(request: HttpRequest) -> list[Node]:
    """Every public page of the request's language as a tree; notices and events stand in their lists instead."""
    root = home_page(request)
    if root is None:
        return []
    pages = public_pages(root).not_exact_type(*listed_elsewhere()).defer_streamfields().order_by("path")
    return build_tree(root, pages, request)


def listed_elsewhere() -> list[type[Page]]:
    """Page types that have a list of their own."""
    return [model for model in get_page_models() if not getattr(model, "in_site_tree", True)]


def with_record(page: Page) -> Page:
    """The page as what it is, as Wagtail's ``specific``, its record and department with it. One query."""
    model = page.cached_content_type.model_class()
    if model is None or isinstance(page, model):  # a type that is gone, or one that knows no more
        return page.specific
    return model._base_manager.select_related("record__department").get(pk=page.pk)
