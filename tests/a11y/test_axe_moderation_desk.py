"""The desk of moderation under axe: queue, matter, forms, register, what is set; and the figures for everybody."""

import pytest

from tests.a11y.test_axe_staff import nothing_found  # noqa: F401 - a fixture
from tests.journeys.test_desk import in_tenant, sign_in

pytestmark = pytest.mark.browser
#: A post that a reader reported and a rule has something to say of; prints its matter.
REPORT = """
from cms.boards.models import BoardPage
from cms.moderation.proposing import look_at
from cms.moderation.services import acting
from tests.factories.boards import attachment, comment, post
board = BoardPage.objects.live().order_by("pk").first()
rows = [post(board, title="대출 광고", account="axe-desk") for _each in range(2)]
attachment(rows[1]), comment(rows[1])
for row in rows:
    look_at("boards.post", row.pk)
print(acting.report("boards.post", rows[1].pk, ground=0, words="읽기 불편합니다.", sender="axe").matter_id)
"""
SCREENS = (
    "",
    "objections/",
    "closed/",
    "open/",
    "overview/",
    "register/",
    "register/checks/",
    "blocks/",
    "offices/",
    "offices/new/",
    "columns/",
    "reasons/new/",
)
ACTS = ("propose", "hide", "refer", "decide-keep", "same-author")


@pytest.fixture
def desk(live_site, tab):
    page = tab()
    sign_in(page, live_site.url("anyang", "/admin/"), live_site.account("anyang", "homepage_manager"))
    return page


def test_lists_and_what_is_set(live_site, desk, nothing_found):  # noqa: F811
    for path in SCREENS:
        assert desk.goto(live_site.url("anyang", f"/admin/moderation/{path}")).status == 200, path
        nothing_found(desk)
    assert desk.goto(live_site.url("anyang", "/~removals/")).status == 200
    nothing_found(desk)


def test_a_matter_its_forms_and_many_at_once(live_site, desk, nothing_found):  # noqa: F811
    number = in_tenant(live_site, "anyang", REPORT)
    here = live_site.url("anyang", f"/admin/moderation/matter/{number}/")
    desk.goto(here)
    for details in desk.locator("main details").all():
        details.evaluate("each => each.open = true")
    nothing_found(desk)
    for act in ACTS:
        assert desk.goto(f"{here}{act}/").status == 200, act
        nothing_found(desk)
    with desk.expect_navigation():
        desk.locator("form.mod-form button.button").last.click()
    nothing_found(desk)
    desk.goto(live_site.url("anyang", f"/admin/moderation/bulk/?id={number}"))
    nothing_found(desk)


def test_single_keys_lead_through_the_queue_and_can_be_switched_off(live_site, desk):
    in_tenant(live_site, "anyang", REPORT)
    desk.goto(live_site.url("anyang", "/admin/moderation/"))
    doors = desk.locator("[data-moderation-open]")
    focused = "document.activeElement.getAttribute('href')"
    desk.keyboard.press("j")
    assert desk.evaluate(focused) == doors.nth(0).get_attribute("href")
    desk.keyboard.press("j")
    desk.keyboard.press("k")
    assert desk.evaluate(focused) == doors.nth(0).get_attribute("href")
    desk.keyboard.press("x")
    assert desk.locator("input[name=id]").nth(0).is_checked()
    desk.locator(".mod-keys summary").click()
    desk.locator("[data-moderation-keys-switch]").uncheck()
    desk.reload()
    desk.keyboard.press("j")
    assert desk.evaluate(focused) != doors.nth(0).get_attribute("href"), "switched off on this device"
    with desk.expect_navigation():
        doors.nth(0).click()
    assert "/matter/" in desk.url
