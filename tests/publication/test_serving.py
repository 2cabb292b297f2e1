"""Files leave with their pages."""

import datetime as dt

import pytest
from django.core.files.storage import default_storage
from django.utils import timezone

from cms.news.models import NoticeAttachment, NoticePage
from tests.factories.media import document, image
from tests.factories.pages import InformationPageFactory, NoticePageFactory, items, stream


@pytest.fixture
def notice(town):
    """A live notice with a file."""
    page = NoticePageFactory(parent=town.board, department=town.department, title="열람 공고", live=False)
    page.attachments.add(NoticeAttachment(document=document("plan.pdf")))
    page.save_revision().publish()
    return NoticePage.objects.get(pk=page.pk)


@pytest.fixture
def file(notice):
    return notice.attachments.get().document


def end(page) -> None:
    NoticePage.objects.filter(pk=page.pk).update(posting_to=timezone.localdate() - dt.timedelta(days=1))


def unpublish(page) -> None:
    page.unpublish()


def delete(page) -> None:
    page.delete()


def test_a_file_of_a_public_page_is_given_out(client_for, town, file):
    assert client_for(town.municipality).get(file.url).status_code == 200


@pytest.mark.parametrize("take_away", [end, unpublish, delete])
def test_a_file_is_gone_with_its_page(client_for, town, notice, file, take_away):
    take_away(notice)
    response = client_for(town.municipality).get(file.url)
    assert response.status_code == 410
    assert "no-store" in response.headers["Cache-Control"]
    assert "<h1>" in response.content.decode()


@pytest.mark.parametrize("take_away", [end, unpublish, delete])
def test_a_file_that_another_page_shows_stays(client_for, town, notice, file, take_away):
    InformationPageFactory(body=stream(("downloads", {"title": "", "documents": items(file.pk)})))
    take_away(notice)
    assert client_for(town.municipality).get(file.url).status_code == 200


def test_a_file_that_is_taken_off_its_page_is_gone(client_for, town, notice, file):
    notice.attachments.clear()
    notice.save()
    assert client_for(town.municipality).get(file.url).status_code == 410


def test_a_file_of_a_draft_was_never_there_for_the_public_and_is_for_staff(client_for, town):
    made = document("draft.pdf")
    page = NoticePageFactory(parent=town.board, department=town.department, live=False)
    page.attachments.add(NoticeAttachment(document=made))
    page.save()
    assert client_for(town.municipality).get(made.url).status_code == 404
    assert town.editor_client.get(made.url).status_code == 200


def test_staff_still_read_what_is_gone(town, notice, file):
    notice.unpublish()
    assert town.editor_client.get(file.url).status_code == 200


def test_the_folder_of_documents_is_no_way_around(client_for, town, notice, file):
    client = client_for(town.municipality)
    assert client.get(f"/media/{file.file.name}").status_code == 404
    notice.unpublish()
    assert client.get(f"/media/{file.file.name}").status_code == 404
    assert default_storage.exists(file.file.name)


def test_the_gone_page_leads_to_the_archive_page(client_for, town, notice, file):
    end(notice)
    assert notice.url in client_for(town.municipality).get(file.url).content.decode()


def test_a_picture_is_gone_with_the_only_page_that_showed_it(client_for, town):
    shown = image(size=(40, 40))
    picture = {"image": {"image": shown.pk, "alt_text": "광장", "decorative": False}, "caption": "", "source": ""}
    page = InformationPageFactory(body=stream(("picture", picture)))
    client = client_for(town.municipality)
    addresses = [shown.file.url, *(rendition.file.url for rendition in shown.renditions.all())]
    assert [client.get(address).status_code for address in addresses] == [200] * len(addresses)
    page.unpublish()
    assert [client.get(address).status_code for address in addresses] == [410] * len(addresses)
    assert town.editor_client.get(addresses[0]).status_code == 200


def test_a_picture_that_no_page_ever_showed_is_not_held_back(client_for, town):
    assert client_for(town.municipality).get(image(size=(40, 40)).file.url).status_code == 200


def test_another_town_does_not_give_it_out(beta, client_for, file):
    assert client_for(beta).get(file.url).status_code == 404


def test_new_content_of_a_public_file_is_looked_at(town, file):
    from django.core.files.base import ContentFile

    from cms.publication.reasons import PublicationRefused
    from tests.publication.papers import docx, registration_number

    file.file = ContentFile(docx(registration_number()), "plan.docx")
    with pytest.raises(PublicationRefused):
        file.save()


def test_an_upload_is_warned_of(town):
    from django.core.files.uploadedfile import SimpleUploadedFile
    from django.urls import reverse
    from wagtail.models import Collection

    from tests.publication.papers import docx, registration_number

    client = town.manager_client
    data = {
        "title": "명단",
        "file": SimpleUploadedFile("list.docx", docx(registration_number())),
        "collection": Collection.get_first_root_node().pk,
        "tags": "",
    }
    response = client.post(reverse("wagtaildocs:add"), data, follow=True)
    assert "●●●●●●-●●●●●●●" in response.content.decode()
