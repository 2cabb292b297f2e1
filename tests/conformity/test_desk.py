"""The report at the desk: who reads it, filters, tables, and the page of one duty."""

import codecs
import csv
import io

import pytest
from openpyxl import load_workbook

from cms.conformity.keeping import keep
from cms.departments.models import Role
from tenants.conformity import Evidence, met, not_met, off
from tests.factories.pages import InformationPageFactory
from tests.factories.staff import contractor, staff

REPORT = "/admin/reports/conformity/"
DUTY = f"{REPORT}duty/anyang-glossary/"
PAGES = [REPORT, f"{REPORT}results/", DUTY]


@pytest.fixture
def found(in_alpha, only_check):
    """One duty of each status; one fact is about a draft."""
    draft = InformationPageFactory(live=False, title="감사 초안")
    only_check(
        glossary=lambda question: not_met(Evidence("감사 초안", url=draft.full_url), Evidence("하나 모자랍니다.")),
        homepage=lambda question: met(Evidence("있습니다.")),
        contractors=lambda question: off(Evidence("없습니다.")),
    )


@pytest.fixture
def manager(client_for, in_alpha):
    return client_for(in_alpha).login_as(staff("manager", Role.HOMEPAGE))


def duties(response):
    return {row.id: row for row in response.context["object_list"]}


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize("role", [Role.SYSTEM, Role.HOMEPAGE])
def test_system_operation_and_homepage_management_see_everything(client_for, in_alpha, found, role, address):
    html = client_for(in_alpha).login_as(staff("reader", role)).get(address).content.decode()
    assert "감사 초안" in html
    assert "하나 모자랍니다." in html


@pytest.mark.parametrize("address", [*PAGES, f"{REPORT}?export=csv", f"{REPORT}?export=xlsx"])
def test_a_department_reads_what_everybody_may_know(client_for, in_alpha, found, address):
    response = client_for(in_alpha).login_as(staff("editor", Role.DEPARTMENT)).get(address)
    assert response.status_code == 200
    shown = b"".join(response.streaming_content) if response.streaming else response.content
    if "xlsx" in address:
        shown = repr(list(load_workbook(io.BytesIO(shown)).active.values)).encode()
    assert "감사 초안" not in shown.decode()
    assert "하나 모자랍니다." in shown.decode()


@pytest.mark.parametrize("address", [*PAGES, f"{REPORT}?export=csv"])
def test_nobody_else_reads_it(client_for, in_alpha, found, address):
    abroad = staff("translator", Role.TRANSLATOR, languages=["en"])
    outside = contractor("contractor", InformationPageFactory())
    for person in (abroad, outside):
        response = client_for(in_alpha).login_as(person).get(address)
        assert response.status_code in {302, 403}
        assert "/admin/" in response.get("Location", "/admin/")
    assert client_for(in_alpha).get(address).status_code == 302


def test_the_menu_offers_it_to_its_readers_alone(client_for, in_alpha):
    reader, other = staff("reader", Role.SYSTEM), staff("translator", Role.TRANSLATOR, languages=["en"])
    assert REPORT in client_for(in_alpha).login_as(reader).get("/admin/").content.decode()
    assert REPORT not in client_for(in_alpha).login_as(other).get("/admin/").content.decode()


def test_filters_by_status_obligation_and_article_narrow_each_other(manager, found):
    assert len(duties(manager.get(REPORT))) == 62
    assert duties(manager.get(f"{REPORT}?status=met")).keys() == {"anyang-homepage"}
    both = duties(manager.get(f"{REPORT}?status=met&status=off"))
    assert both.keys() == {"anyang-homepage", "anyang-contractors"}
    assert duties(manager.get(f"{REPORT}?status=met&status=off&obligation=may")).keys() == {"anyang-contractors"}
    heading = next(row.heading for row in duties(manager.get(REPORT)).values() if row.heading.startswith("제5조("))
    fifth = duties(manager.get(REPORT, {"article": heading}))
    assert fifth.keys() == {"anyang-freshness", "anyang-page-stamp"}


def test_a_filter_that_is_none_shows_everything(manager, found):
    assert len(duties(manager.get(f"{REPORT}?status=nonsense"))) == 62


def test_numbers_count_everything_whatever_is_filtered(manager, found):
    bars = manager.get(f"{REPORT}?status=met").context["bars"]
    assert sum(bar.total for bar in bars) == 62
    assert {segment.status: segment.count for segment in bars[0].segments}["met"] == 1


def test_the_table_as_csv_holds_what_is_filtered(manager, found):
    response = manager.get(f"{REPORT}?status=not_met&export=csv")
    content = b"".join(response.streaming_content)
    assert content.startswith(codecs.BOM_UTF8)  # else spreadsheets show question marks for Hangul
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    assert rows[0][0] == "점검 항목"
    assert len(rows) == 2
    assert rows[1][0] == "anyang-glossary"
    assert "http://alpha.localhost" in rows[1][-1]


def test_one_duty_shows_the_articles_words_its_check_and_its_history(manager, in_alpha, found):
    keep(in_alpha)
    html = manager.get(DUTY).content.decode()
    assert "제2조(정의)" in html
    assert "test_desk" in html  # the check's module
    assert html.count("conformity-status is-not_met") == 2  # now, and in the history


def test_a_duty_that_the_policy_does_not_know_is_404(manager):
    assert manager.get(f"{REPORT}duty/seoul-glossary/").status_code == 404
    assert manager.get(f"{REPORT}duty/x/").status_code == 404


def test_without_a_policy_the_reason_is_told(manager, monkeypatch):
    monkeypatch.setattr("tenants.policy_in_force._timetable", lambda municipality: ())
    response = manager.get(REPORT)
    assert response.status_code == 200
    assert duties(response) == {}
    assert manager.get(DUTY).status_code == 404


def test_the_report_asks_the_database_a_bounded_number_of_times(manager, in_alpha, django_assert_max_num_queries):
    """However many pages, people and petitions there are. Each duty that is answered has a savepoint, which is two; of
    the dialogue, consultation and petitions fourteen are, with two questions each; of boards, removals and members
    nine.
    """
    manager.get(REPORT)
    with django_assert_max_num_queries(195):
        manager.get(REPORT)
