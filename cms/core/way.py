"""The pages from the root to a page, fetched once for all who ask: who may read it, the breadcrumb, the parent."""

from collections.abc import Collection
from functools import cached_property

from django.db.models import Exists, OuterRef, Q, QuerySet
from wagtail.models import Page, PageViewRestriction


def way_along(home: Page, addresses: Collection[str]) -> list[Page]:
    """The pages from the root over this home page to the deepest one at any of these addresses. One query.

    Addresses are those of every step of one path, so that what is found lies on one line.
    """
    below = Q(url_path__in=addresses, path__startswith=home.path) & ~Q(pk=home.pk)
    line = [home.path[:end] for end in range(home.steplen, len(home.path) + 1, home.steplen)]
    return _with_restricted(Page.objects.filter(below | Q(path__in=line)))


def _with_restricted(pages: QuerySet[Page]) -> list[Page]:
    restrictions = PageViewRestriction.objects.filter(page=OuterRef("pk"))
    return list(pages.annotate(restricted=Exists(restrictions)).order_by("depth").defer_streamfields())


class KnowsItsWay:
    """Mixin for page types."""

    @cached_property
    def way(self) -> list[Page]:
        """Root, home page … and this page itself, without their bodies; each with ``restricted``. One query."""
        return _with_restricted(Page.objects.ancestor_of(self, inclusive=True))

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
