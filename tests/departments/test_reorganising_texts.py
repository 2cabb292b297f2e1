"""What names a department within texts and translations moves along, and goes back."""

import json

import pytest
from wagtail.models import Locale, Page
from wagtail_localize.models import Translation, TranslationSource

from cms.departments.models import Department
from cms.departments.reorganising.services import undo
from cms.pages.models import FaqItem, FaqPage, GuidePage, InformationPage
from tests.factories.pages import FaqPageFactory, GuidePageFactory, InformationPageFactory, stream
from tests.factories.reviews import take_as_reviewed

from .reorganisations import applied, line, plan
from .states import differences, dump


def contact(department: Department) -> tuple[str, dict]:
    return "contact", {"department": department.pk, "place": "1층", "hours": ""}


def asked(page: Page) -> set[str]:
    return {block.value["department"].code for block in page.body if block.block_type == "contact"}


@pytest.fixture
def page(town):
    page = InformationPageFactory(
        title="도로 문의", department=town.welfare, body=stream(contact(town.roads), ("paragraph", "<p>글</p>"))
    )
    page.save_revision()
    return page


def test_contacts_in_live_text_and_draft_follow(town, page):
    applied(plan(line("merge", town.roads.code, town.office.code)))
    live = InformationPage.objects.get(pk=page.pk)
    assert asked(live) == asked(live.get_latest_revision_as_object()) == {town.office.code}
    assert live.department == town.welfare


def test_contacts_deep_in_a_guide_follow(town):
    steps = stream(("step", {"title": "신청", "body": [{"type": "contact", "value": contact(town.roads)[1]}]}))
    guide = GuidePageFactory(department=town.welfare, steps=steps)
    guide.save_revision()
    applied(plan(line("merge", town.roads.code, town.office.code)))
    guide = GuidePage.objects.get(pk=guide.pk)
    for version in (guide, guide.get_latest_revision_as_object()):
        assert version.steps[0].value["body"][0].value["department"] == town.office


def test_questions_in_a_draft_follow(town):
    faq = FaqPageFactory(department=town.office)
    FaqItem.objects.create(page=faq, question="언제 고칩니까?", answer="<p>봄에.</p>", department=town.roads)
    FaqPage.objects.get(pk=faq.pk).save_revision()
    applied(plan(line("merge", town.roads.code, town.welfare.code)))
    draft = Page.objects.get(pk=faq.pk).get_latest_revision_as_object()
    assert draft.items.get().department == town.welfare


def test_texts_go_back_as_they_were(town, page):
    FaqItem.objects.create(
        page=FaqPageFactory(department=town.roads), question="?", answer="<p>.</p>", department=town.roads
    )
    row = plan(
        line("new", "N1", name="안전과", telephone="031-000-1111"),
        line("merge", town.roads.code, "N1"),
        line("merge", town.office.code, "N1"),
    )
    before = dump()
    applied(row)
    undo(row)
    assert differences(before, dump()) == {}


def test_the_next_translation_keeps_the_new_department(town, monkeypatch):
    take_as_reviewed(monkeypatch)
    english = Locale.objects.get_or_create(language_code="en")[0]
    for page in (town.roads_page.get_parent().get_parent(), town.roads_section, town.roads_page):
        source, _created = TranslationSource.update_or_create_from_instance(Page.objects.get(pk=page.pk).specific)
        translation, _created = Translation.objects.get_or_create(source=source, target_locale=english)
        translation.save_target(publish=True)
    translated = town.roads_page.get_translation(english)
    before = dump()
    row = applied(plan(line("merge", town.roads.code, town.welfare.code)))
    assert InformationPage.objects.get(pk=translated.pk).department == town.welfare
    translation.refresh_from_db()
    assert json.loads(translation.source.content_json)["department"] == town.welfare.pk
    translation.save_target(publish=True)
    assert InformationPage.objects.get(pk=translated.pk).department == town.welfare
    undo(row)
    assert InformationPage.objects.get(pk=translated.pk).department == town.roads
    assert "wagtail_localize_translationsource" not in differences(before, dump())
