"""A member's messages, data and way out, and the desk of members, under axe: wide and narrow, in two languages."""

import os

import pytest

from tests.a11y.test_axe_staff import nothing_found  # noqa: F401 - a fixture
from tests.factories.staff import PASSWORD
from tests.journeys.test_desk import in_tenant
from tests.tongues import korean_under_another_flag

pytestmark = pytest.mark.browser
MEMBER = """
from cms.members import subscriptions
from cms.members.models import Member, Topic
from tests.factories.members import member
who = Member.objects.filter(nickname={name!r}).first() or member({mail!r}, {name!r})
topic = Topic.objects.get(slug="news")
subscriptions.choose(who, {{(topic.pk, "mail")}})
print(subscriptions.link_to_end(who, topic, "mail", {language!r}))
"""
MESSAGE = """
from cms.members.messages import acting
from cms.members.models import Message, Topic, User
from tests.factories.staff import staff
writer = User.objects.filter(username="axe-writer").first() or staff("axe-writer")
it = Message(topic=Topic.objects.get(slug="news"), channel="sms")
it = acting.hand_in(acting.write(it, {"ko": acting.Words("축제", "4월 5일 축제")}, writer), writer)
print(it.pk)
"""
NAMES = {"ko": "하늘빛", "en": "River"}


def signed_in(page, address, name, password=PASSWORD):
    page.goto(address)
    page.locator("#id_login").fill(name)
    page.locator("#id_password").fill(password)
    with page.expect_navigation():
        page.locator("main form button[type=submit]").first.click()


def picture(page, name):
    if "SHOTS" in os.environ:
        page.set_viewport_size({"width": 1280, "height": 900})
        page.screenshot(path=f"{os.environ['SHOTS']}/{name}_1280.png", full_page=True)
        page.set_viewport_size({"width": 390, "height": 900})
        page.screenshot(path=f"{os.environ['SHOTS']}/{name}_390.png", full_page=True)


@pytest.mark.parametrize("language", ["ko", "en"])
def test_a_member(live_site, tab, nothing_found, language):  # noqa: F811
    page, prefix = tab(), "" if language == "ko" else f"/{language}"
    mail = f"axe-{language}@example.kr"
    link = in_tenant(live_site, "seoul", MEMBER.format(name=NAMES[language], mail=mail, language=language))
    signed_in(page, live_site.url("seoul", f"{prefix}/account/login/"), mail)

    def looked(name):
        nothing_found(page)
        picture(page, f"{language}_{name}")
        assert language == "ko" or korean_under_another_flag(page.content()) == []

    page.goto(live_site.url("seoul", f"{prefix}/account/me/services/"))
    looked("services")
    page.locator("#id_number").fill("12")
    page.locator("#id_agreed").check()
    with page.expect_navigation():
        page.locator("form[action$='telephone/'] button").last.click()
    looked("wrong_number")
    page.goto(live_site.url("seoul", f"{prefix}/account/me/export/"))
    looked("export")
    page.goto(live_site.url("seoul", f"{prefix}/account/me/leave/"))
    looked("leave")
    with page.expect_navigation():
        page.locator("main form button[type=submit]").click()
    looked("leave_wrong")
    page.goto(link)
    looked("unsubscribe")
    with page.expect_navigation():
        page.locator("main form button[type=submit]").last.click()
    looked("ended")


def test_the_desk(live_site, tab, nothing_found):  # noqa: F811
    page = tab()
    in_tenant(live_site, "seoul", MEMBER.format(name="별하", mail="axe-desk@example.kr", language="ko"))
    number = in_tenant(live_site, "seoul", MESSAGE)
    manager = live_site.account("seoul", "homepage_manager")
    signed_in(page, live_site.url("seoul", "/admin/members/"), manager["username"], manager["password"])
    nothing_found(page)
    picture(page, "desk_members")
    with page.expect_navigation():
        page.locator("th a").first.click()
    nothing_found(page)
    picture(page, "desk_member")
    for path in ("messages/", "messages/new/", f"messages/{number}/"):
        page.goto(live_site.url("seoul", f"/admin/members/{path}"))
        nothing_found(page)
        picture(page, f"desk_{path.strip('/').replace('/', '_')}")
