"""What everybody may read, asked inside the query that needs it.

Wagtail's ``.public()`` fetches all restrictions first: one query more for every list on a page.
"""

from typing import TypeVar

from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef, QuerySet
from wagtail.models import PageViewRestriction

Pages = TypeVar("Pages", bound=QuerySet)


def readable(pages: Pages) -> Pages:
    """Those pages that are live and neither restricted themselves nor below a restricted one."""
    return pages.live().filter(~Exists(_restrictions_above()))


def _restrictions_above() -> QuerySet[PageViewRestriction]:
    """The restrictions on a page of the outer query or on one above it: its path begins with theirs."""
    outer = ExpressionWrapper(OuterRef("path"), output_field=CharField())
    return PageViewRestriction.objects.alias(outer=outer).filter(outer__startswith=F("page__path"))
