"""The check of the duty to keep what is published current."""

import datetime as dt

import pytest
from django.utils import timezone, translation

from cms.ordinance import policy_loader
from cms.ordinance.duties import duties_of
from cms.pages.models import PageRecord
from tenants.conformity import Question, checks
from tenants.context import tenant
from tests.duties import ask, said
from tests.factories.pages import InformationPageFactory, NoticeListPageFactory, NoticePageFactory


@pytest.mark.duty("freshness")
def test_pages_whose_day_is_ahead_are_fresh(alpha):
    with tenant(alpha):
        InformationPageFactory()
    found = ask("freshness", alpha)
    assert found.status == "met"
    assert "a day for" in said(found)
    assert "the ordinance names no interval" in said(found)


@pytest.mark.duty("freshness")
def test_an_interval_that_the_ordinance_names_is_said(alpha):
    source = policy_loader.source("anyang")
    named = 'review_days = { value = 60, article = "제5조제1항" }'
    policy = policy_loader.load(source.replace('review_days = "silent"', named), "anyang.toml")
    question = Question(
        alpha, policy, next(each for each in duties_of(policy) if each.subject.id == "freshness"), timezone.localdate()
    )
    with tenant(alpha), translation.override("en"):
        words = said(checks()["freshness"](question))
    assert "the ordinance itself says 60" in words
    assert "no interval" not in words


@pytest.mark.duty("freshness")
@pytest.mark.parametrize(("days", "status"), [(0, "met"), (1, "not_met")])
def test_a_page_may_be_checked_on_the_day_itself_and_not_later(alpha, beta, days, status):
    with tenant(alpha):
        page = InformationPageFactory(title="지난 안내")
        PageRecord.objects.filter(page=page).update(due_on=timezone.localdate() - dt.timedelta(days))
    with tenant(beta):
        InformationPageFactory()
    found = ask("freshness", alpha)
    assert found.status == status
    assert ("지난 안내" in said(found)) is (status == "not_met")
    assert ask("freshness", beta).status == "met"


@pytest.mark.duty("freshness")
def test_a_page_without_a_day_is_named(alpha):
    with tenant(alpha):
        page = InformationPageFactory(title="기한 없음")
        PageRecord.objects.filter(page=page).update(due_on=None)
    found = ask("freshness", alpha)
    assert found.status == "not_met"
    assert "기한 없음" in said(found)


@pytest.mark.duty("freshness")
def test_drafts_and_ended_notices_need_no_check(alpha):
    yesterday = timezone.localdate() - dt.timedelta(1)
    with tenant(alpha):
        draft = InformationPageFactory(live=False)
        ended = NoticePageFactory(parent=NoticeListPageFactory())
        PageRecord.objects.filter(page=ended).update(posted_until=yesterday)
        PageRecord.objects.filter(page__in=[draft, ended]).update(due_on=yesterday)
    assert ask("freshness", alpha).status == "met"


@pytest.mark.duty("freshness")
def test_a_page_that_follows_another_has_the_others_clock(alpha):
    with tenant(alpha):
        page = InformationPageFactory()
        follower = page.create_alias(parent=page.get_parent(), update_slug="follower")
        assert follower.live
        assert PageRecord.objects.get(page=follower).due_on is None
    assert ask("freshness", alpha).status == "met"
