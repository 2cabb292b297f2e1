"""The desk of boards and the page on which an author consents to a petition, under axe."""

import pytest

from tests.a11y.test_axe_staff import nothing_found  # noqa: F401 - a fixture
from tests.journeys.test_desk import in_tenant, sign_in

pytestmark = pytest.mark.browser
FIND = """
from cms.boards.models import PetitionOffer, Post
offer = PetitionOffer.objects.get()
waits = Post.objects.filter(board=offer.post.board, answered_at=None, case=None).exclude(pk=offer.post_id).first()
print(offer.post_id, waits.pk)
"""


def test_a_department_answers_and_an_author_consents(live_site, tab, nothing_found):  # noqa: F811
    asked, waits = in_tenant(live_site, "dongjak", FIND).split()
    page = tab()
    desk = live_site.url("dongjak", "/admin/boards/posts/")
    sign_in(page, desk, live_site.account("dongjak", "department_editor"))
    nothing_found(page)
    for address in (f"{desk}?show=answered", f"{desk}{asked}/", f"{desk}{waits}/"):
        page.goto(address)
        for details in page.locator("main details").all():
            details.evaluate("each => each.open = true")
        nothing_found(page)
    page.locator("textarea[name=answer-text]").fill("담당자 연락처는 010-2345-6789입니다.")
    with page.expect_navigation():
        page.locator("button[value=answer]").click()
    nothing_found(page)
    citizen = tab()
    citizen.goto(live_site.url("dongjak", f"/~board/{asked}/petition/"))
    account = live_site.account("dongjak", "citizen")
    citizen.locator("input[name=login]").fill(account["username"])
    citizen.locator("input[name=password]").fill(account["password"])
    with citizen.expect_navigation():
        citizen.locator("form:has(input[name=password]) button[type=submit]").click()
    nothing_found(citizen)
    with citizen.expect_navigation():
        citizen.locator("button[value=accept]").click()
    assert citizen.locator("[data-error-summary]").count() == 1
    nothing_found(citizen)
