"""Rules and deadlines when departments change: they move, confirmations stay, undoing brings all back."""

import datetime as dt

from django.utils import timezone

from cms.departments.models import Department
from cms.departments.reorganising.services import undo
from cms.pages.models import FreshnessRule, PageRecord
from cms.pages.services.ruling import keep_rule
from tests.departments.conftest import sign_in, town  # noqa: F401 - fixtures
from tests.departments.reorganisations import applied, line, plan

FROM = dt.date(2026, 1, 1)


def rule(town, department, days, kind="") -> FreshnessRule:  # noqa: F811
    one = FreshnessRule(department=department, content_class=kind, days=days, basis="부서 운영계획", effective_on=FROM)
    keep_rule(one, town.manager)
    return one


def merged(town):  # noqa: F811
    return applied(plan(line("merge", town.welfare.code, town.roads.code)), town.manager)


def rules() -> set[tuple[str, str, int]]:
    names = dict(Department.objects.values_list("pk", "name"))
    return {
        (names.get(one.department_id, ""), one.content_class, one.days)
        for one in FreshnessRule.objects.exclude(department=None)
    }


def test_a_rule_follows_its_department_and_comes_back(town):  # noqa: F811
    rule(town, town.welfare, 30)
    before = PageRecord.objects.get(page=town.welfare_page)
    row = merged(town)
    assert rules() == {("도로과", "", 30)}
    after = PageRecord.objects.get(page=town.welfare_page)
    assert (after.department, after.due_on, after.confirmed_at) == (town.roads, before.due_on, before.confirmed_at)
    undo(row, town.manager)
    assert rules() == {("복지과", "", 30)}
    assert PageRecord.objects.get(page=town.welfare_page).due_on == before.due_on


def test_of_two_rules_for_the_same_that_of_the_successor_stays(town):  # noqa: F811
    rule(town, town.welfare, 30)
    rule(town, town.welfare, 20, "통계")
    rule(town, town.roads, 60)
    row = merged(town)
    assert rules() == {("도로과", "", 60), ("도로과", "통계", 20)}
    undo(row, town.manager)
    assert rules() == {("복지과", "", 30), ("복지과", "통계", 20), ("도로과", "", 60)}


def test_pages_come_under_the_successors_rule_and_back(town):  # noqa: F811
    rule(town, town.roads, 30)
    before = PageRecord.objects.get(page=town.welfare_page).due_on
    row = merged(town)
    assert PageRecord.objects.get(page=town.welfare_page).due_on < before
    undo(row, town.manager)
    assert PageRecord.objects.get(page=town.welfare_page).due_on == before


def test_a_page_that_becomes_overdue_by_its_move_is_overdue_at_once(town):  # noqa: F811
    rule(town, town.roads, 10)
    PageRecord.objects.filter(page=town.welfare_page).update(confirmed_at=timezone.now() - dt.timedelta(days=40))
    merged(town)
    assert PageRecord.objects.get(page=town.welfare_page).state == "overdue"
