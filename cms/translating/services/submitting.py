"""Submitting originals for translation: that makes drafts and publishes nothing."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection, transaction
from django.utils.translation import gettext as _
from django.utils.translation import override
from django_tasks import task
from wagtail.log_actions import log
from wagtail.models import Locale, Page
from wagtail_localize.models import Translation, TranslationSource

from cms.languages.offered import contracted_languages
from cms.languages.sources import is_source
from cms.publication import acting
from cms.translating.managed import original_of, page_of
from cms.translating.pieces import pieces_of
from cms.translating.rights import may_submit, may_translate
from tenants.languages import language_name

SUBMITTED = "translating.submit"
FOLLOWED = "translating.follow"


@dataclass
class Submitted:
    """What came of it. ``along``: pages above that had no translation and were submitted with it; ``refused``: pages of
    a subtree that could not be, each with its sentences.
    """

    begun: list[Translation] = field(default_factory=list)
    already: list[Translation] = field(default_factory=list)
    along: list[Page] = field(default_factory=list)
    refused: list[tuple[Page, list[str]]] = field(default_factory=list)


def submit(page: Page, locales: Iterable[Locale], person: Any, *, subtree: bool = False) -> Submitted:
    """Submit an original, with the pages above it that need it, and with all public pages below it if asked.

    What is submitted already stays as it is, so that it may be asked again.

    :raises PermissionDenied: for everyone but homepage management.
    :raises ValidationError: with every reason why this page cannot be submitted. Pages of a subtree are told apart.
    """
    if not may_submit(person):
        raise PermissionDenied(_("Homepage management submits pages for translation."))
    chosen, done = list(locales), Submitted()
    with transaction.atomic():
        _submit_one(page.specific, chosen, person, done)
    for below in _below(page) if subtree else ():
        try:
            with transaction.atomic():
                _submit_one(below, chosen, person, done)
        except ValidationError as error:
            done.refused.append((below, error.messages))
    return done


def submit_later(page: Page, locales: Iterable[Locale], person: Any) -> Submitted:
    """The page at once, all below it by a task: some hundred pages take minutes.

    :raises PermissionDenied, ValidationError: at once, for the page itself.
    """
    chosen = list(locales)
    done = submit(page, chosen, person)
    numbers = [locale.pk for locale in chosen]
    transaction.on_commit(lambda: submit_subtree.enqueue(page.pk, numbers, person.pk))
    return done


@task()
def submit_subtree(page_id: int, locale_ids: list[int], person_id: int) -> dict[str, Any]:
    """What ``submit_later`` asked for: how many were begun, and what was refused, in Korean as the desk keeps it."""
    page = Page.objects.filter(pk=page_id).first()
    person = get_user_model().objects.filter(pk=person_id).first()
    if page is None or person is None:
        return {"begun": 0, "refused": []}
    locales = Locale.objects.filter(pk__in=locale_ids)
    with acting.acting(way="translating.submit_subtree", user=person), override(settings.LANGUAGE_CODE):
        done = submit(page, locales, person, subtree=True)
    return {"begun": len(done.begun), "refused": [[each.pk, *sentences] for each, sentences in done.refused]}


@transaction.atomic
def follow_original(translation: Translation, person: Any) -> int:
    """Take over what the public version of the original says now: pieces that changed are to do again, in every
    language of the original; translations of the others stay. How many pieces are to do. Nothing is published.

    :raises PermissionDenied: for who may neither submit nor translate it.
    :raises ValidationError: where the original is not public.
    """
    if not (may_submit(person) or may_translate(person, translation)):
        raise PermissionDenied(_("This translation is not yours to write."))
    source = TranslationSource.objects.select_for_update(of=["self"]).get(pk=translation.source_id)
    original = original_of(translation)
    if original is None or not original.live:
        raise ValidationError(_("The original is not public; there is nothing to follow."), code="source")
    source.update_from_db()
    log(instance=original, action=FOLLOWED, user=person, data={"language": translation.target_locale.language_code})
    translation.source = source
    translated, total = _progress(translation)
    return total - translated


def _progress(translation: Translation) -> tuple[int, int]:
    pieces = pieces_of(translation)
    return sum(piece.done for piece in pieces), len(pieces)


def _submit_one(page: Page, locales: Collection[Locale], person: Any, done: Submitted) -> None:
    above = {locale.pk: _untranslated_above(page, locale) for locale in locales}
    reasons = [
        *_against(page),
        *(reason for locale in locales for reason in _against_in(page, locale, above[locale.pk])),
    ]
    if reasons:
        raise ValidationError(list(dict.fromkeys(reasons)))
    for locale in locales:
        for each in above[locale.pk]:
            if _begin(each, locale, person, done):
                done.along.append(each)
        _begin(page, locale, person, done)


def _against(page: Page) -> Iterator[str]:
    """What is wrong with the original itself."""
    if page.depth < 2 or page.alias_of_id or not is_source(page):
        yield _("“%(page)s” is no original: pages in Korean are translated.") % {"page": page.title}
    elif not page.live:
        yield _("“%(page)s” is not public yet. What is translated is what the public can read.") % {"page": page.title}


def _against_in(page: Page, locale: Locale, above: list[Page]) -> Iterator[str]:
    """What is wrong with this language, for the page and for those above it."""
    code, here = locale.language_code, connection.tenant
    name = language_name(code)
    if code == settings.LANGUAGE_CODE or code not in contracted_languages(here):
        yield _("This municipality does not offer %(language)s.") % {"language": name}
        return
    for each in above:
        if each.depth == 2:
            said = _("There is no front page in %(language)s yet; it is made before the pages below it.")
            yield said % {"language": name}
        yield from _against(each)
    if _is_by_hand(page, locale):
        said = _("“%(page)s” has a page in %(language)s that was written by hand. It is edited there.")
        yield said % {"page": page.title, "language": name}


def _is_by_hand(page: Page, locale: Locale) -> bool:
    there = Page.objects.filter(translation_key=page.translation_key, locale=locale, alias_of=None).exists()
    return there and _known(page, locale) is None


def _known(page: Page, locale: Locale) -> Translation | None:
    found = Translation.objects.filter(source__object_id=page.translation_key, target_locale=locale)
    return found.select_related("source", "target_locale").first()


def _untranslated_above(page: Page, locale: Locale) -> list[Page]:
    """Pages above that the language lacks, from the front page down; an alias is no page of the language."""
    above = list(page.get_ancestors().filter(depth__gt=1).order_by("depth")) if page.depth > 2 else []
    keys = [each.translation_key for each in above]
    there = Page.objects.filter(translation_key__in=keys, locale=locale, alias_of=None)
    translated = set(there.values_list("translation_key", flat=True))
    return [each.specific for each in above if each.translation_key not in translated]


def _begin(page: Page, locale: Locale, person: Any, done: Submitted) -> bool:
    """Make the translation and its draft; False where it was there already. Two people at once begin it once."""
    Page.objects.select_for_update().get(pk=page.pk)
    known = _known(page, locale)
    if known is not None and known.enabled and page_of(known) is not None:
        done.already.append(known)
        return False
    source, _created = TranslationSource.update_or_create_from_instance(page)
    translation, _created = Translation.objects.update_or_create(
        source=source, target_locale=locale, defaults={"enabled": True}
    )
    translation.save_target(user=person, publish=False)
    log(instance=page, action=SUBMITTED, user=person, data={"language": locale.language_code})
    done.begun.append(translation)
    return True


def _below(page: Page) -> Iterator[Page]:
    """Public originals below a page, those above first. A draft is no original yet."""
    pages = page.get_descendants().filter(live=True, alias_of=None, locale_id=page.locale_id)
    return pages.order_by("path").specific().iterator(chunk_size=100)
