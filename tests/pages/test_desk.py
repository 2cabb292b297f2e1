"""At the desk: every form opens, only sensible types are offered, and notes to the editor stay there."""

import pytest
from django.contrib.auth import get_user_model
from wagtail.models import Page, get_page_models

from cms.core.blocks import EditorNoteBlock
from cms.pages.models import StampedPage
from tests.factories import pages as made

NOTE = "우리 시의 수수료를 적어 주세요"
TYPES = [model for model in get_page_models() if issubclass(model, StampedPage)]


@pytest.fixture
def chief(in_alpha):
    return get_user_model().objects.create_superuser("chief", "chief@example.kr", "Chief-1234!")


@pytest.mark.parametrize("model", TYPES, ids=lambda model: model.__name__)
def test_the_form_of_every_page_type_opens(client_for, in_alpha, chief, model):
    parents = {
        "HomePage": lambda: Page.objects.get(depth=1),
        "NoticePage": made.NoticeListPageFactory,
        "EventPage": made.EventCalendarPageFactory,
    }
    parent = parents.get(model.__name__, made.front_page)()
    address = f"/admin/pages/add/{model._meta.app_label}/{model._meta.model_name}/{parent.pk}/"
    response = client_for(in_alpha).login_as(chief).get(address)
    assert response.status_code == 200
    assert 'name="department"' in response.content.decode()


def test_only_what_makes_sense_is_offered(in_alpha):
    listed, calendar = made.NoticeListPageFactory(), made.EventCalendarPageFactory()
    assert {model.__name__ for model in listed.creatable_subpage_models()} == {"NoticePage"}
    assert {model.__name__ for model in calendar.creatable_subpage_models()} == {"EventPage"}
    assert made.FaqPageFactory().creatable_subpage_models() == []
    offered = {model.__name__ for model in made.SectionPageFactory().creatable_subpage_models()}
    assert {"InformationPage", "GuidePage", "NoticeListPage"} <= offered
    assert not {"HomePage", "NoticePage", "EventPage"} & offered


def noted_page():
    return made.InformationPageFactory(body=made.stream(("editor_note", NOTE), ("paragraph", "<p>본문</p>")))


def test_an_editor_sees_a_note_in_the_preview(client_for, in_alpha, chief):
    page = noted_page()
    page.save_revision()
    address = f"/admin/pages/{page.pk}/revisions/{page.latest_revision_id}/view/"
    assert NOTE in client_for(in_alpha).login_as(chief).get(address).content.decode()


def test_a_citizen_never_sees_a_note(client_for, in_alpha, chief):
    page = noted_page()
    for client in (client_for(in_alpha), client_for(in_alpha).login_as(chief)):
        html = client.get(page.url).content.decode()
        assert "본문" in html
        assert NOTE not in html
        assert "editor-note" not in html
        assert "editor_note" not in html
    block = EditorNoteBlock()
    assert block.get_searchable_content(NOTE) == []
    assert block.get_api_representation(NOTE) is None
    assert block.get_translatable_segments(NOTE) == []
