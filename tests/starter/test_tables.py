"""Starter tables are read whole, or refused with file, line and column of everything wrong."""

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.departments.importing import read as read_departments
from home.starter import material, tables
from home.starter.rows import CONVERTERS, EventRow, SitemapRow
from home.starter.tables import Numbered, TableError

pytestmark = pytest.mark.usefixtures("english")


@dataclass(frozen=True)
class Fruit:
    name: str
    count: int


def read(tmp_path, text, row_type=Fruit, converters=None):
    path = tmp_path / "table.csv"
    path.write_text(text, encoding="utf-8")
    return tables.read(path, row_type, converters or {"count": tables.integer})


def test_all_problems_come_at_once_with_their_place(tmp_path):
    rows, problems = read(tmp_path, 'name,count,more\n사과,3,x\n"두\n줄",-1,x\n,두 개,x\n배,4\n')
    assert [numbered.row for numbered in rows] == [Fruit("사과", 3)]
    assert [str(problem) for problem in problems] == [
        "table.csv:3 count: “-1” is not a whole number.",
        "table.csv:5 name: This must not be empty.",
        "table.csv:5 count: “두 개” is not a whole number.",
        "table.csv:6: The row has more or fewer cells than the header.",
    ]


def test_missing_columns_are_named(tmp_path):
    _rows, problems = read(tmp_path, "name\n사과\n")
    assert [(problem.line, problem.column) for problem in problems] == [(1, "count")]


def test_values_of_each_kind(tmp_path):
    text = "title,place,start,end,department_code,summary\n가,나,2026-11-22T10:00:00,어제,D1,다\n"
    _rows, problems = read(tmp_path, text, EventRow, CONVERTERS[EventRow])
    assert [problem.column for problem in problems] == ["start", "end"]
    for convert, wrong in [
        (tables.boolean, "yes"),
        (tables.date, "22.11.2026"),
        (tables.optional_date, "later"),
        (tables.one_of({"a"}), "b"),
    ]:
        with pytest.raises(ValueError, match="“"):
            convert(wrong)
    assert tables.optional_date("") is None
    assert tables.boolean("true") is True


@given(st.text())
def test_no_other_error_than_a_sentence(value):
    for convert in (tables.required, tables.boolean, tables.integer, tables.date, tables.moment, tables.one_of({"x"})):
        try:
            convert(value)
        except ValueError as error:
            said = str(error)
        else:
            said = "fine"
        assert said


def test_parents_come_first_and_addresses_once():
    def row(path, parent, line):
        return Numbered("sitemap/x.csv", line, SitemapRow(path, parent, "가", "A", "section", "기타", "D", "공지", 1))

    found = {"sitemap": [row("/a/b", "/a", 2), row("/a", "/", 3), row("/a", "/", 4)], "petition_catalogue": []}
    said = [str(problem) for problem in material._among(found)]
    assert "sitemap/x.csv:2 parent_path: No row above has the path “/a”." in said
    assert "sitemap/x.csv:4 path: “/a” stands in line 3 already." in said
    assert "sitemap/x.csv:2 path: The home page “/” is missing." in said


@pytest.mark.parametrize("slug", ["anyang", "yongin", "seoul", "dongjak", "gapyeong"])
def test_the_projects_own_tables_are_right(slug):
    loaded = material.load(slug)
    ordinary = [row for row in loaded.sitemap if row.page_kind not in ("home", "foreign_home")]
    assert [row.path for row in ordinary if row.path not in loaded.topic_of_page] == []
    assert [row.path for row in ordinary if row.page_kind == "guide" and not loaded.topic_of_page[row.path].steps] == []


@pytest.mark.parametrize("slug", ["anyang", "yongin", "seoul", "dongjak"])
def test_departments_of_the_tables_exist(slug):
    known = {row["code"] for row in read_departments(material.DATA / "departments" / f"{slug}.csv")[0]}
    assert material.problems_with_departments(slug, known) == []
    assert material.problems_with_departments(slug, set())


def test_a_table_that_is_missing_is_named(monkeypatch, tmp_path):
    monkeypatch.setattr(material, "DATA", tmp_path)
    with pytest.raises(TableError) as refused:
        material.load("anyang")
    assert "sitemap/default.csv" in str(refused.value) or "default.csv" in str(refused.value)
