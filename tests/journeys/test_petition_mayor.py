"""The mayor's office in a browser: an opinion is received as a petition, answered, and read where it was sent."""

import re

import pytest

from tests.journeys.test_desk import sign_in
from tests.journeys.test_petition_officer import act, send

pytestmark = pytest.mark.browser


def test_an_opinion_becomes_a_petition_and_is_answered(live_site, tab):
    citizen, office = tab(), tab()
    citizen.goto(live_site.url("yongin", "/communication/mayor-talk/"))
    citizen.locator("main a[href$='~dialogue/']").click()
    citizen.wait_for_timeout(2100)  # a form that is sent faster is a program's
    for field, text in (
        ("title", "버스 정류장 의자"),
        ("body", "정류장에 앉을 곳이 없습니다."),
        ("name", "김시연"),
        ("email", "seat@example.com"),
    ):
        citizen.locator(f"#id_{field}").fill(text)
    citizen.locator("#id_consent").check()
    citizen.locator("main button[type=submit]").click()
    citizen.wait_for_url(re.compile(r"~dialogue/[0-9A-Z]{12}/"))
    number = citizen.url.split("~dialogue/")[1][:12]

    here = live_site.url("yongin", "/admin/petitions/opinions/")
    sign_in(office, here, live_site.account("yongin", "department_head"))
    office.goto(here)
    office.locator(f"th a:has-text('{number[:4]}')").click()
    form = office.locator("section[aria-labelledby=as-petition]")
    form.locator("select[name$=department]").select_option(label="민원여권과")
    with office.expect_navigation():
        form.locator("button[value=petition]").click()
    assert form.locator(".error-message").count() == 1, "a decision needs its reason"
    form.locator("textarea[name$=reason]").fill("답변이 필요한 건의입니다.")
    form.locator("button[value=petition]").click()
    office.locator(".messages").wait_for()

    citizen.reload()
    link = citizen.locator("main dd a[href*='~petition/case/']")
    petition = link.inner_text()
    assert "민원여권과" in citizen.locator("main").inner_text()
    assert "답변이 필요한 건의입니다." not in citizen.locator("main").inner_text(), "the office's reason stays there"

    office.goto(live_site.url("yongin", "/admin/petitions/all/?watch=unassigned"))
    office.locator("a.case-number", has_text=petition).click()
    act(office, "담당자 지정")
    office.locator("[name=officer]").select_option(index=1)
    send(office, "담당자 지정")
    act(office, "답변하고 처리 완료")
    office.locator("[name=text]").fill("의자를 놓겠습니다.")
    send(office, "미리보기")
    send(office, "통지하기")

    citizen.reload()
    assert "의자를 놓겠습니다." in citizen.locator("main").inner_text()
    citizen.locator("main dd a[href*='~petition/case/']").click()
    assert "의자를 놓겠습니다." in citizen.locator("main").inner_text(), "and on the petition's own page"
