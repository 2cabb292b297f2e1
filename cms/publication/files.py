"""Which files are public: those of a page that is before the public today, and no others.

Kept from what a page shows when it is published, not from Wagtail's reference index: that one follows a task, and knows
neither what was shown before nor what was shown by a page that is gone.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.db.models import Q, QuerySet
from wagtail.images.models import AbstractImage
from wagtail.models import Page

from cms.publication.content import Content
from cms.publication.models import PublicFile

Kind = PublicFile.Kind
#: Pages that are live and yet not before the public, as a condition on pages.
Ended = Callable[[], Q]
_endings: dict[str, Ended] = {}


def ending(name: str) -> Callable[[Ended], Ended]:
    """Sign up a way in which a live page stops being public (a posting period that is over).

    :raises ImproperlyConfigured: when the name is taken.
    """

    def sign_up(ended: Ended) -> Ended:
        if name in _endings:
            raise ImproperlyConfigured(f"A way to end named {name} is registered already.")
        _endings[name] = ended
        return ended

    return sign_up


def note_files(page: Page, content: Content) -> None:
    """Remember what a page that goes public shows, and that it no longer shows the rest."""
    shown = shown_in(content)
    rows = {(row.kind, row.file_id): row for row in PublicFile.objects.filter(page_id=page.pk)}
    PublicFile.objects.bulk_create(
        [PublicFile(kind=kind, file_id=pk, page_id=page.pk) for kind, pk in shown - rows.keys()]
    )
    for key, row in rows.items():
        if row.current != (key in shown):
            row.current = key in shown
            row.save(update_fields=["current"])


def shown_in(content: Content) -> set[tuple[str, int]]:
    """Kind and number of each file of a content."""
    shown = {(str(Kind.DOCUMENT), linked.document_id) for linked in content.documents}
    return shown | {(str(Kind.IMAGE), picture.image_id) for picture in content.images if picture.image_id}


def files_of(content: Content) -> list[dict[str, object]]:
    """The same, for the register."""
    return [{"kind": kind, "id": pk} for kind, pk in sorted(shown_in(content))]


def was_public(kind: str, pk: int) -> bool:
    """Whether some page ever showed this file to the public."""
    return PublicFile.objects.filter(kind=kind, file_id=pk).exists()


def pages_showing(kind: str, pk: int) -> QuerySet[Page]:
    """The pages that show it to the public today."""
    return public_today().filter(public_files__kind=kind, public_files__file_id=pk, public_files__current=True)


def is_public(file: Any) -> bool:
    """Whether a page shows this document or picture to the public today."""
    return pages_showing(kind_of(file), file.pk).exists()


def kind_of(file: Any) -> str:
    """Which kind of file it is, as kept here and in the register."""
    return str(Kind.IMAGE if isinstance(file, AbstractImage) else Kind.DOCUMENT)


def public_today() -> QuerySet[Page]:
    """Live pages, without those whose posting ended. A restricted page is public to those whom it lets in."""
    pages = Page.objects.live()
    for name in sorted(_endings):
        pages = pages.exclude(_endings[name]())
    return pages
