"""Writing the register: one row an act, each linked to the one before it."""

from __future__ import annotations

from django.db.models import Max
from django.utils import timezone
from wagtail.models import Page

from cms.core.chain import Chain
from cms.ordinance.masking import mask
from cms.ordinance.personal_data import Offices
from cms.publication import acting
from cms.publication.content import Content, content_hash, content_of
from cms.publication.files import files_of
from cms.publication.models import Act, PublicationRegister
from cms.publication.models.register import NO_REASON, PUBLIC_ACTS

#: The fields that a row's hash covers; the hash of the row before is one of them.
SEALED = (
    "number",
    "act",
    "at",
    "page_id",
    "page_type",
    "language",
    "title",
    "path",
    "department_id",
    "department_name",
    "actor_id",
    "actor_name",
    "way",
    "reason",
    "content_hash",
    "files",
    "previous_hash",
)
#: These need a reason; where a way offers no place for one, the register says so.
NEEDS_REASON = frozenset({Act.UNPUBLISHED, Act.DELETED, Act.FILE_DELETED})
#: How rows are linked, sealed and followed.
CHAIN = Chain(PublicationRegister, SEALED, "publication register")
seal, append = CHAIN.seal, CHAIN.append


def entry(act: Act, page: Page, known: Offices, content: Content | None = None) -> PublicationRegister:
    """A row about a page as it is now, by who acts now. Personal data in its title is covered."""
    actor = acting.present()
    person = actor.person
    department = getattr(page, "department", None) if getattr(page, "department_id", None) else None
    return PublicationRegister(
        act=str(act),
        at=timezone.now(),
        page_id=page.pk,
        page_type=page._meta.label,
        language=page.locale.language_code,
        title=mask(page.title, known)[:255],
        path=page.url_path,
        department_id=department.pk if department else None,
        department_name=department.name if department else "",
        actor_id=person.pk if person else None,
        actor_name=str(person.get_full_name() or person.get_username()) if person else "",
        way=actor.way[:100],
        reason=_reason(act, actor),
        content_hash=content_hash(page),
        files=files_of(content or content_of(page)),
    )


def last_of(page_id: int) -> PublicationRegister | None:
    """The latest act on a page."""
    return PublicationRegister.objects.filter(page_id=page_id).order_by("-number").first()


def latest_rows() -> dict[int, PublicationRegister]:
    """The latest act on each page that the register knows. One query."""
    latest = PublicationRegister.objects.values("page_id").annotate(last=Max("number")).values("last")
    return {row.page_id: row for row in PublicationRegister.objects.filter(number__in=latest)}


def is_public_there(page_id: int) -> bool:
    """Whether the register holds the page for public."""
    last = last_of(page_id)
    return last is not None and last.act in PUBLIC_ACTS


def _reason(act: Act, actor: acting.Acting) -> str:
    if actor.reason or act not in NEEDS_REASON:
        return actor.reason
    return NO_REASON + actor.way
