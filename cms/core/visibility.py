"""What everybody may read, asked inside the query that needs it.

Wagtail's ``.public()`` fetches all restrictions first: one query more for every list on a page.
"""

from typing import TypeVar

from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef, Q, QuerySet
from wagtail.models import PageViewRestriction

Pages = TypeVar("Pages", bound=QuerySet)


def readable(pages: Pages) -> Pages:
    """Those pages that are live and neither restricted themselves nor below a restricted one; none that would show
    another language's text under its own.
    """
    own_words = Q(alias_of__isnull=True) | Q(alias_of__locale_id=F("locale_id"))
    return pages.live().filter(own_words, ~Exists(_restrictions_above()))


def _restrictions_above() -> QuerySet[PageViewRestriction]:
    """The restrictions on a page of the outer query or on one above it: its path begins with theirs."""
    outer = ExpressionWrapper(OuterRef("path"), output_field=CharField())
    return PageViewRestriction.objects.alias(outer=outer).filter(outer__startswith=F("page__path"))
