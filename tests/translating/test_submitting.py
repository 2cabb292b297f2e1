"""Submitting makes drafts of public originals, with what stands above them; following takes over what changed."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import translation as language
from wagtail.models import Locale, Page
from wagtail_localize.models import Translation

from cms.languages.models import TranslationEvent
from cms.translating.pieces import pieces_of, write
from cms.translating.services.submitting import follow_original, submit, submit_later
from tests.factories.pages import InformationPageFactory, SectionPageFactory


@pytest.fixture
def below(town):
    """A section with a page in it and a draft, none of them translated."""
    town.section = SectionPageFactory(title="민원", slug="civil", department=town.department)
    town.leaf = InformationPageFactory(parent=town.section, title="전입 신고", department=town.department)
    town.draft = InformationPageFactory(parent=town.section, title="준비 중", department=town.department, live=False)
    return town


def english(page) -> Page | None:
    return Page.objects.filter(translation_key=page.translation_key, locale__language_code="en").first()


def test_a_page_and_what_stands_above_it(below):
    done = submit(below.leaf, [below.english], below.manager)
    assert ([page.title for page in done.along], len(done.begun)) == (["민원"], 2)
    for page in (below.section, below.leaf):
        assert (english(page).live, english(page).alias_of_id) == (False, None)
    assert english(below.leaf).get_parent() == english(below.section)
    again = submit(below.leaf, [below.english], below.manager)
    assert (len(again.begun), len(again.already), Translation.objects.count()) == (0, 1, 2)
    assert TranslationEvent.objects.filter(act="begun").count() == 2


def test_a_subtree_without_its_drafts(below, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        submit_later(below.section, [below.english], below.manager)
    assert english(below.leaf) is not None
    assert english(below.draft) is None


@pytest.mark.parametrize("person", ["translator", "head", "editor", "outside"])
def test_homepage_management_submits(town, person):
    with pytest.raises(PermissionDenied):
        submit(town.source, [town.english], getattr(town, person))


def test_every_reason_at_once(below):
    vietnamese = Locale.all_objects.bulk_create([Locale(language_code="vi")])[0]
    with language.override("en"), pytest.raises(ValidationError) as refused:
        submit(below.draft, [vietnamese, below.english], below.manager)
    said = " ".join(refused.value.messages)
    assert "is not public yet" in said
    assert len(refused.value.messages) == 2
    assert not Translation.objects.exists()


def test_neither_a_translation_nor_a_page_written_by_hand_is_overwritten(below):
    by_hand = InformationPageFactory(
        parent=below.english_home,
        locale=below.english,
        translation_key=below.source.translation_key,
        title="Passports",
        department=below.department,
    )
    for page in (below.source, by_hand):
        with pytest.raises(ValidationError):
            submit(page, [below.english], below.manager)
    by_hand.refresh_from_db()
    assert (by_hand.title, by_hand.live) == ("Passports", True)


def test_what_changed_is_to_do_again_and_drafts_of_the_original_stay_its_own(begun):
    number = {piece.source: piece.number for piece in pieces_of(begun.translation)}
    write(begun.translation, {number["여권 안내"]: "Passports"}, begun.translator)
    link = '<a id="a1">여권 누리집</a>에서 신청합니다.'
    write(begun.translation, {number[link]: 'Apply on <a id="a1">the site</a>.'}, begun.translator)
    page = type(begun.source).objects.get(pk=begun.source.pk)
    page.title = "여권 발급"
    page.save_revision().publish()
    page.title = "아직 비밀"
    page.save_revision()
    to_do = follow_original(begun.translation, begun.translator)
    texts = {piece.source: piece.text for piece in pieces_of(begun.translation)}
    assert "아직 비밀" not in texts
    assert (texts["여권 발급"], texts[link]) == ("", 'Apply on <a id="a1">the site</a>.')
    assert to_do == sum(not piece.done for piece in pieces_of(begun.translation))
    with pytest.raises(PermissionDenied):
        follow_original(begun.translation, begun.vietnamese)
    page.unpublish()
    with pytest.raises(ValidationError):
        follow_original(begun.translation, begun.manager)
