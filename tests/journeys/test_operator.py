"""What the platform's operator does in a browser: a fifth municipality from the form, and switching it off and on."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from tests.journeys.test_desk import sign_in

pytestmark = pytest.mark.browser
DEPARTMENTS = Path(settings.BASE_DIR) / "home/starter/data/departments/anyang.csv"
READY_WITHIN = 120_000
FIELDS = {
    "slug": "gwacheon",
    "name_ko": "과천시",
    "name_en": "Gwacheon City",
    "domain": "gwacheon.localhost",
}
MISTAKES = {**FIELDS, "slug": "Gwa cheon", "name_ko": "Gwacheon", "domain": "anyang.localhost"}


@pytest.fixture
def console(live_site, tab):
    """The operator, signed in on the platform's host."""
    page = tab()
    sign_in(page, live_site.url("", "/console/"), live_site.account("", "operator"))
    return page


@pytest.fixture
def departments(tmp_path):
    """The operator's own file of departments; the second one has a line that names no parent of the file."""
    right, wrong = tmp_path / "departments.csv", tmp_path / "wrong.csv"
    content = DEPARTMENTS.read_text(encoding="utf-8")
    right.write_text(content, encoding="utf-8")
    wrong.write_text(content + "AY998,없는 과,Nowhere,AY997,없는 업무,false,false,031-000-0998\n", encoding="utf-8")
    return right, wrong


def fill(page, values: dict[str, str]) -> None:
    for name, value in values.items():
        page.locator(f"[name={name}]").fill(value)
    page.locator("[name=kind]").select_option("시")


def submit(page) -> None:
    with page.expect_navigation():
        page.locator(".console-form button[type=submit]").click()


def row(page, slug: str):
    return page.locator("tbody tr").filter(has_text=f"({slug})")


def test_the_four_municipalities_and_the_way_to_each(live_site, console):
    for slug in ("anyang", "yongin", "seoul", "dongjak"):
        entry = row(console, slug)
        assert "운영 중" in entry.inner_text()
        assert entry.get_by_role("link").first.get_attribute("href") == live_site.url(slug)
    assert "서울특별시" in row(console, "dongjak").locator("td").nth(2).inner_text()


def test_mistakes_are_named_at_once_and_nothing_is_lost(live_site, console, departments):
    _right, wrong = departments
    console.goto(live_site.url("", "/console/onboard/"))
    fill(console, MISTAKES)
    console.locator("[name=languages][value=en]").check()
    console.locator("[name=departments_csv]").set_input_files(wrong)
    submit(console)
    summary = console.get_by_role("alert")
    assert summary.evaluate("summary => summary === document.activeElement")
    named = {link.get_attribute("href") for link in summary.get_by_role("link").all()}
    assert named == {"#id_slug", "#id_name_ko", "#id_domain", "#id_departments_csv"}
    assert "AY997" in summary.inner_text()
    assert {name: console.locator(f"[name={name}]").input_value() for name in MISTAKES} == MISTAKES
    assert console.locator("[name=kind]").input_value() == "시"
    assert console.locator("[name=languages][value=en]").is_checked()
    assert console.locator("[name=departments_kept]").input_value()


def test_a_fifth_municipality_comes_goes_and_comes_back(live_site, console, departments):
    right, _wrong = departments
    console.goto(live_site.url("", "/console/onboard/"))
    fill(console, {**FIELDS, "domain": "anyang.localhost"})
    console.locator("[name=departments_csv]").set_input_files(right)
    submit(console)
    assert console.get_by_role("alert").get_by_role("link").count() == 1
    fill(console, FIELDS)  # the file is not chosen again
    submit(console)
    console.get_by_role("status").get_by_text("과천시").wait_for(timeout=READY_WITHIN)
    assert console.locator(".console-progress li").count() >= 3
    console.get_by_role("status").locator("a.button").first.click()
    console.wait_for_url(live_site.url("gwacheon"))
    assert "과천시" in console.title()

    switch(live_site, console, "중지")
    refused = console.goto(live_site.url("gwacheon"))
    assert refused.status == 503
    assert "운영이 잠시 중지되었습니다" in console.get_by_role("main").inner_text()
    switch(live_site, console, "재개|다시")
    assert console.goto(live_site.url("gwacheon")).status == 200


def switch(live_site, console, name: str) -> None:
    console.goto(live_site.url("", "/console/"))
    with console.expect_navigation():
        row(console, "gwacheon").get_by_role("button", name=re.compile(name)).click()
    assert "과천시" in console.get_by_role("status").inner_text()
