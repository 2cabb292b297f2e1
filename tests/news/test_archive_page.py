"""What is left of an ended notice: a page that says so, 410 for machines, in every language; never a bare 404."""

import datetime as dt

import pytest
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import Locale

from cms.news.models import NoticeAttachment, NoticePage
from cms.news.publishing import enter_ended_postings
from cms.publication.models import PublicationRegister
from cms.publication.verify import verify
from tests.factories.media import document
from tests.factories.pages import NoticePageFactory

YESTERDAY = dt.timedelta(days=1)


@pytest.fixture
def posted(in_alpha):
    """A notice that is posted today, with a file."""
    notice = NoticePageFactory(title="열람 공고", summary="지번 목록을 봅니다.", live=False)
    notice.attachments.add(NoticeAttachment(document=document("plan.pdf")))
    notice.save_revision().publish()
    return NoticePage.objects.get(pk=notice.pk)


def end_its_period(notice) -> None:
    NoticePage.objects.filter(pk=notice.pk).update(posting_to=timezone.localdate() - YESTERDAY)


def end_it_by_the_schedule(notice) -> None:
    NoticePage.objects.filter(pk=notice.pk).update(expire_at=timezone.now() - YESTERDAY)
    call_command("publish_scheduled")


ENDINGS = pytest.mark.parametrize("end", [end_its_period, end_it_by_the_schedule])


@ENDINGS
def test_it_names_heading_period_department_telephone_and_list_but_not_what_it_said(client_for, posted, in_alpha, end):
    end(posted)
    response = client_for(in_alpha).get(posted.url)
    html = response.content.decode()
    assert response.status_code == 410
    assert response.headers["X-Robots-Tag"] == "noindex"
    assert posted.parent_url in response.headers["Link"]
    day = timezone.localdate() - YESTERDAY
    for words in (
        "열람 공고",
        posted.department.name,
        posted.department.telephone,
        posted.parent_url,
        f"{day:%Y.%m.%d}",
    ):
        assert words in html
    for words in ("알립니다.", "지번 목록을", "plan.pdf"):
        assert words not in html


@ENDINGS
def test_its_files_are_gone_with_it(client_for, posted, in_alpha, end):
    url = posted.attachments.get().document.url
    assert client_for(in_alpha).get(url).status_code == 200
    end(posted)
    assert client_for(in_alpha).get(url).status_code == 410


@ENDINGS
def test_machines_are_told_without_a_body(client_for, posted, in_alpha, end):
    end(posted)
    assert client_for(in_alpha).head(posted.url).status_code == 410


def test_in_every_language(client_for, posted, in_alpha):
    english = posted.copy_for_translation(Locale.objects.get(language_code="en"), copy_parents=True)
    for above in english.get_ancestors().filter(depth__gt=1).specific():
        above.live = True
        above.save()
    english.save_revision().publish()
    end_its_period(english)
    response = client_for(in_alpha).get(english.url)
    assert english.url.startswith("/en/")
    assert response.status_code == 410
    assert "The posting period of this notice has ended." in response.content.decode()


def test_what_is_unpublished_by_hand_leaves_no_archive_page(client_for, posted, in_alpha):
    posted.unpublish()
    assert client_for(in_alpha).get(posted.url).status_code == 404


def test_the_schedule_enters_the_end_once(posted):
    end_its_period(posted)
    for _ in range(2):
        enter_ended_postings()
    acts = list(PublicationRegister.objects.filter(page_id=posted.pk).values_list("act", "way"))
    assert acts == [("expired", "schedule"), ("published", "shell")]
    assert verify().holds


def test_a_move_of_an_ended_notice_is_no_publication(posted):
    from tests.factories.pages import NoticeListPageFactory

    end_its_period(posted)
    enter_ended_postings()
    rows = PublicationRegister.objects.filter(page_id=posted.pk).count()
    NoticePage.objects.get(pk=posted.pk).move(NoticeListPageFactory(), pos="last-child")
    assert PublicationRegister.objects.filter(page_id=posted.pk).count() == rows


def test_an_extended_period_brings_it_back(client_for, posted, in_alpha):
    end_its_period(posted)
    enter_ended_postings()
    notice = NoticePage.objects.get(pk=posted.pk)
    notice.posting_to = timezone.localdate() + YESTERDAY
    notice.save_revision().publish()
    client = client_for(in_alpha)
    assert client.get(notice.url).status_code == 200
    assert client.get(notice.attachments.get().document.url).status_code == 200
    assert PublicationRegister.objects.filter(page_id=notice.pk).first().act == "published"
