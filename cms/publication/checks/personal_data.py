"""Personal data does not get out (안양·용인 제17조, 서울 제10조, 동작 제22조; 개인정보 보호법 제24조의2)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from django.utils.translation import gettext as _
from wagtail.documents import get_document_model

from cms.ordinance.masking import mask
from cms.publication.checks.registry import Publication, publication_check
from cms.publication.documents import look_into
from cms.publication.findings import UNREADABLE, Found, find
from cms.publication.models import FindingConfirmation
from cms.publication.reasons import Place, Reason


@publication_check("personal data in the text")
def personal_data_in_text(publication: Publication) -> Iterator[Reason]:
    """Nothing sure in any words of the page, names of its pictures included; a person answered for what may be."""
    content = publication.content
    pieces = [(piece.text, piece.place) for piece in content.pieces]
    pieces += [(shown.name, shown.place) for shown in content.images if shown.name]
    found = [
        (replace(each, subject=publication.subject), place)
        for text, place in pieces
        for each in find(text, publication.offices, publication.today)
    ]
    yield from against(found, publication.newly_confirmed)


@publication_check("personal data in files")
def personal_data_in_files(publication: Publication) -> Iterator[Reason]:
    """The same for the names of documents that the page offers, and for the text inside them."""
    places: dict[int, Place] = {}
    for linked in publication.content.documents:
        places.setdefault(linked.document_id, linked.place)
    found = [
        (each, replace(places[document.pk], words=mask(document.title, publication.offices)))
        for document in get_document_model().objects.filter(pk__in=places).order_by("pk")
        for each in look_into(document, publication.offices, publication.today)
    ]
    yield from against(found, publication.newly_confirmed)


def against(
    found: Iterable[tuple[Found, Place]], newly_confirmed: frozenset[tuple[str, str]] = frozenset()
) -> Iterator[Reason]:
    """What is sure, and what nobody answered for. The same find in one place is said once."""
    every = dict.fromkeys(found)
    confirmed = _confirmed({each.subject for each, _place in every if not each.sure}) | newly_confirmed
    for each, place in every:
        if each.sure or (each.subject, each.digest) not in confirmed:
            yield Reason(_sentence(each), place, None if each.sure else each)


def _confirmed(subjects: set[str]) -> set[tuple[str, str]]:
    if not subjects:
        return set()
    rows = FindingConfirmation.objects.filter(subject__in=subjects)
    return set(rows.values_list("subject", "digest"))


def _sentence(found: Found) -> str:
    facts = {"kind": found.words, "masked": found.masked, "where": found.where}
    if found.kind == UNREADABLE and found.where:
        return (
            _("A part of this file (%(where)s) cannot be read (%(masked)s). Look into it yourself, and confirm it.")
            % facts
        )
    if found.kind == UNREADABLE:
        return _("The text of this file cannot be read (%(masked)s). Look into it yourself, and confirm it.") % facts
    if found.sure:
        return _("Holds %(kind)s: “%(masked)s”. Remove it or cover it.") % facts
    return _("May hold %(kind)s: “%(masked)s”. Remove it, or confirm that it may be shown.") % facts
