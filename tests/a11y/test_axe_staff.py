"""The platform's pages, the account pages and a shared draft under axe, wide and narrow."""

import pytest

from tests.journeys.test_desk import in_tenant, sign_in

from .axe import WIDTHS, violations

pytestmark = pytest.mark.browser
SHARE = """
from cms.departments.sharing import share
from cms.members.models import User
from cms.pages.models import InformationPage
page = InformationPage.objects.live().filter(locale__language_code='ko').order_by('path').first()
page.save_revision()
print(share(page, User.objects.get(username={username!r}), days=7).token)
"""
END = """
import datetime
from cms.departments.models import ContractorGrant
print(ContractorGrant.objects.update(expires_on=datetime.date(2026, 1, 1)))
"""
OVERDUE = """
import datetime
from cms.pages.models import PageRecord
from cms.pages.services.clock import reckon_all
records = PageRecord.objects.filter(department__handles_petitions=True, page__live=True)
records.update(confirmed_at=datetime.datetime(2025, 1, 2, tzinfo=datetime.timezone.utc))
reckon_all()
print(PageRecord.objects.overdue().first().page_id)
"""
WRONG_PASSWORDS = 6
#: A message that still fades in has the contrast of a moment.
SETTLED = """Promise.all(document.getAnimations()
    .filter(each => each.effect.getComputedTiming().iterations !== Infinity)
    .map(each => each.finished.catch(() => null)))"""


@pytest.fixture
def nothing_found():
    """``nothing_found(page)``: axe is content in both widths, and nothing is wider than the window."""

    def _nothing_found(page) -> None:
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            page.evaluate(SETTLED)
            found = [f"{rule['id']}: {rule['nodes'][0]['html'][:200]}" for rule in violations(page)]
            assert not found, f"{page.url} at {width}: " + "\n".join(found)
            assert not page.evaluate("document.documentElement.scrollWidth > innerWidth"), (page.url, width)

    return _nothing_found


def test_what_everybody_sees_of_the_platform(live_site, tab, nothing_found):
    page = tab()
    for path in ("/", "/account/login/", "/no-such-page/"):
        page.goto(live_site.url("", path))
        nothing_found(page)


def test_the_console(live_site, tab, nothing_found):
    page = tab()
    sign_in(page, live_site.url("", "/console/"), live_site.account("", "operator"))
    nothing_found(page)
    page.goto(live_site.url("", "/console/onboard/"))
    nothing_found(page)
    page.locator(".console-form button[type=submit]").click()
    page.get_by_role("alert").wait_for()
    nothing_found(page)


def test_the_policy_of_a_municipality(live_site, tab, nothing_found):
    page = tab()
    here = live_site.url("", "/console/anyang/policy/")
    sign_in(page, here, live_site.account("", "operator"))
    for address in (here, f"{here}1/", live_site.url("", "/console/anyang/acts/"), f"{here}new/"):
        page.goto(address)
        nothing_found(page)
    text = page.locator("textarea").input_value()
    page.locator("textarea").fill(text.replace("[posting]", "[postings]"))
    page.locator("[name=step]").click()
    page.get_by_role("alert").wait_for()
    nothing_found(page)
    page.locator("textarea").fill(text.replace("similar_count = { value = 2", "similar_count = { value = 3"))
    page.locator("[name=effective_on]").fill("2099-07-01")
    page.locator("[name=step]").click()
    page.locator(".console-changes").wait_for()
    nothing_found(page)


def test_sign_in_that_is_refused_and_then_locked(live_site, tab, nothing_found):
    page = tab()
    page.goto(live_site.url("seoul", "/account/login/"))
    nothing_found(page)
    for attempt in range(WRONG_PASSWORDS):
        page.goto(live_site.url("seoul", "/account/login/"))
        page.get_by_label("아이디").fill("nobody-here")
        page.get_by_label("비밀번호").fill("wrong")
        page.get_by_role("button", name="로그인").click()
        page.get_by_role("alert").wait_for()
        if not attempt:
            nothing_found(page)
    assert "잠" in page.get_by_role("heading", level=1).inner_text()
    nothing_found(page)


def test_the_account_pages(live_site, tab, nothing_found):
    page = tab()
    sign_in(page, live_site.url("seoul", "/admin/"), live_site.account("seoul", "homepage_manager"))
    for path in ("password/change/", "2fa/", "2fa/totp/activate/", "sessions/"):
        page.goto(live_site.url("seoul", f"/account/{path}"))
        assert page.url.endswith(path)
        nothing_found(page)
    page.goto(live_site.url("seoul", "/account/password/change/"))
    with page.expect_navigation():
        page.locator("main form button[type=submit]").click()
    nothing_found(page)


def test_a_contract_that_has_ended(live_site, tab, nothing_found):
    page = tab()
    in_tenant(live_site, "anyang", END)
    sign_in(page, live_site.url("anyang", "/admin/"), live_site.account("anyang", "contractor"))
    assert page.goto(live_site.url("anyang", "/admin/")).status == 403
    nothing_found(page)


def test_a_shared_draft(live_site, tab, nothing_found):
    page = tab()
    username = live_site.account("seoul", "homepage_manager")["username"]
    token = in_tenant(live_site, "seoul", SHARE.format(username=username))
    assert page.goto(live_site.url("seoul", f"/draft/{token}/")).status == 200
    nothing_found(page)


def test_the_freshness_of_pages(live_site, tab, nothing_found):
    page = tab()
    sign_in(page, live_site.url("anyang", "/admin/"), live_site.account("anyang", "department_head"))
    number = in_tenant(live_site, "anyang", OVERDUE)
    for path in (
        "/admin/",
        f"/admin/freshness/{number}/",
        "/admin/reports/freshness/",
        f"/admin/bulk/wagtailcore/page/confirm/?id={number}&next=/admin/",
        f"/admin/bulk/wagtailcore/page/assign/?id={number}&next=/admin/",
    ):
        page.goto(live_site.url("anyang", path))
        nothing_found(page)
