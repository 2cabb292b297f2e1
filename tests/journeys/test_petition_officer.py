"""Petitions at the desk in a browser: an officer, the overall department, and two officers at once."""

import re

import pytest

from tests.journeys.test_desk import in_tenant, sign_in

pytestmark = pytest.mark.browser
#: Files a petition with the service that the demonstration's officer deals with, and prints its row.
FILE = """
from django.contrib.auth import get_user_model
from cms.departments.reach import reach_of
from petitions.models import Service
from petitions.services.filing import Filed, file
officer = get_user_model().objects.get(username="officer")
service = Service.objects.filter(department__in=reach_of(officer).departments, kind="기타", online=True).first()
filed = Filed(service=service, kind=service.kind, title="가로등이 꺼졌습니다", body="가로등 세 개가 꺼졌습니다.",
              name="여정민", email="journey@example.com", submission="{token}", department=service.department)
print(file(filed).pk)
"""


@pytest.fixture
def desk(live_site, tab):
    """``desk("officer")``: a window of anyang's desk in which this person has signed in."""

    def _desk(person: str):
        page = tab()
        account = next(row for row in live_site.accounts if (row["tenant"], row["username"]) == ("anyang", person))
        sign_in(page, live_site.url("anyang", "/admin/"), account)
        return page

    return _desk


def filed(live_site, token: str) -> str:
    return live_site.url("anyang", f"/admin/petitions/case/{in_tenant(live_site, 'anyang', FILE.format(token=token))}/")


def act(page, name: str) -> None:
    page.locator(".case-acts").get_by_role("link", name=name, exact=True).click()


def send(page, name: str) -> None:
    with page.expect_navigation():
        page.locator("form.case-main").get_by_role("button", name=name).click()


def test_an_officer_takes_supplements_extends_and_answers(live_site, desk):
    address, page = filed(live_site, "officer"), desk("officer")
    page.goto(live_site.url("anyang", "/admin/petitions/department/?watch=unassigned"))
    number = address.rstrip("/").rsplit("/", 1)[1]
    with page.expect_navigation():
        page.locator(f"button[form='take-{number}']").click()
    assert page.url == address
    act(page, "보완 요구")
    page.get_by_label(re.compile("보완할 사항")).fill("가로등 번호")
    send(page, "보완 요구")
    act(page, "제출된 보완 입력")
    page.locator("[name=text]").fill("12-34번입니다")
    send(page, "제출된 보완 입력")
    act(page, "처리기간 연장")
    page.locator("[name=amount]").fill("999")
    page.locator("[name=reason]").fill("부품을 주문했습니다")
    send(page, "처리기간 연장")
    assert page.locator("[name=reason]").input_value() == "부품을 주문했습니다", "nothing typed is lost"
    page.locator("[name=amount]").fill("3")
    send(page, "처리기간 연장")
    act(page, "답변하고 처리 완료")
    page.locator("[name=text]").fill("가로등을 고쳤습니다.")
    send(page, "미리보기")
    assert "가로등을 고쳤습니다." in page.locator(".case-letter").inner_text()
    send(page, "통지하기")
    assert page.url == address
    shown = page.locator(".case-screen").inner_text()
    assert "가로등을 고쳤습니다." in shown
    assert "12-34번입니다" in shown
    page.locator("summary", has_text="날짜별 계산").click()
    assert page.locator("#case-clock ~ details tbody tr").count() >= 5, "the clock panel, day by day"


def test_the_overall_department_hands_out_several(live_site, desk):
    pages = [filed(live_site, f"many {number}") for number in range(2)]
    page = desk("editor")
    page.goto(live_site.url("anyang", "/admin/petitions/all/?watch=unassigned"))
    for address in pages:
        page.locator(f"input[name=id][value='{address.rstrip('/').rsplit('/', 1)[1]}']").check()
    page.locator("#case-bulk-act").select_option("assign")
    page.locator(".case-bulk button").click()
    page.locator("[name=officer]").select_option(label="민원 처리 담당")
    page.locator("form.case-form button").first.click()
    page.locator("button[name=do]").wait_for()
    assert page.locator(".case-list tbody tr").count() == 2
    with page.expect_navigation():
        page.locator("button[name=do]").click()
    page.goto(pages[0])
    assert "민원 처리 담당" in page.locator(".case-side").inner_text()


def test_of_two_windows_one_wins_and_the_other_is_told(live_site, desk):
    address, first, second = filed(live_site, "two"), desk("officer"), desk("head")
    for page in (first, second):
        page.goto(address)
        act(page, "처리 진행상황 통지")
        page.locator("[name=text]").fill("확인하고 있습니다")
    send(first, "처리 진행상황 통지")
    assert first.url == address
    send(second, "처리 진행상황 통지")
    assert second.get_by_role("alert").is_visible()
    assert second.locator("[name=text]").input_value() == "확인하고 있습니다"
