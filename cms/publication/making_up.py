"""Acts that passed by every path that enters itself (SQL, a bulk update): entered as the nightly look finds them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from wagtail.models import Page

from cms.publication import acting, register
from cms.publication.checks import Publication
from cms.publication.content import content_hash
from cms.publication.entering import enter_publication
from cms.publication.models import Act, PublicationRegister
from cms.publication.models.register import FOUND_LATER

#: What stands as the reason; the desk shows it in the reader's language.
FOUND = FOUND_LATER


@dataclass(frozen=True)
class Missing:
    """An act that the register does not hold: a sentence, what was done to which page, and the last row about it."""

    sentence: str
    act: Act
    page_id: int
    last: PublicationRegister | None


@transaction.atomic
def make_up(missing: Iterable[Missing]) -> None:
    """Enter each as found now; who did it and when is not known, and the row says so."""
    with acting.acting(way=acting.VERIFICATION, reason=FOUND):
        for each in missing:
            page = Page.objects.filter(pk=each.page_id).first()
            if each.act == Act.DELETED and each.last is not None:
                register.append([_gone(each.last)])
            elif page is not None and each.act == Act.UNPUBLISHED:
                found = Publication(page.specific)
                register.append([register.entry(Act.UNPUBLISHED, found.page, found.offices, found.content)])
            elif page is not None:
                enter_publication(Publication(page.specific))


def enter_changed(publication: Publication, last: PublicationRegister | None) -> bool:
    """Enter a public page whose content is another than the register knows; True where it was."""
    if last is None or last.content_hash == content_hash(publication.page):
        return False
    with acting.acting(way=acting.VERIFICATION, reason=FOUND):
        enter_publication(publication)
    return True


def _gone(last: PublicationRegister) -> PublicationRegister:
    """A row about a page that is no more, by what its last row says of it."""
    copied = ("page_id", "page_type", "language", "title", "path", "department_id", "department_name")
    said = {name: getattr(last, name) for name in (*copied, "content_hash", "files")}
    return PublicationRegister(act=Act.DELETED, at=timezone.now(), way=acting.VERIFICATION, reason=FOUND, **said)
