"""Files on their way in: an upload is warned of at once; other content of a public file is refused, or entered.

A page says nothing new when its file is replaced under the same number: so the file speaks for itself, and the register
holds an act on every page that shows it.
"""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.db.models.signals import post_save, pre_delete, pre_save
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage
from wagtail.models import Page

from cms.members.middleware import is_desk
from cms.ordinance.masking import mask
from cms.publication import acting, register
from cms.publication.checks import Publication
from cms.publication.checks.personal_data import against
from cms.publication.documents import hash_of, look_into
from cms.publication.files import kind_of, pages_showing
from cms.publication.findings import find
from cms.publication.models import Act
from cms.publication.offices import offices
from cms.publication.reasons import Place, PublicationRefused, Reason


def connect() -> None:
    """Listen to files that are saved or deleted."""
    pre_save.connect(guard_file, dispatch_uid="publication.guard_file")
    post_save.connect(enter_change, dispatch_uid="publication.enter_change")
    post_save.connect(warn_of_upload, dispatch_uid="publication.warn_of_upload")
    pre_delete.connect(enter_deletion, dispatch_uid="publication.enter_file_deletion")


def guard_file(sender: type, instance: Any, raw: bool = False, **kwargs: Any) -> None:
    """A file that the public has gets no content, name or title with which its page could not go out.

    :raises PublicationRefused: with every reason.
    """
    if raw or not _is_file(instance) or not instance.pk:
        return
    instance._publication_changed = _changed(instance)
    if not instance._publication_changed or not _pages(instance):
        return
    reasons = _reasons(instance)
    if reasons:
        refused = PublicationRefused(instance, reasons)
        acting.present().refusals.append(refused)
        raise refused


def enter_change(sender: type, instance: Any, created: bool = False, raw: bool = False, **kwargs: Any) -> None:
    """Pages that show a file show something else once it is replaced or renamed."""
    if not raw and not created and _is_file(instance) and _was_changed(instance):
        _enter(Act.FILE_CHANGED, instance)


def enter_deletion(sender: type, instance: Any, **kwargs: Any) -> None:
    """Before a file is deleted that the public has, whoever does so.

    :raises PublicationRefused: at the desk without a reason, by a view that does not ask for one.
    """
    if not _is_file(instance):
        return
    now = acting.present()
    if now.request is not None and is_desk(now.request.path) and not now.reason and _pages(instance).exists():
        raise PublicationRefused(instance, [Reason(_("Say why. The register keeps the reason."))])
    _enter(Act.FILE_DELETED, instance)


def warn_of_upload(sender: type, instance: Any, created: bool = False, raw: bool = False, **kwargs: Any) -> None:
    """Who uploads at the desk is told at once what would keep a page with this file from being published."""
    request = acting.present().request
    if raw or not _is_file(instance) or request is None or not (created or _was_changed(instance)):
        return
    for reason in _reasons(instance):
        messages.warning(request, reason.whole)


def _enter(act: Act, file: Any) -> None:
    pages = list(_pages(file))
    if not pages:
        return
    known, facts = offices(), [{"kind": kind_of(file), "id": file.pk, "sha256": hash_of(file)}]
    rows = []
    for page in pages:
        publication = Publication(page.specific, known=known)
        row = register.entry(act, publication.page, known, publication.content)
        row.files = facts
        rows.append(row)
    register.append(rows)


def _pages(file: Any) -> QuerySet[Page]:
    return pages_showing(kind_of(file), file.pk)


def _is_file(instance: Any) -> bool:
    return isinstance(instance, AbstractDocument | AbstractImage)


def _reasons(file: Any) -> list[Reason]:
    """Of a picture what is sure in its names; the pages that show it ask about the rest."""
    known, today = offices(), timezone.localdate()
    place = Place("file", words=mask(file.title, known))
    if isinstance(file, AbstractImage):
        named = f"{file.title}\n{file.filename}\n{file.description}"
        return list(against([(each, place) for each in find(named, known, today) if each.sure]))
    return list(against([(each, place) for each in look_into(file, known, today)]))


def _changed(file: Any) -> bool:
    """The file itself or a word that readers see."""
    stored = type(file).objects.filter(pk=file.pk).first()
    if stored is None:
        return False
    new_file = not file.file._committed or stored.file.name != file.file.name
    return new_file or any(getattr(stored, name, "") != getattr(file, name, "") for name in ("title", "description"))


def _was_changed(file: Any) -> bool:
    """As found before it was saved."""
    return bool(getattr(file, "_publication_changed", False))
