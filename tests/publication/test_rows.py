"""Rows of a public page that are saved by themselves, copies, moves, and what one town knows of another."""

import pytest
from django.contrib.auth import get_user_model
from wagtail.models import Page

from cms.news.models import NoticeAttachment, NoticePage
from cms.pages.models import FaqItem
from cms.publication.findings import digest_of
from cms.publication.models import PublicationRegister, PublicFile
from cms.publication.reasons import PublicationRefused
from tenants.context import tenant
from tests.factories.media import document
from tests.factories.pages import FaqPageFactory, InformationPageFactory, NoticeListPageFactory, NoticePageFactory
from tests.publication.papers import docx, registration_number

NUMBER = registration_number()


@pytest.fixture
def faq(in_alpha):
    page = FaqPageFactory(live=False)
    page.items = [FaqItem(question="언제 여나요?", answer="<p>9시에 엽니다.</p>")]
    page.save_revision().publish()
    return type(page).objects.get(pk=page.pk)


def acts(page) -> int:
    return PublicationRegister.objects.filter(page_id=page.pk).count()


def test_a_page_saved_with_its_rows_is_entered_once(faq):
    assert acts(faq) == 1
    item = faq.items.get()
    item.answer = "<p>10시에 엽니다.</p>"
    faq.items = [item]
    faq.save()
    assert acts(faq) == 2


@pytest.mark.parametrize("field", ["question", "answer"])
def test_a_row_saved_by_itself_is_asked_about(faq, field):
    item = FaqItem.objects.get(page=faq)
    setattr(item, field, f"<p>{NUMBER}</p>")
    with pytest.raises(PublicationRefused):
        item.save()
    assert NUMBER not in getattr(FaqItem.objects.get(pk=item.pk), field)


def test_a_row_added_to_the_page_in_memory_is_asked_about(faq):
    item = faq.items.get()
    item.answer = f"<p>{NUMBER}</p>"
    with pytest.raises(PublicationRefused):
        item.save()


def test_a_right_row_saved_by_itself_is_entered(faq):
    item = FaqItem.objects.get(page=faq)
    item.answer = "<p>10시에 엽니다.</p>"
    item.save()
    item.delete()
    assert acts(faq) == 3


def test_a_file_attached_by_itself(in_alpha):
    page = NoticePageFactory()
    with pytest.raises(PublicationRefused):
        NoticeAttachment.objects.create(page=page, document=document("a.docx", docx(NUMBER)))
    right = document("b.docx", docx("안내"))
    NoticeAttachment.objects.create(page=NoticePage.objects.get(pk=page.pk), document=right)
    assert PublicFile.objects.get(page=page, current=True).file_id == right.pk


def test_a_live_copy_is_a_publication(in_alpha):
    page = InformationPageFactory(title="안내")
    page.copy(update_attrs={"slug": "copied", "title": "안내"}, copy_revisions=False)
    assert PublicationRegister.objects.filter(act="published").count() == 3  # the front page, the page, its copy
    with pytest.raises(PublicationRefused):
        page.copy(update_attrs={"slug": "again", "title": NUMBER}, copy_revisions=False)


def test_a_move_is_none(in_alpha):
    page = NoticePageFactory()
    before = acts(page)
    Page.objects.get(pk=page.pk).move(NoticeListPageFactory(), pos="last-child")
    assert acts(page) == before


def test_registers_and_hashes_of_towns_are_their_own(alpha, beta):
    with tenant(alpha):
        InformationPageFactory(title="알파의 쪽")
        one = digest_of("vehicle_plate", "12가3456")
    with tenant(beta):
        assert not PublicationRegister.objects.filter(title="알파의 쪽").exists()
        assert digest_of("vehicle_plate", "12가3456") != one


def test_a_refusal_below_a_view_brings_the_editor_back_with_the_reasons(client_for, in_alpha):
    from django.urls import reverse

    get_user_model().objects.create_superuser("root", password="spring Rain 7!")
    page = InformationPageFactory(title="안내")
    client = client_for(in_alpha).login_as(get_user_model().objects.get(username="root"))
    data = {
        "new_title": f"{NUMBER} 사본",
        "new_slug": "copy",
        "new_parent_page": page.get_parent().pk,
        "publish_copies": "on",
        "copy_subpages": "",
        "alias": "",
    }
    response = client.post(reverse("wagtailadmin_pages:copy", args=[page.pk]), data, follow=True)
    assert response.status_code == 200
    assert "●●●●●●-●●●●●●●" in response.content.decode()
    assert not Page.objects.filter(slug="copy", live=True).exists()
