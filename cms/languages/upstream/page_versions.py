"""wagtail-localize 1.14 writes each version of a translated page onto the page itself, also where it is public.

``TranslationSource.create_or_update_translation`` saves the row whether or not it publishes, so that a draft of a
public page changes the public words past every check; it makes an alias, which is public, a page that shows Korean; and
it publishes only once the transaction is over, where nobody hears of a refusal. Here pages get versions (Revision) as
Wagtail's pages do: a public row is written by publishing alone, within the transaction, so that a refusal takes all of
it back and reaches who asked. Other models are left to wagtail-localize.

Delete this file when wagtail-localize writes drafts as Wagtail does.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ObjectDoesNotExist, ValidationError
from django.db import transaction
from django.utils.text import slugify
from wagtail.coreutils import find_available_slug
from wagtail.models import Locale, Page, PageLogEntry
from wagtail_localize.models import (
    SegmentOverride,
    StringTranslation,
    TranslationContext,
    TranslationLog,
    TranslationSource,
)

_upstream = TranslationSource.create_or_update_translation


def install() -> None:
    """Replace the method for pages; called once when the applications are ready."""
    TranslationSource.create_or_update_translation = create_or_update_translation


def create_or_update_translation(
    source: TranslationSource,
    locale: Locale,
    user: Any = None,
    publish: bool = True,
    copy_parent_pages: bool = False,
    fallback: bool = False,
) -> tuple[Any, bool]:
    """As wagtail-localize's, with its arguments and its answer: the translated instance and whether it is new.

    :raises ValidationError: when the version is not valid or its publication is refused. Nothing was written then.
    """
    if not issubclass(source.specific_content_type.model_class(), Page):
        answer: tuple[Any, bool] = _upstream(source, locale, user, publish, copy_parent_pages, fallback)
        return answer
    try:
        with transaction.atomic():
            created = _ensure_page(source, locale, user, copy_parents=copy_parent_pages)
            page = source.get_ephemeral_translated_instance(locale, fallback=fallback)
            revision = _write(page, user)
            source.sync_view_restrictions(source.as_instance(), page)
            TranslationLog.objects.create(source=source, locale=locale, revision=revision)
            if publish:
                revision.publish(user=user)
    except ValidationError as error:
        _mark(source, locale, error)
        raise
    return source.get_translated_instance(locale), created


def _ensure_page(source: TranslationSource, locale: Locale, user: Any, *, copy_parents: bool) -> bool:
    """Make the page, or a page of the alias; True where there was none. Neither is public by that."""
    try:
        page = source.get_translated_instance(locale)
    except ObjectDoesNotExist:
        source.as_instance().copy_for_translation(locale, copy_parents=copy_parents)
        return True
    if page.alias_of_id:
        _end_alias(page, user)
    return False


def _end_alias(page: Page, user: Any) -> None:
    """It becomes a page of its own. Public it was with the original's words; as a page of its own it is not."""
    page.alias_of_id, page.live, page.has_unpublished_changes = None, False, True
    page.save(clean=False)
    revision = page.save_revision(user=user, changed=False, clean=False)
    data = {"page": {"id": page.pk, "title": page.get_admin_display_title()}}
    PageLogEntry.objects.log_action(
        instance=page, revision=revision, action="wagtail.convert_alias", user=user, data=data
    )


def _write(page: Page, user: Any) -> Any:
    """A new version; the row as well, as long as nobody but the desk sees it."""
    page.slug = find_available_slug(page.get_parent(), slugify(page.slug), ignore_page_id=page.pk)
    if not page.live:
        page.save()
    return page.save_revision(user=user)


def _mark(source: TranslationSource, locale: Locale, error: ValidationError) -> None:
    """Note what is wrong with a field beside its translation, as wagtail-localize's editor shows it."""
    fields: Mapping[str, Sequence[ValidationError]] = getattr(error, "error_dict", {})
    for name, errors in fields.items():
        context = TranslationContext.objects.filter(object_id=source.object_id, path=name).first()
        if name == NON_FIELD_ERRORS or context is None:
            continue
        strings = source.stringsegment_set.filter(context=context).values("string_id")
        for row in StringTranslation.objects.filter(translation_of__in=strings, context=context, locale=locale):
            row.set_field_error(errors)
        for override in SegmentOverride.objects.filter(context=context, locale=locale):
            override.set_field_error(errors)
