"""Documents on their way in: an upload is warned of at once, another content of a file that is public is refused."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import post_save, pre_save
from django.utils import timezone
from wagtail.admin import messages
from wagtail.documents.models import AbstractDocument

from cms.ordinance.masking import mask
from cms.publication import acting
from cms.publication.checks.personal_data import against
from cms.publication.documents import look_into
from cms.publication.files import Kind, pages_showing
from cms.publication.offices import offices
from cms.publication.reasons import Place, PublicationRefused, Reason


def connect() -> None:
    """Listen to documents that are saved."""
    pre_save.connect(guard_document, dispatch_uid="publication.guard_document")
    post_save.connect(warn_of_upload, dispatch_uid="publication.warn_of_upload")


def guard_document(sender: type, instance: Any, raw: bool = False, **kwargs: Any) -> None:
    """A document that the public has gets no content, name or title with which its page could not go out.

    :raises PublicationRefused: with every reason.
    """
    if raw or not isinstance(instance, AbstractDocument) or not instance.pk:
        return
    instance._publication_changed = _changed(instance)
    if not instance._publication_changed:
        return
    if not pages_showing(Kind.DOCUMENT, instance.pk).exists():
        return
    reasons = _reasons(instance)
    if reasons:
        refused = PublicationRefused(instance, reasons)
        acting.present().refusals.append(refused)
        raise refused


def warn_of_upload(sender: type, instance: Any, created: bool = False, raw: bool = False, **kwargs: Any) -> None:
    """Who uploads at the desk is told at once what would keep a page with this file from being published."""
    request = acting.present().request
    if raw or not isinstance(instance, AbstractDocument) or request is None or not (created or _was_changed(instance)):
        return
    for reason in _reasons(instance):
        messages.warning(request, reason.whole)


def _reasons(document: AbstractDocument) -> list[Reason]:
    known = offices()
    found = look_into(document, known, timezone.localdate())
    place = Place("file", words=mask(document.title, known))
    return list(against([(each, place) for each in found]))


def _changed(document: AbstractDocument) -> bool:
    """The file itself or a word that readers see."""
    stored = type(document).objects.filter(pk=document.pk).first()
    if stored is None:
        return False
    new_file = not document.file._committed or stored.file.name != document.file.name
    return new_file or stored.title != document.title


def _was_changed(document: AbstractDocument) -> bool:
    """As found before it was saved."""
    return bool(getattr(document, "_publication_changed", False))
