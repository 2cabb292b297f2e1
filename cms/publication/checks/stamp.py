"""A page says who answers for it (안양·용인 제5조제2항, 서울 제4조제2항, 동작 제7조제2항)."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from cms.publication.checks.registry import Publication, publication_check
from cms.publication.reasons import Place, Reason


@publication_check("stamp")
def complete_stamp(publication: Publication) -> Iterator[Reason]:
    """Department and information provider are stated. The database refuses a row without them, but says it poorly."""
    page = publication.page
    if hasattr(page, "department_id") and not page.department_id:
        yield Reason(_("Say which department answers for this page."), Place("department"))
    if hasattr(page, "information_provider") and not (page.information_provider or "").strip():
        yield Reason(_("Say who provided this information."), Place("information_provider"))
