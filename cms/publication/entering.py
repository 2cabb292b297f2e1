"""The two halves of every publication: asking all checks before it, entering it after it."""

from __future__ import annotations

from cms.publication import acting, register
from cms.publication.checks import Publication, refusals
from cms.publication.files import note_files
from cms.publication.models import Act, RefusedPublication
from cms.publication.reasons import PublicationRefused


def refuse_for_reasons(publication: Publication) -> None:
    """Ask all checks.

    :raises PublicationRefused: with every reason; who acts is told by the middleware as well.
    """
    reasons = refusals(publication)
    if reasons:
        refused = PublicationRefused(publication.page, reasons)
        acting.present().refusals.append(refused)
        raise refused


def enter_publication(publication: Publication) -> None:
    """Remember the files that are public now, write the register, drop the note of an earlier refusal."""
    page = publication.page
    act = Act.REVISED if register.is_public_there(page.pk) else Act.PUBLISHED
    note_files(page, publication.content)
    register.append([register.entry(act, page, publication.offices, publication.content)])
    RefusedPublication.objects.filter(page_id=page.pk).delete()
