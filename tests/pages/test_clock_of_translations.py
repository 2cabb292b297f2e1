"""Translating, and bringing translations into step, moves nobody's clock."""

import datetime as dt

import pytest
from django.utils import timezone
from wagtail.models import Locale
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

from cms.pages.models import Confirmation, InformationPage, PageRecord
from tests.departments.conftest import sign_in, town  # noqa: F401 - fixtures
from tests.factories.reviews import take_as_reviewed


@pytest.fixture
def translated(town, monkeypatch):  # noqa: F811
    """The welfare page in English, both confirmed a hundred days ago."""
    take_as_reviewed(monkeypatch)
    english = Locale.objects.get_or_create(language_code="en")[0]
    page = InformationPage.objects.get(pk=town.welfare_page.pk)
    page.get_parent().specific.copy_for_translation(english, copy_parents=True)
    source, _created = TranslationSource.get_or_create_from_instance(page)
    translation = Translation.objects.create(source=source, target_locale=english)
    translation.save_target(publish=True)
    other = page.get_translation(english)
    PageRecord.objects.filter(page_id__in=[page.pk, other.pk]).update(
        confirmed_at=timezone.now() - dt.timedelta(days=100)
    )
    return page, other, translation


def ages(*pages) -> list[int]:
    records = PageRecord.objects.in_bulk([page.pk for page in pages], field_name="page_id")
    return [(timezone.now() - records[page.pk].confirmed_at).days for page in pages]


def test_a_translation_that_is_published_again(translated):
    page, other, translation = translated
    string = translation.source.stringsegment_set.first()
    StringTranslation.objects.create(
        translation_of=string.string, locale=translation.target_locale, context=string.context, data="Basic pension"
    )
    translation.save_target(publish=True)
    assert ages(page, other) == [100, 100]


def test_a_source_that_is_synchronised(translated, town):  # noqa: F811
    page, other, translation = translated
    page.title = "기초연금 개정"
    page.save_revision(user=town.manager).publish(user=town.manager)
    translation.source.update_from_db()
    translation.save_target(publish=True)
    assert ages(page, other) == [100, 100]
    assert not Confirmation.objects.exists()


def test_a_translation_has_a_clock_of_its_own(translated, town):  # noqa: F811
    from cms.pages.services.confirming import confirm

    page, other, _translation = translated
    confirm([page.pk], town.editor)
    assert ages(page, other) == [0, 100]
