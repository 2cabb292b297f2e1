"""A division: each part gets the rules for the pages that it gets, and the open work on them; undone as one."""

import datetime as dt

import pytest

from cms.departments.models import Department, DepartmentApproval, Role, TransferItem
from cms.departments.reorganising.preview import preview
from cms.departments.reorganising.services import undo
from cms.feedback.models import Opinion
from cms.pages.models import FreshnessRule, PageRecord
from cms.pages.services.ruling import keep_rule
from tests.factories.pages import InformationPageFactory
from tests.factories.staff import staff

from .reorganisations import applied, assign, line, plan
from .states import differences, dump
from .test_approval import submit

LAST_YEAR, THIS_YEAR, COMING = dt.date(2025, 1, 1), dt.date(2026, 1, 1), dt.date(2027, 3, 1)


def rules() -> set[tuple[str, str, int, str, dt.date]]:
    rows = FreshnessRule.objects.exclude(department=None)
    return set(rows.values_list("department__code", "content_class", "days", "basis", "effective_on"))


@pytest.fixture
def divided(town):
    """도로과 has rules for statistics (with a history) and for notices; its statistics go to N2."""
    town.code = town.roads.code
    history = ((40, "통계", LAST_YEAR), (20, "통계", THIS_YEAR), (10, "통계", COMING), (7, "공지", LAST_YEAR))
    for days, kind, since in history:
        basis = f"도로과 운영계획 {since}"
        rule = FreshnessRule(department=town.roads, content_class=kind, days=days, basis=basis, effective_on=since)
        keep_rule(rule, town.manager)
    town.statistics = InformationPageFactory(
        title="도로 통계",
        parent=town.roads_section,
        department=town.roads,
        content_class="통계",
        owner=town.roads_editor,
    )
    PageRecord.objects.filter(page=town.statistics).update(owner=town.roads_editor)
    town.before = rules()
    return town


def to_two_parts(town):
    row = plan(
        line("new", "N1", name="도로관리과", telephone="031-000-1111"),
        line("new", "N2", name="도로통계과", telephone="031-000-2222"),
        line("split", town.code, "N1"),
        line("split", town.code, "N2"),
    )
    assign(row, town.code, "N2", page=town.statistics, with_below=False)
    return row


def of(code: str, town) -> set:
    return {(code, *rest) for held_by, *rest in town.before if held_by == town.code}


def test_every_part_has_the_rules_of_its_kinds_with_basis_and_history(divided):
    due = PageRecord.objects.get(page=divided.statistics).due_on
    row = to_two_parts(divided)
    shown = {section.name: {(way.target, way.count) for way in section.ways} for section in preview(row).sections}
    assert shown["freshness rules"] == {("도로관리과", 4), ("도로통계과", 3)}
    before = dump()
    applied(row)
    statistics = {rule for rule in of("N2", divided) if rule[1] == "통계"}
    assert rules() == of("N1", divided) | statistics
    record = PageRecord.objects.get(page=divided.statistics)
    assert (record.department.code, record.due_on, record.rule.days) == ("N2", due, 20)
    undo(row)
    assert differences(before, dump()) == {}


def test_a_department_that_stays_keeps_its_rules_and_the_part_gets_like_ones(divided):
    row = plan(
        line("new", "N2", name="도로통계과", telephone="031-000-2222"),
        line("split", divided.code, divided.code),
        line("split", divided.code, "N2"),
    )
    assign(row, divided.code, "N2", page=divided.statistics, with_below=False)
    before = dump()
    applied(row)
    assert rules() == divided.before | {rule for rule in of("N2", divided) if rule[1] == "통계"}
    assert PageRecord.objects.get(page=divided.statistics).rule.department.code == "N2"
    undo(row)
    assert differences(before, dump()) == {}


def test_a_part_that_was_there_keeps_its_own_rule_of_the_day(divided):
    own = FreshnessRule(
        department=divided.welfare, content_class="통계", days=90, basis="복지과 계획", effective_on=THIS_YEAR
    )
    keep_rule(own, divided.manager)
    row = plan(line("split", divided.code, divided.code), line("split", divided.code, divided.welfare.code))
    assign(row, divided.code, divided.welfare.code, page=divided.statistics, with_below=False)
    applied(row)
    welfare = {(days, since) for code, kind, days, _basis, since in rules() if code == divided.welfare.code}
    assert welfare == {(90, THIS_YEAR), (40, LAST_YEAR), (10, COMING)}


def test_open_work_goes_with_its_page(divided):
    state = submit(divided.statistics, divided.roads_editor)
    opinion = Opinion.objects.create(
        page=divided.statistics, page_title="도로 통계", department=divided.roads, text="수치가 다릅니다", kind="error"
    )
    leaver = staff("leaver", Role.DEPARTMENT, departments=[divided.roads])
    PageRecord.objects.filter(page=divided.statistics).update(deputy=leaver)
    leaver.is_active = False
    leaver.save()
    item = TransferItem.objects.get(person=leaver)
    assert item.department == divided.roads
    row = to_two_parts(divided)
    before = dump()
    applied(row)
    part = Department.objects.get(code="N2")
    for model, pk in ((DepartmentApproval, state.pk), (Opinion, opinion.pk), (TransferItem, item.pk)):
        assert model.objects.get(pk=pk).department == part, model
    undo(row)
    assert differences(before, dump()) == {}
