"""Which rule holds for a page, and that a change of rules changes every deadline at once."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from wagtail.models import ModelLogEntry

from cms.news.models import NoticePage
from cms.pages.models import ContentClass, FreshnessRule, PageRecord
from cms.pages.services import clock
from cms.pages.services.clock import Rules, reckon_all
from cms.pages.services.confirming import confirm
from cms.pages.services.ruling import drop_rule, keep_rule
from cms.pages.services.telling import work_out_the_day
from tenants.context import tenant
from tests.departments.conftest import sign_in, town  # noqa: F401 - fixtures
from tests.factories.pages import InformationPageFactory, NoticePageFactory, front_page

TODAY = timezone.localdate()


def rule(days, department=None, kind="", on=dt.date(2026, 1, 1)) -> FreshnessRule:
    return FreshnessRule(days=days, department=department, content_class=kind, basis="운영 기준", effective_on=on)


def test_the_most_specific_rule_wins_then_the_latest(town):  # noqa: F811
    fee = ContentClass.FEE
    every = [
        (rule(170), (town.roads.pk, "통계"), 170),
        (rule(90, kind=fee), (town.roads.pk, fee), 90),
        (rule(60, department=town.welfare), (town.welfare.pk, fee), 60),
        (rule(30, department=town.welfare, kind=fee), (town.welfare.pk, fee), 30),
        (rule(25, department=town.welfare, kind=fee, on=dt.date(2026, 6, 1)), (town.welfare.pk, fee), 25),
        (rule(5, department=town.welfare, kind=fee, on=TODAY + dt.timedelta(days=1)), (town.welfare.pk, fee), 25),
    ]
    for one, place, days in every:
        keep_rule(one, town.manager)
        assert Rules.on(TODAY).rule_for(*place).days == days
    assert Rules.on(TODAY).rule_for(town.welfare.pk, "통계").days == 60
    assert Rules.on(TODAY + dt.timedelta(days=1)).rule_for(town.welfare.pk, fee).days == 5


def test_a_change_moves_deadlines_and_is_logged_together(town):  # noqa: F811
    page = InformationPageFactory(department=town.welfare, content_class=ContentClass.FEE)
    before = PageRecord.objects.get(page_id=page.pk)
    moved = keep_rule(rule(30, kind=ContentClass.FEE), town.manager)
    after = PageRecord.objects.get(page_id=page.pk)
    assert moved == 1
    assert after.due_on < before.due_on
    assert after.confirmed_at == before.confirmed_at
    entry = ModelLogEntry.objects.get(action="wagtail.create")
    assert (entry.data["after"]["days"], entry.data["pages"], entry.user) == (30, 1, town.manager)
    drop_rule(FreshnessRule.objects.get(days=30), town.manager)
    assert PageRecord.objects.get(page_id=page.pk).due_on == before.due_on


def test_a_rule_that_comes_into_force_is_seen_that_day(town, time_machine):  # noqa: F811
    keep_rule(rule(10, on=TODAY + dt.timedelta(days=3)), town.manager)
    assert PageRecord.objects.get(page=town.welfare_page).days == 180
    time_machine.move_to(timezone.now() + dt.timedelta(days=3))
    work_out_the_day()
    assert PageRecord.objects.get(page=town.welfare_page).days == 10


def test_everything_wrong_at_once_and_nothing_written(town):  # noqa: F811
    with pytest.raises(ValidationError) as wrong:
        keep_rule(FreshnessRule(days=0, basis=""), town.manager)
    assert {"days", "basis"} <= set(wrong.value.message_dict)
    with pytest.raises(ValidationError):
        keep_rule(rule(9, on=dt.date(2000, 1, 1)), town.manager)
    with pytest.raises(IntegrityError), transaction.atomic():
        FreshnessRule.objects.create(days=9, basis="x", effective_on=dt.date(2000, 1, 1))
    general = FreshnessRule.objects.get()
    with pytest.raises(ValidationError), transaction.atomic():
        drop_rule(general, town.manager)
    general.refresh_from_db()
    general.effective_on = TODAY + dt.timedelta(days=9)
    with pytest.raises(ValidationError):
        keep_rule(general, town.manager)
    assert FreshnessRule.objects.get().days == 180


def test_a_notice_whose_posting_has_ended_is_not_due(town, time_machine):  # noqa: F811
    notice = NoticePageFactory(parent=town.board, posting_to=TODAY + dt.timedelta(days=5))
    assert PageRecord.objects.get(page_id=notice.pk).state == "fresh"
    time_machine.move_to(timezone.now() + dt.timedelta(days=6))
    work_out_the_day()
    assert (PageRecord.objects.get(page_id=notice.pk).state, NoticePage.objects.get(pk=notice.pk).live) == ("", True)


def test_records_from_before_are_filled_in(town):  # noqa: F811
    PageRecord.objects.update(content_class="", posted_until=None, due_on=None, rule=None, state="")
    work_out_the_day()
    filled = PageRecord.objects.get(page=town.welfare_page)
    assert (filled.content_class, filled.state, filled.rule.days) == ("상시안내", "fresh", 180)
    assert PageRecord.objects.get(page=town.roads_draft).state == ""
    assert reckon_all() == 0


def test_who_confirms_while_deadlines_are_worked_out_is_not_overwritten(town, monkeypatch):  # noqa: F811
    found = clock._changed
    old = timezone.now() - dt.timedelta(days=400)
    PageRecord.objects.filter(page=town.welfare_page).update(confirmed_at=old)

    def changed_then_confirmed(*args, **kwargs):
        rows = list(found(*args, **kwargs))
        if kwargs["public"]:
            confirm([town.welfare_page.pk], town.editor)
        return rows

    monkeypatch.setattr(clock, "_changed", changed_then_confirmed)
    reckon_all()
    assert PageRecord.objects.get(page=town.welfare_page).state == "fresh"


def test_rules_of_one_municipality_are_nothing_to_another(beta, town):  # noqa: F811
    keep_rule(rule(7), town.manager)
    with tenant(beta):
        assert PageRecord.objects.get(page_id=front_page().pk).days == 180
