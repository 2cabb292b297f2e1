"""Who may translate and who may review: asked below the views.

An outside translator (수탁자) has what was assigned and nothing else, whatever other role the account has; a translator
on the staff (번역) has the languages that the account names; homepage management has all.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q, QuerySet
from wagtail.models import get_page_models
from wagtail_localize.models import Translation

from cms.departments.models import Role
from cms.departments.models.approval import is_homepage_manager
from cms.departments.reach import Reach, reach_of
from cms.languages.models import TranslatedPage
from cms.pages.models import PageRecord
from cms.translating.models.assignment import Assignment


def may_submit(user: Any) -> bool:
    """Whether this person may submit originals for translation: homepage management."""
    return bool(user and user.is_active and user.has_perm("wagtail_localize.submit_translation"))


def may_translate(user: Any, translation: Translation) -> bool:
    """Whether this person may write the pieces of a translation."""
    if user is None or not user.is_authenticated or not user.is_active or not translation.enabled:
        return False
    reach = reach_of(user)
    if is_outside(reach):
        return not reach.contract_ended and _is_assigned(user, translation)
    if translation.target_locale_id in reach.locales or is_homepage_manager(user):
        return True
    return bool(reach.roles) and _is_assigned(user, translation)


def translations_for(user: Any) -> QuerySet[Translation]:
    """The translations of pages that this person may work on."""
    pages = Translation.objects.filter(enabled=True, source__specific_content_type__in=_page_types())
    if not user.is_authenticated or not user.is_active:
        return pages.none()
    reach = reach_of(user)
    assigned = Q(pk__in=Assignment.objects.open().filter(person=user).values("translation_id"))
    if is_outside(reach):
        return pages.none() if reach.contract_ended else pages.filter(assigned)
    if is_homepage_manager(user):
        return pages
    return pages.filter(Q(target_locale_id__in=reach.locales) | (assigned if reach.roles else Q(pk__in=[])))


def may_review(user: Any, translation: Translation, authors: Collection[int]) -> bool:
    """Whether this person may review a translation that these accounts wrote: another translator of the language, the
    head of the original's department, or homepage management; never an author and never from outside.
    """
    department = _department(translation)
    return can_review(user, translation.target_locale_id, department, authors)


def can_review(user: Any, locale_id: int, department_id: int | None, authors: Collection[int]) -> bool:
    """The same by the language and by the department that answers for the original."""
    if user is None or not user.is_authenticated or not user.is_active or user.pk in authors:
        return False
    reach = reach_of(user)
    if is_outside(reach):
        return False
    heads = department_id is not None and department_id in reach.led
    return locale_id in reach.locales or heads or is_homepage_manager(user)


def is_outside(reach: Reach) -> bool:
    """Whether a contract is what this person works by."""
    return Role.CONTRACTOR in reach.roles


def _is_assigned(user: Any, translation: Translation) -> bool:
    return Assignment.objects.open().filter(translation=translation, person=user).exists()


def _department(translation: Translation) -> int | None:
    """Who answers for the original."""
    language = translation.target_locale.language_code
    source = {"translation_key": translation.source.object_id, "locale_id": translation.source.locale_id}
    known = TranslatedPage.objects.filter(
        language=language, **{f"source__{name}": value for name, value in source.items()}
    )
    number = known.values_list("department_id", flat=True).first()
    if number is not None:
        return number
    rows = PageRecord.objects.filter(**{f"page__{name}": value for name, value in source.items()})
    return rows.values_list("department_id", flat=True).first()


def _page_types() -> list[int]:
    """Content types of pages: the schema's own numbers."""
    return [each.pk for each in ContentType.objects.get_for_models(*get_page_models()).values()]
