"""What the checks of posting periods see."""

import datetime as dt

import pytest
from django.template import engines
from django.utils import timezone

from cms.news import duties
from tenants.conformity import Status
from tests.duties import ask, said
from tests.factories.pages import InformationPageFactory, NoticePageFactory

TODAY = dt.date(2026, 11, 22)
DAY = dt.timedelta(days=1)


@pytest.mark.duty("posting-period", "posting-period-shown")
def test_without_a_last_day_no_posting_period_is_set_and_none_is_to_be_shown(in_alpha):
    NoticePageFactory()
    NoticePageFactory(posting_from=TODAY - DAY)
    for duty, status in (("posting-period", Status.OFF), ("posting-period-shown", Status.MET)):
        finding = ask(duty, in_alpha, "yongin", today=TODAY)
        assert (finding.status, finding.evidence[0].count) == (status, 0), duty


@pytest.mark.duty("posting-period")
def test_notices_with_a_last_day_are_counted_and_the_newest_is_named(beta, in_alpha):
    NoticePageFactory(posting_to=TODAY, published_on=TODAY - DAY)
    newest = NoticePageFactory(title="열람 공고", posting_from=TODAY, posting_to=TODAY + DAY, published_on=TODAY)
    finding = ask("posting-period", in_alpha, today=TODAY)
    assert (finding.status, finding.evidence[0].count) == (Status.MET, 2)
    assert (finding.evidence[1].url, finding.evidence[1].on) == (newest.full_url, TODAY + DAY)
    assert ask("posting-period", beta, today=TODAY).status is Status.OFF


@pytest.mark.duty("posting-period", "posting-period-shown")
@pytest.mark.parametrize(
    "fields",
    [
        {"posting_to": TODAY - DAY},
        {"posting_from": TODAY + DAY, "posting_to": TODAY + DAY},
        {"posting_to": TODAY, "live": False},
    ],
    ids=["over", "to come", "draft"],
)
def test_what_citizens_cannot_read_does_not_count(in_alpha, fields):
    NoticePageFactory(title="숨은 글", **fields)
    assert ask("posting-period", in_alpha, today=TODAY).status is Status.OFF
    finding = ask("posting-period-shown", in_alpha, "yongin", today=TODAY)
    assert (finding.status, finding.evidence[0].count) == (Status.MET, 0)  # nothing is set, so nothing is to be shown
    assert "숨은 글" not in said(finding)


@pytest.mark.duty("posting-period-shown")
@pytest.mark.parametrize(
    "period",
    [
        {"posting_from": TODAY, "posting_to": TODAY + DAY},
        {"posting_from": TODAY},
        {"posting_to": TODAY + DAY},
    ],
    ids=["both days", "first day", "last day"],
)
def test_readers_see_the_period_that_is_set(client_for, in_alpha, period):
    notice = NoticePageFactory(**{**period, "published_on": TODAY - DAY})
    assert ask("posting-period-shown", in_alpha, "yongin", today=TODAY).status is Status.MET
    html = client_for(in_alpha).get(notice.url).content.decode()
    for day in period.values():
        assert f"{day:%Y.%m.%d}" in html


@pytest.mark.duty("posting-period-shown")
def test_a_design_that_hides_a_day_is_found_out(in_alpha, monkeypatch):
    silent = NoticePageFactory(title="마감 공고", posting_to=TODAY)
    NoticePageFactory(posting_from=TODAY, posting_to=TODAY)
    design = engines["django"].from_string(
        "{% load front %}{% if start %}{% day start 'short' %}{% day end 'short' %}{% endif %}"
    )
    monkeypatch.setattr(duties, "render_to_string", lambda name, context: design.render(context))
    finding = ask("posting-period-shown", in_alpha, "yongin", today=TODAY)
    assert finding.status is Status.NOT_MET
    assert [evidence.url for evidence in finding.evidence] == [silent.full_url]


@pytest.mark.duty("posting-period", "posting-period-shown")
def test_a_page_that_expires_has_a_posting_period_and_its_stamp_shows_it(client_for, in_alpha, monkeypatch):
    last = timezone.localdate() + 5 * DAY
    noon = timezone.make_aware(dt.datetime.combine(last, dt.time(12)))
    page = InformationPageFactory(title="한시 안내", expire_at=noon)
    finding = ask("posting-period", in_alpha)
    assert (finding.status, finding.evidence[0].count) == (Status.MET, 1)
    assert (finding.evidence[1].url, finding.evidence[1].on) == (page.full_url, last)
    assert ask("posting-period-shown", in_alpha, "yongin").status is Status.MET
    assert f"{last:%Y.%m.%d}" in client_for(in_alpha).get(page.url).content.decode()
    monkeypatch.setattr(duties, "render_to_string", lambda name, context: "")
    finding = ask("posting-period-shown", in_alpha, "yongin")
    assert (finding.status, finding.evidence[0].url) == (Status.NOT_MET, page.full_url)
