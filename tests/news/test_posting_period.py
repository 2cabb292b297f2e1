"""The posting period (게시기간): first and last day count, midnight is Seoul's."""

import datetime as dt

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.utils import translation

from cms.news.models import NoticePage, PostingState
from tests.factories.pages import NoticeListPageFactory, NoticePageFactory

FROM, TO = dt.date(2026, 11, 10), dt.date(2026, 11, 20)
MOMENTS = [
    ("the last second of the day before", "2026-11-09T23:59:59+09:00", PostingState.UPCOMING, 404),
    ("the first second of the first day", "2026-11-10T00:00:00+09:00", PostingState.POSTED, 200),
    ("the last second of the last day", "2026-11-20T23:59:59+09:00", PostingState.POSTED, 200),
    ("the first second of the day after", "2026-11-21T00:00:00+09:00", PostingState.ENDED, 410),
]


@pytest.mark.parametrize(("moment", "state", "status"), [m[1:] for m in MOMENTS], ids=[m[0] for m in MOMENTS])
def test_a_notice_is_public_from_its_first_to_its_last_day(client_for, in_alpha, moment, state, status):
    notice = NoticePageFactory(title="열람 공고", posting_from=FROM, posting_to=TO, published_on=FROM)
    parent = notice.get_parent()
    with time_machine.travel(moment, tick=False):
        client = client_for(in_alpha)
        assert notice.posting_state() is state
        assert client.get(notice.url).status_code == status
        listed = state is PostingState.POSTED
        assert (notice in NoticePage.objects.public_now()) is listed
        for address in (parent.url, f"{parent.url}rss/", "/sitemap.xml"):
            assert (notice.url in client.get(address).content.decode()) is listed


def test_after_its_period_a_notice_names_the_department_and_hides_the_text(client_for, in_alpha):
    notice = NoticePageFactory(posting_to=dt.date(2020, 1, 1))
    html = client_for(in_alpha).get(notice.url).content.decode()
    assert "알립니다." not in html
    assert notice.department.telephone in html
    assert "noindex" in html


def test_without_an_end_a_notice_stays(client_for, in_alpha):
    notice = NoticePageFactory(posting_from=dt.date(2020, 1, 1))
    assert client_for(in_alpha).get(notice.url).status_code == 200


def test_a_period_does_not_end_before_it_begins(in_alpha):
    with translation.override("en"), pytest.raises(ValidationError, match="ends before it begins"):
        NoticePageFactory(posting_from=TO, posting_to=FROM)


def test_pinned_notices_stand_on_top_then_the_newest(client_for, in_alpha):
    listed = NoticeListPageFactory()
    old = NoticePageFactory(parent=listed, published_on=dt.date(2026, 8, 1), pinned=True)
    newer = NoticePageFactory(parent=listed, published_on=dt.date(2026, 8, 2))
    newest = NoticePageFactory(parent=listed, published_on=dt.date(2026, 8, 3))
    html = client_for(in_alpha).get(listed.url).content.decode()
    places = [html.index(f'href="{page.url}"') for page in (old, newest, newer)]
    assert places == sorted(places)


def test_a_list_is_found_by_word_and_goes_on_in_pages(client_for, in_alpha):
    listed = NoticeListPageFactory()
    for number in range(17):
        NoticePageFactory(parent=listed, title=f"상수도 공사 {number}호")
    NoticePageFactory(parent=listed, title="도서관 휴관")
    client = client_for(in_alpha)
    assert client.get(listed.url, {"q": "도서관"}).context["listing"].total == 1
    second = client.get(listed.url, {"q": "상수도", "page": "2"})
    assert len(second.context["listing"].rows) == 2
    assert "page=1" in second.content.decode()
    assert client.get(listed.url, {"page": "nonsense"}).status_code == 200


def test_newer_and_older_are_neighbours_in_time(client_for, in_alpha):
    listed = NoticeListPageFactory()
    first, second, third = (NoticePageFactory(parent=listed, published_on=dt.date(2026, 8, day)) for day in (1, 2, 3))
    hidden = NoticePageFactory(parent=listed, published_on=dt.date(2026, 8, 4), posting_to=dt.date(2026, 8, 5))
    client = client_for(in_alpha)
    context = client.get(second.url).context
    assert (context["newer"].pk, context["older"].pk) == (third.pk, first.pk)
    assert client.get(third.url).context["newer"] is None
    assert hidden.posting_state() is PostingState.ENDED
