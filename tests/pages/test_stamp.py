"""What citizens read at the end of a page about its freshness, in few queries."""

import datetime as dt

import pytest
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext

from cms.pages.models import InformationPage, PageRecord
from cms.pages.services.clock import reckon_all
from cms.pages.stamps import Stamp
from tests.bench.pages import uncached_queries
from tests.factories.departments import DepartmentFactory
from tests.factories.pages import InformationPageFactory, front_page

LATE = "This page should have been checked again by its due date, and was not. What it says may no longer hold."


@pytest.fixture
def page(in_alpha):
    return InformationPageFactory(department=DepartmentFactory(name="복지과", telephone="031-111-2222"), slug="pension")


def confirmed(page, days_ago: int) -> None:
    PageRecord.objects.filter(page_id=page.pk).update(confirmed_at=timezone.now() - dt.timedelta(days=days_ago))
    reckon_all()


def body(client_for, page) -> str:
    response = client_for(page_municipality()).get(page.get_url_parts()[2])
    assert response.status_code == 200
    return response.content.decode()


def page_municipality():
    from django.db import connection

    return connection.tenant


def test_a_fresh_page_says_when_it_was_and_will_be_checked(client_for, page):
    confirmed(page, 10)
    record = PageRecord.objects.get(page_id=page.pk)
    html = body(client_for, page)
    assert f"{record.due_on:%Y.%m.%d}" in html
    assert f"{timezone.localtime(record.confirmed_at):%Y.%m.%d}" in html
    assert "stamp-overdue" not in html


def test_an_overdue_page_says_so_with_the_departments_telephone(client_for, page):
    confirmed(page, 400)
    html = body(client_for, page).split("stamp-overdue")[1].split("</p>")[0]
    with translation.override("ko"):
        assert gettext(LATE) in html
    assert "복지과" in html
    assert "031-111-2222" in html


def test_it_is_told_from_the_very_day_on_without_the_schedule(page, time_machine):
    due = PageRecord.objects.get(page_id=page.pk).due_on
    for day, overdue in ((due, False), (due + dt.timedelta(days=1), True)):
        time_machine.move_to(dt.datetime.combine(day, dt.time(0, 1), timezone.get_current_timezone()))
        assert Stamp.of(page).overdue is overdue


def test_a_page_that_follows_another_shows_the_clock_of_that_one(page):
    alias = page.create_alias(update_slug="alias", parent=front_page())
    confirmed(page, 50)
    assert Stamp.of(alias).confirmed == PageRecord.objects.get(page_id=page.pk).confirmed_at
    assert Stamp.of(alias).due == PageRecord.objects.get(page_id=page.pk).due_on
    assert PageRecord.objects.get(page_id=alias.pk).state == ""


def test_a_day_of_expiry_is_shown_as_posting_period(client_for, page):
    page.expire_at = timezone.now() + dt.timedelta(days=30)
    page.save_revision().publish()
    last = timezone.localtime(page.expire_at)
    assert f"{last:%Y.%m.%d}</time></dd>" in body(client_for, page)
    assert PageRecord.objects.get(page_id=page.pk).posted_until == last.date()


def test_a_page_that_is_no_more_public_has_no_deadline(page):
    page.unpublish()
    record = PageRecord.objects.get(page_id=page.pk)
    assert (record.state, record.due_on) == ("", None)
    assert Stamp.of(InformationPage.objects.get(pk=page.pk)).overdue is False


def test_the_stamp_costs_one_query_and_the_page_stays_within_fifteen(client_for, page, django_assert_num_queries):
    confirmed(page, 400)
    with django_assert_num_queries(1):
        Stamp.of(page)
    body(client_for, page)  # the first visit ever writes the site's settings
    assert len(uncached_queries(client_for(page_municipality()), page.get_url_parts()[2])) <= 15


def test_the_line_is_in_every_language(page):
    confirmed(page, 400)
    stamp = Stamp.of(page)
    said = set()
    for language in ("ko", "en", "zh-hans", "zh-hant", "ja", "vi"):
        with translation.override(language):
            html = render_to_string("core/components/stamp.html", {"overdue": stamp.overdue, "due": stamp.due})
        said.add(html.split("stamp-overdue")[1].split("</p>")[0])
    assert len(said) == 6
