"""The record of a page comes with its first saving and follows its publication, on every path."""

import datetime as dt

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.utils import timezone

from cms.pages.models import InformationPage, PageRecord
from tests.factories.departments import DepartmentFactory
from tests.factories.pages import InformationPageFactory, front_page


def record(page) -> PageRecord | None:
    return PageRecord.objects.filter(page_id=page.pk).first()


def draft() -> InformationPage:
    return InformationPageFactory(live=False)


def by_revision(page):
    page.save_revision().publish()


def by_hand(page):
    page.live = True
    page.save()


def by_schedule(page):
    page.go_live_at = timezone.now() - dt.timedelta(minutes=1)
    page.save_revision(approved_go_live_at=page.go_live_at)
    call_command("publish_scheduled")


@pytest.mark.parametrize("publish", [by_revision, by_hand, by_schedule])
def test_publishing_makes_the_record_and_confirms_the_page(in_alpha, publish):
    page = draft()
    assert record(page).confirmed_at is None
    publish(page)
    page.refresh_from_db()
    assert page.live
    assert page.first_published_at is not None
    assert record(page).department == page.department
    assert record(page).confirmed_at == page.first_published_at


def test_a_page_that_is_born_live_has_its_record(in_alpha):
    assert record(InformationPageFactory()).summary == "한 줄 요약입니다."


def test_a_copy_and_an_alias_have_records_of_their_own(in_alpha):
    page = InformationPageFactory()
    copy = page.copy(update_attrs={"slug": "copy"}, keep_live=True)
    alias = page.create_alias(update_slug="alias", parent=front_page())
    assert record(copy)
    assert record(alias)


def test_publishing_again_moves_the_department_but_not_the_confirmation(in_alpha):
    page = InformationPageFactory()
    confirmed = record(page).confirmed_at
    page.department = DepartmentFactory()
    page.summary = "새 요약"
    page.save_revision().publish()
    assert record(page).department == page.department
    assert record(page).summary == "새 요약"
    assert record(page).confirmed_at == confirmed


def test_a_draft_of_a_live_page_leaves_the_record_alone(in_alpha):
    page = InformationPageFactory()
    before = page.department
    page.department = DepartmentFactory()
    page.save_revision()
    assert record(page).department == before


def test_a_page_without_department_or_provider_cannot_be_stored(in_alpha):
    page = draft()
    page.information_provider = ""
    with pytest.raises(IntegrityError, match="provider_stated"), transaction.atomic():
        page.save()
