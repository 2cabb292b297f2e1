"""Below every view: a board in another language goes public as the translation of one, never as a board of its own."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from cms.boards.models import BoardPage
from cms.publication.checks import Publication, publication_check
from cms.publication.reasons import Reason


@publication_check("original of a board")
def has_original(publication: Publication) -> Iterator[Reason]:
    """Its posts would belong to nothing. No query for a board in Korean."""
    page = publication.page
    if isinstance(page, BoardPage) and page.is_translation and page.original is None:
        yield Reason(_("A board is made in Korean first, and then translated. This page has no original."))
