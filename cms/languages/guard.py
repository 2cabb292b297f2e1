"""Below every view: nothing comes into being in a language that the municipality does not offer."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import connection
from django.db.models.signals import pre_save
from django.utils.translation import gettext as _
from wagtail.models import Locale
from wagtail_localize.models import Translation

from cms.languages.offered import contracted_languages
from cms.languages.upstream.locale_lookup import kept_locales
from cms.publication.checks import Publication, publication_check
from cms.publication.reasons import Reason
from tenants.platform import is_platform


def connect() -> None:
    """Listen to locales and to what wagtail-localize is asked for."""
    pre_save.connect(refuse_locale, sender=Locale, dispatch_uid="languages.refuse_locale")
    pre_save.connect(refuse_translation, sender=Translation, dispatch_uid="languages.refuse_translation")


def refuse_locale(sender: type, instance: Locale, raw: bool = False, **kwargs: Any) -> None:
    """Before a Locale is made or given another language.

    :raises ValidationError: for one that an operator has not added.
    """
    if not raw and (sentence := _against(instance.language_code)):
        raise ValidationError(sentence, code="language")


def refuse_translation(sender: type, instance: Translation, raw: bool = False, **kwargs: Any) -> None:
    """Before something is submitted for translation.

    :raises ValidationError: into such a language, or from another than Korean, of which nothing here knows what a
        change of it means. What was begun before can be ended.
    """
    if raw or not instance._state.adding:
        return
    if sentence := _against(instance.target_locale.language_code):
        raise ValidationError(sentence, code="language")
    if instance.source.locale_id != kept_locales().get(settings.LANGUAGE_CODE):
        raise ValidationError(_("Pages in Korean are translated; this one is in another language."), code="source")


@publication_check("language")
def offered_language(publication: Publication) -> Iterator[Reason]:
    """Pages of a language that was withdrawn are kept as drafts until it is offered again."""
    page = publication.page
    codes = {pk: code for code, pk in kept_locales().items()}
    if sentence := _against(codes.get(page.locale_id) or page.locale.language_code):
        yield Reason(sentence)


def _against(language: str) -> str:
    here: Any = connection.tenant
    if is_platform(here) or not hasattr(here, "languages") or language in contracted_languages(here):
        return ""
    name = dict(settings.LANGUAGES).get(language, language)
    return _("This municipality does not offer %(language)s. An operator of the platform adds languages.") % {
        "language": name
    }
