"""What a plan says, and everything that is wrong with it at once."""

import datetime as dt

import pytest
from django.utils import timezone, translation

from cms.departments.models import Department, LineKind
from cms.departments.reorganising.checks import problems_of
from cms.departments.reorganising.plan import Line, Plan, Unit
from cms.departments.reorganising.plan_file import read_plan
from cms.departments.reorganising.preview import preview
from cms.departments.reorganising.services import ReorganisationRefusedError, confirm

from .reorganisations import applied, line, plan
from .states import differences, dump

UNITS = {
    unit.code: unit for unit in (Unit("A", "가국"), Unit("B", "나과", "A"), Unit("C", "다과", "A"), Unit("D", "라과"))
}


@pytest.fixture(autouse=True)
def _in_english():
    """Reasons are compared as the source words them."""
    with translation.override("en"):
        yield


def numbered(*lines: tuple) -> Plan:
    return Plan(tuple(Line(number, *values) for number, values in enumerate(lines, start=1)), UNITS)


def test_what_is_open_afterwards():
    it = numbered(("merge", "B", "C"), ("split", "D", "D"), ("split", "D", "N"), ("new", "N"))
    assert it.closed == {"B"}
    assert it.open_after == {"A", "C", "D", "N"}
    assert (it.rest_of("B"), it.rest_of("D"), it.rest_of("C")) == ("C", "D", "C")


def test_children_of_an_ending_parent_follow_its_heir():
    assert numbered(("merge", "A", "D")).parents == {"B": "D", "C": "D", "D": ""}


def test_a_child_that_succeeds_its_parent_takes_its_place():
    assert numbered(("merge", "A", "B")).parents == {"B": "", "C": "B", "D": ""}


def test_departments_below_themselves_are_found():
    assert numbered(("move", "A", "", "B")).below_itself() == ["A", "B"]


def sentences(row) -> str:
    return "\n".join(map(str, problems_of(row)))


def test_everything_wrong_is_said_at_once(town):
    row = plan(
        line("new", town.roads.code, name="도로과", telephone="없음"),
        line("rename", "NOPE", name="무엇"),
        line("merge", town.roads.code, "GONE"),
        line("merge", town.welfare.code, town.welfare.code),
        line("rename", town.welfare.code),
        line("split", town.office.code, town.bureau.code),
        line("merge", town.roads.code, town.bureau.code),
        on=timezone.localdate() - dt.timedelta(days=1),
    )
    problems = problems_of(row)
    assert {problem.line for problem in problems} == {0, 1, 2, 3, 4, 5, 6, 7}
    with pytest.raises(ReorganisationRefusedError) as refused:
        confirm(row, town.manager)
    assert len(refused.value.reasons) == len(problems)


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ([("merge", "roads", "welfare"), ("merge", "welfare", "bureau")], "ends itself"),
        ([("merge", "roads", "welfare"), ("rename", "roads", "", "새길과")], "ends with this plan"),
        ([("rename", "roads", "", "새길과"), ("rename", "roads", "", "헌길과")], "does the same"),
        ([("split", "roads", "welfare"), ("merge", "roads", "bureau")], "merged or closed in another line"),
        ([("split", "roads", "welfare")], "two parts"),
        ([("close", "roads", "")], "holds"),
        ([("close", "bureau", "")], "departments below it"),
        ([], "no line"),
    ],
)
def test_each_reason(town, lines, said):
    rows = []
    for kind, code, into, *name in lines:
        successor = getattr(town, into).code if into else ""
        rows.append(line(kind, getattr(town, code).code, successor, name=name[0] if name else ""))
    assert said in sentences(plan(*rows))


def test_a_cycle(town):
    assert "below itself" in sentences(plan(line("move", town.bureau.code, parent=town.welfare.code)))


def test_an_empty_department_closes_without_a_successor(town):
    empty = Department.objects.create(code="E1", name="빈과", telephone="031-1")
    applied(plan(line("close", "E1")))
    empty.refresh_from_db()
    assert not empty.is_open


def test_nothing_takes_effect_before_what_took_effect_already(town):
    applied(plan(line("rename", town.roads.code, name="새길과")))
    row = plan(line("rename", town.welfare.code, name="돌봄과"), on=timezone.localdate() - dt.timedelta(days=1))
    assert "took effect later" in sentences(row)


def test_the_code_of_a_closed_department_is_taken(town):
    applied(plan(line("merge", town.roads.code, town.welfare.code)))
    assert "is taken" in sentences(plan(line("new", town.roads.code, name="도로과", telephone="031-1-1")))


def test_the_dry_run_says_what_applying_moves_and_writes_nothing(town):
    row = plan(
        line("new", "N1", name="안전과", telephone="031-000-1111"),
        line("merge", town.roads.code, "N1"),
        line("rename", town.welfare.code, name="돌봄과"),
    )
    before = dump()
    it = preview(row)
    assert differences(before, dump()) == {}
    assert not it.problems
    said = {section.name: section.count for section in it.sections}
    assert len(it.departments) == 3
    assert [(contract.section, contract.pages) for contract in it.contracts] == [("도로", 3)]
    applied(row)
    for mover in ("pages", "page records", "drafts", "members"):
        assert said[mover] == row.changes.filter(mover=mover).count() > 0


def test_the_dry_run_of_a_wrong_plan_still_shows(town):
    it = preview(plan(line("merge", "NOPE", "GONE"), line("new", ""), line("move", town.roads.code, parent="GONE")))
    assert it.problems


CSV = "kind,code,into,parent,name,name_en,telephone,duties\n신설,N1,,,안전과,Safety,031-1-1,재난\n통합,A,N1,,,,,\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp949"])
def test_a_file_is_read_in_the_encodings_of_korean_spreadsheets(encoding):
    lines, problems = read_plan(CSV.encode(encoding))
    assert problems == []
    assert [(row.kind, row.code, row.into, row.name) for row in lines] == [
        (LineKind.NEW, "N1", "", "안전과"),
        (LineKind.MERGE, "A", "N1", ""),
    ]


@pytest.mark.parametrize(
    ("data", "count"),
    [
        (b"", 1),
        (b"\xff\xfe\x00", 1),
        (b"code,wrong\n", 2),
        (b"kind,code\n", 1),
        (b"kind,code\nnonsense,A\nmerge,\n", 2),
        (b'kind,code\n"merge', 1),
        (b"kind,code\nmerge,A,B\n", 1),
        (b"kind,code\nmerge," + b"A" * 21 + b"\n", 1),
    ],
)
def test_everything_wrong_with_a_file_is_said(data, count):
    _lines, problems = read_plan(data)
    assert len(problems) == count
