"""Departments from CSV: whatever is wrong is said at once, with its place."""

from pathlib import Path

import pytest

from cms.departments.importing import COLUMNS, departments_problems, import_departments
from cms.departments.models import Department
from cms.departments.models.department import below, in_tree_order

HEADER = ",".join(COLUMNS)
GOOD = [
    "A1,기획실,Planning Office,,기획,false,false,031-000-0001",
    "A2,정보과,IT Division,A1,누리집 관리,true,false,031-000-0002",
    "A3,민원과,Petitions Division,A1,민원 총괄,false,true,031-000-0003",
]


@pytest.fixture
def write(tmp_path):
    def _write(*lines: str, header: str = HEADER, encoding: str = "utf-8") -> Path:
        path = tmp_path / "departments.csv"
        path.write_text("\n".join([header, *lines]) + "\n", encoding=encoding)
        return path

    return _write


def said(path: Path) -> list[tuple[int, str, str]]:
    return [(problem.line, problem.column, problem.message) for problem in departments_problems(path)]


def test_good_file_is_imported_with_its_tree(in_alpha, write):
    assert import_departments(write(*GOOD)) == 3
    it = Department.objects.get(code="A2")
    assert (it.parent.code, it.manages_homepage, it.telephone) == ("A1", True, "031-000-0002")
    assert below([it.parent_id]) == set(Department.objects.values_list("pk", flat=True))
    assert [depth for depth, _row in in_tree_order()] == [0, 1, 1]


def test_second_import_brings_up_to_date_and_repeats_nothing(in_alpha, write):
    import_departments(write(*GOOD))
    import_departments(write(GOOD[0].replace("기획실", "기획조정실"), *GOOD[1:]))
    assert Department.objects.count() == 3
    assert Department.objects.get(code="A1").name == "기획조정실"


def test_child_may_stand_before_its_parent(in_alpha, write):
    import_departments(write(*reversed(GOOD)))
    assert Department.objects.get(code="A2").parent.code == "A1"


def test_byte_order_mark_is_no_part_of_the_first_column(in_alpha, write):
    assert said(write(*GOOD, encoding="utf-8-sig")) == []


def test_everything_wrong_is_said_at_once_and_nothing_is_written(in_alpha, write):
    path = write(
        GOOD[0].replace("false,false", "nein,false"),
        "A1,둘째,Second,ZZ,일,true,true,telephone",
        ",이름뿐,,,,false,false,",
        "A4,순환,,A4,,true,false,031-000-0004",
    )
    assert [(line, column) for line, column, _message in said(path)] == [
        (2, "is_homepage_manager"),
        (3, "phone"),
        (3, "code"),
        (3, "parent_code"),
        (4, "code"),
        (4, "phone"),
        (5, "parent_code"),
        (5, "is_homepage_manager"),
    ]
    with pytest.raises(ValueError, match=r"departments\.csv:3 phone"):
        import_departments(path)
    assert not Department.objects.exists()


@pytest.mark.parametrize(
    ("lines", "header", "places"),
    [
        ([], HEADER, [(1, "")]),
        ([], "", [(0, "")]),
        (GOOD, HEADER.replace("phone", "telephone"), [(1, "phone"), (1, "telephone")]),
        ([*GOOD, "A9,넓음,,,,false,false,031-1,more"], HEADER, [(5, "")]),
        ([*GOOD, "A9,좁음"], HEADER, [(5, ""), (5, "phone"), (5, "is_homepage_manager"), (5, "handles_petitions")]),
        ([*GOOD, 'A9,"따옴표'], HEADER, [(5, "")]),
    ],
)
def test_a_file_that_is_no_table(in_alpha, write, lines, header, places):
    assert [(line, column) for line, column, _message in said(write(*lines, header=header))] == places


def test_files_that_cannot_be_read(in_alpha, tmp_path, write):
    assert said(tmp_path / "none.csv")[0][:2] == (0, "")
    assert "UTF-8" in said(write(*GOOD, encoding="cp949"))[0][2]
    assert said(tmp_path)[0][:2] == (0, "")


def test_nobody_or_two_manage_the_homepage(in_alpha, write):
    assert [column for _line, column, _message in said(write(GOOD[0], GOOD[2]))] == ["is_homepage_manager"]
    twice = write(*GOOD, GOOD[1].replace("A2", "A5"))
    assert [(line, column) for line, column, _message in said(twice)] == [(5, "is_homepage_manager")]
