"""Below every view: rows and history follow what is saved, whatever the path.

As for the register of publications it hangs on the saving of the live page, since code that publishes by hand passes
Wagtail's signals by.
"""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models.signals import post_save, pre_delete
from wagtail.models import Page
from wagtail_localize.models import Translation, TranslationLog

from cms.languages.models import TranslatedPage
from cms.languages.services import making
from cms.languages.services.reckoning import follow_text
from cms.languages.sources import is_source, source_of
from cms.languages.texts import source_text


def connect() -> None:
    """Listen to pages being saved and deleted, and to wagtail-localize."""
    post_save.connect(follow, dispatch_uid="languages.follow")
    pre_delete.connect(follow_deletion, sender=Page, dispatch_uid="languages.follow_deletion")
    post_save.connect(follow_translation, sender=Translation, dispatch_uid="languages.follow_translation")
    post_save.connect(follow_log, sender=TranslationLog, dispatch_uid="languages.follow_log")


def follow(
    sender: type, instance: Any, raw: bool = False, update_fields: frozenset[str] | None = None, **kwargs: Any
) -> None:
    """After a page was saved. A save of some fields is a draft being noted, a lock, a page that becomes its own."""
    if raw or not isinstance(instance, Page) or instance.depth == 1:
        return
    if update_fields is not None and "live" not in update_fields:
        return
    page = instance if type(instance) is not Page else instance.specific
    if is_source(page):
        follow_source(page)
    elif not page.live or page.alias_of_id:
        making.withdraw(page)
    elif (source := source_of(page)) is not None:
        making.published(page, source)


def follow_source(page: Page) -> None:
    """An original was saved: what does it say now? One query where nobody translates it."""
    if not page.live or not TranslatedPage.objects.filter(source_id=page.pk).exists():
        return
    text = source_text(page)
    with transaction.atomic():
        rows = TranslatedPage.objects.select_for_update(of=["self"]).filter(source_id=page.pk).order_by("pk")
        for row in rows.select_related("source", "page", "department", "made_from", "present"):
            follow_text(row, text)


def follow_deletion(sender: type, instance: Page, **kwargs: Any) -> None:
    """Before a page is deleted: a translation leaves its row, an original takes its rows along; history stays."""
    making.withdraw(instance, gone=True)
    for row in TranslatedPage.objects.filter(source_id=instance.pk, page__isnull=False).select_related("page"):
        making.withdraw(row.page, gone=True)


def follow_translation(sender: type, instance: Translation, raw: bool = False, **kwargs: Any) -> None:
    """An original was submitted for translation, or again after its draft was deleted or its translation stopped."""
    if raw or not instance.enabled:
        return
    source = Page.objects.filter(translation_key=instance.source.object_id, locale_id=instance.source.locale_id).first()
    if source is not None and is_source(source):
        making.begin(source, instance.target_locale.language_code)


def follow_log(sender: type, instance: TranslationLog, created: bool, raw: bool = False, **kwargs: Any) -> None:
    """wagtail-localize has written a version of a translated page."""
    kind = instance.source.specific_content_type.model_class()
    if not raw and created and instance.revision_id and issubclass(kind, Page):
        making.note_made(instance)
