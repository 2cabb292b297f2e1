"""Translations at the desk: the report, an original's page, the panel, and who may say what."""

import csv
import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from cms.departments.models import Role
from cms.languages.desk.comparing import differences
from cms.ordinance.translation import State
from tests.factories.departments import DepartmentFactory
from tests.factories.pages import InformationPageFactory
from tests.factories.staff import staff
from tests.languages.conftest import at

REPORT = "/admin/reports/translations/"


@pytest.fixture
def desk(client_for, in_alpha):
    """``desk(user)``: a client of theirs, whose pages are in English."""

    def of(user):
        user.wagtail_userprofile.preferred_language = "en"
        user.wagtail_userprofile.save()
        return client_for(in_alpha).login_as(user)

    return of


@pytest.fixture
def people(pair):
    from wagtail.users.models import UserProfile

    found = {
        "manager": staff("manager", Role.HOMEPAGE),
        "editor": staff("editor", Role.DEPARTMENT, departments=[pair.source.department]),
        "stranger": staff("stranger", Role.DEPARTMENT, departments=[DepartmentFactory()]),
        "translator": staff("translator", Role.TRANSLATOR, languages=["en"]),
    }
    for user in found.values():
        UserProfile.get_for_user(user)
    return found


def rows(client, query="") -> list[dict]:
    with translation.override("en"):  # its lines are made after the view has gone
        content = b"".join(client.get(f"{REPORT}?export=csv{query}").streaming_content)
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


def test_pages_by_languages_with_filters(pair, people, desk):
    InformationPageFactory(title="주차")
    with at(6, 1):
        pair.say("수수료는 3,000원입니다.", "구청에서 신청합니다.")
    client = desk(people["manager"])
    shown = client.get(REPORT).content.decode()
    assert "여권 안내" in shown
    assert "behind, figures have changed" in shown
    assert "overdue" in shown
    assert "주차" not in shown
    (line,) = [row for row in rows(client) if row["Page"] == "여권 안내"]
    assert (line["English"], line["English: behind since"]) == ("behind, figures have changed", "2026-06-01")
    assert line["English: to be caught up by"] == "2026-06-04"
    titles = {
        "&state=missing&language=en": "주차",
        "&state=critically_behind": "여권 안내",
        f"&state=critically_behind&department={pair.source.department_id}": "여권 안내",
    }
    for query, title in titles.items():
        assert [row["Page"] for row in rows(client, query)] == [title], query
    assert rows(client, "&state=machine_unreviewed") == []


def test_everybody_sees_their_own(pair, people, desk):
    titles = {name: [row["Page"] for row in rows(desk(people[name]))] for name in ("editor", "stranger", "translator")}
    assert titles["editor"] == ["여권 안내"]
    assert titles["stranger"] == []
    assert "여권 안내" in titles["translator"]
    address = f"/admin/translations/{pair.source.pk}/"
    found = {name: desk(user).get(address).status_code for name, user in people.items()}
    assert found == {"manager": 200, "editor": 200, "stranger": 404, "translator": 200}


def test_the_report_asks_no_more_for_more_rows(pair, people, desk, english_home):
    client = desk(people["manager"])
    client.get(REPORT)
    with CaptureQueriesContext(connection) as few:
        client.get(REPORT)
    for number in range(4):
        source = InformationPageFactory(title=f"원문 {number}")
        InformationPageFactory(
            parent=english_home, locale=english_home.locale, translation_key=source.translation_key, title="Text"
        )
    with CaptureQueriesContext(connection) as many:
        client.get(REPORT)
    assert len(many) <= len(few) + 1


def test_an_original_with_what_changed_and_its_history(pair, people, desk):
    with at(6, 1):
        pair.say("수수료는 3,000원입니다.", "구청에서 신청합니다.")
    shown = desk(people["editor"]).get(f"/admin/translations/{pair.source.pk}/").content.decode()
    assert "수수료는 <del>2,000원</del>입니다." in shown
    assert "수수료는 <ins>3,000원</ins>입니다." in shown
    assert "구청에서 신청합니다." not in shown
    assert "original changed" in shown


def test_who_says_that_a_page_is_its_own(pair, people, desk):
    address = f"/admin/translations/rows/{pair.row.pk}/own-text/"
    for name, status in (("stranger", 404), ("translator", 302), ("editor", 302)):
        response = desk(people[name]).post(address, {"own_text": "1"})
        assert response.status_code == status
        assert pair.row.own_text is (name == "editor")
    assert pair.acts()[-1] == "own_text"
    desk(people["manager"]).post(address, {"own_text": "0"})
    assert pair.row.own_text is False


def test_a_review_names_who_read(localized, desk):
    from wagtail.users.models import UserProfile
    from wagtail_localize.models import StringTranslation

    localized.translate(kind=StringTranslation.TRANSLATION_TYPE_MACHINE)
    localized.publish()
    editor = staff("reader", Role.DEPARTMENT, departments=[localized.source.department])
    UserProfile.get_for_user(editor)
    client = desk(editor)
    page = f"/admin/translations/{localized.source.pk}/"
    assert "I have read it against the original" in client.get(page).content.decode()
    client.post(f"/admin/translations/rows/{localized.row.pk}/reviewed/")
    assert (localized.row.state, localized.row.reviewed_by) == (State.CURRENT, editor)
    assert f"reviewed by {editor}" in client.get(page).content.decode()


def test_the_first_page_of_the_desk_lists_what_is_behind(pair, people, desk):
    assert "translations-behind" not in desk(people["editor"]).get("/admin/").content.decode()
    pair.say("수수료는 3,000원입니다.", "구청에서 신청합니다.")
    for name, there in (("editor", True), ("translator", True), ("manager", True), ("stranger", False)):
        assert ("translations-behind" in desk(people[name]).get("/admin/").content.decode()) is there, name


def test_differences_keep_figures_whole():
    with translation.override("en"):
        found = differences([("1", "가 1,000원 <b>"), ("2", "나")], [("1", "가 2,000원 <b>"), ("3", "다"), ("4", "라")])
    assert [(each.before, each.after) for each in found] == [
        ("가 <del>1,000원</del> &lt;b&gt;", "가 <ins>2,000원</ins> &lt;b&gt;"),
        ("<del>나</del>", "<ins>다</ins>"),
        ("", "<ins>라</ins>"),
    ]
