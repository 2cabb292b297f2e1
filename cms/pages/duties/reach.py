"""Pages that a citizen comes to: live, restricted to nobody, below pages that are so themselves."""

from typing import TypeVar

from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef, QuerySet
from wagtail.models import Locale, Page

from cms.core.visibility import readable

Pages = TypeVar("Pages", bound=QuerySet)


def in_reach(pages: Pages) -> Pages:
    """Those pages to which the way from the front page leads; a page below one that was unpublished has none."""
    outer = ExpressionWrapper(OuterRef("path"), output_field=CharField())
    hidden = Page.objects.alias(outer=outer).filter(live=False, numchild__gt=0, outer__startswith=F("path"))
    return readable(pages).filter(~Exists(hidden))


def in_default_language(pages: Pages) -> Pages:
    """Those in the municipality's own language: its duties are towards its citizens."""
    return pages.filter(locale_id=Locale.get_default().pk)


def address(page: Page) -> str:
    """The full address; empty where it has none, as on a host that shows no pages. Costs no query per page."""
    return page.get_full_url() or ""
