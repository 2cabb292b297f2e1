"""The pages from the root to a page, fetched once for all who ask: who may read it, the breadcrumb, the parent."""

from functools import cached_property

from django.db.models import Exists, OuterRef, QuerySet
from wagtail.models import Page, PageViewRestriction


class KnowsItsWay:
    """Mixin for page types."""

    @cached_property
    def way(self) -> list[Page]:
        """Root, home page … and this page itself, without their bodies; each with ``restricted``. One query."""
        restrictions = PageViewRestriction.objects.filter(page=OuterRef("pk"))
        pages = Page.objects.ancestor_of(self, inclusive=True).annotate(restricted=Exists(restrictions))
        return list(pages.order_by("depth").defer_streamfields())

    @property
    def parent_url(self) -> str:
        """Where the page directly above is."""
        return self.way[-2].url or ""

    def get_view_restrictions(self) -> QuerySet[PageViewRestriction]:
        """As Wagtail's, which takes two queries also where nothing is restricted, the common case.

        An alias has the restrictions of its source: Wagtail's own look-up then.
        """
        if any(page.restricted or page.alias_of_id for page in self.way):
            return super().get_view_restrictions()
        return PageViewRestriction.objects.none()
