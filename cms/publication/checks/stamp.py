"""A page says who answers for it (안양·용인 제5조제2항, 서울 제4조제2항, 동작 제7조제2항)."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from cms.departments.forms import closed_sentence
from cms.publication.checks.registry import Publication, publication_check
from cms.publication.reasons import Place, Reason


@publication_check("stamp")
def complete_stamp(publication: Publication) -> Iterator[Reason]:
    """An open department and an information provider are stated.

    The database refuses a row without them, but says it poorly. A closed department (폐지) answers for nothing.
    """
    page = publication.page
    if hasattr(page, "department_id") and not page.department_id:
        yield Reason(_("Say which department answers for this page."), Place("department"))
    elif hasattr(page, "department_id") and page.department.closed_on:
        yield Reason(closed_sentence(page.department), Place("department"))
    if hasattr(page, "information_provider") and not (page.information_provider or "").strip():
        yield Reason(_("Say who provided this information."), Place("information_provider"))
