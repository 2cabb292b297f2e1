"""The desk in a browser: writing, approving, contracts, second factor, passwords."""

import re
import time

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

pytestmark = pytest.mark.browser
TITLE = "여권 접수 시간이 바뀝니다"


@pytest.fixture
def desk(live_site, tab):
    """``desk("anyang", "department_editor")``: a window in which this person has signed in."""

    def _desk(slug: str, role: str, **size):
        page = tab(**size)
        sign_in(page, live_site.url(slug, "/admin/"), live_site.account(slug, role))
        return page

    return _desk


def sign_in(page, address: str, account: dict) -> None:
    page.goto(address)
    assert "/account/login/" in page.url
    page.get_by_label("아이디").fill(account["username"])
    page.get_by_label("비밀번호").fill(account["password"])
    with page.expect_navigation():
        page.get_by_role("button", name="로그인").click()


def in_tenant(live_site, slug: str, code: str) -> str:
    """What a line of code prints in a municipality's schema."""
    lines = [
        "from tenants.context import platform, tenant",
        "from tenants.models import Municipality",
        "with platform():",
        f"    municipality = Municipality.objects.get(slug={slug!r})",
        "with tenant(municipality):",
        *(f"    {line}" for line in code.splitlines()),
    ]
    return live_site.manage("shell", "--no-imports", "-c", "\n".join(lines)).strip().splitlines()[-1]


def choose(page, name: str) -> None:
    """An entry of the editor's menu of actions, which opens upwards beside its first button."""
    button = page.locator("footer").get_by_role("button", name=re.compile(name))
    if not button.first.is_visible():
        page.locator("footer [data-w-dropdown-target='toggle']").click()
    button.first.click()


def test_from_draft_to_the_public_page(live_site, desk, tab):
    """The editor writes and submits, and may not approve; the head does; citizens read it with its stamp."""
    board = in_tenant(
        live_site,
        "anyang",
        "from cms.news.models import NoticeListPage\n"
        "print(NoticeListPage.objects.filter(locale__language_code='ko').order_by('path').first().pk)",
    )
    editor = desk("anyang", "department_editor")
    editor.goto(live_site.url("anyang", f"/admin/pages/add/news/noticepage/{board}/"))
    editor.locator("[name=title]").fill(TITLE)
    editor.locator("[name=information_provider]").fill("민원여권과 여권팀")
    with editor.expect_navigation():
        choose(editor, "제출|Submit")
    editor.goto(live_site.url("anyang", "/admin/"))
    submitted = editor.locator("#my-submissions-content, [id*=my-submissions]").first
    submitted.get_by_role("link", name=TITLE).click()
    assert editor.locator("[data-workflow-action-name=approve], a[href*='/admin/decide/']").count() == 0

    head = desk("anyang", "department_head")
    awaiting = head.locator("[id*=awaiting-me]").first
    awaiting.get_by_role("link", name=TITLE, exact=True).click()
    with head.expect_navigation():
        head.get_by_role("button", name=re.compile("승인|Approve")).click()

    address = in_tenant(
        live_site,
        "anyang",
        f"from cms.news.models import NoticePage\nprint(NoticePage.objects.live().get(title={TITLE!r}).url_path)",
    )
    path = "/" + address.split("/", 2)[2]
    reader = tab()
    reader.goto(live_site.url("anyang", path))
    assert reader.get_by_role("heading", level=1).inner_text() == TITLE
    assert "민원여권과" in reader.locator("main").inner_text()


def test_a_contract_that_ends_closes_the_open_window(live_site, desk):
    page = desk("dongjak", "contractor")
    assert page.goto(live_site.url("dongjak", "/admin/pages/")).status == 200
    in_tenant(
        live_site,
        "dongjak",
        "import datetime\nfrom cms.departments.models import ContractorGrant\n"
        "print(ContractorGrant.objects.update(expires_on=datetime.date(2026, 1, 1)))",
    )
    answer = page.goto(live_site.url("dongjak", "/admin/pages/"))
    assert answer.status == 403
    assert page.get_by_role("heading", level=1).is_visible()


@pytest.fixture
def second_factor(live_site):
    """Asked of everybody in Yongin during a test; others sign in there without one."""

    def required(value: bool) -> None:
        code = f"SignInPolicy.objects.update_or_create(defaults={{'second_factor_required': {value}}})\nprint('ok')"
        in_tenant(live_site, "yongin", f"from cms.members.models import SignInPolicy\n{code}")

    required(True)
    yield
    required(False)


@pytest.mark.usefixtures("second_factor")
def test_second_factor_where_it_is_required(live_site, desk, tab):
    page = desk("yongin", "homepage_manager", width=390, height=844)
    assert "/account/2fa/totp/activate/" in page.url
    secret = page.locator("#authenticator_secret").input_value()
    page.locator("[name=code]").fill(code_for(secret))
    with page.expect_navigation():
        page.locator("main form button[type=submit]").first.click()
    page.goto(live_site.url("yongin", "/admin/"))
    assert page.url.endswith("/admin/")

    again = tab()
    sign_in(again, live_site.url("yongin", "/admin/"), live_site.account("yongin", "homepage_manager"))
    assert "/account/2fa/authenticate/" in again.url
    again.locator("[name=code]").fill(code_for(secret, steps=1))  # a one-time password is good once
    with again.expect_navigation():
        again.locator("main form button[type=submit]").first.click()
    assert again.url.endswith("/admin/")


def test_a_new_password_with_every_reason_shown(live_site, desk):
    page = desk("seoul", "department_editor")
    account = live_site.account("seoul", "department_editor")
    page.goto(live_site.url("seoul", "/account/password/change/"))
    _fill_password(page, account["password"], "seoul")
    reasons = page.locator(".field.invalid .errors li")
    assert reasons.count() >= 4
    assert page.get_by_role("alert").is_visible()
    _fill_password(page, account["password"], "봄비 내린 날 7!")
    page.goto(live_site.url("seoul", "/admin/"))
    assert page.url.endswith("/admin/")


def _fill_password(page, old: str, new: str) -> None:
    page.locator("[name=oldpassword]").fill(old)
    page.locator("[name=password1]").fill(new)
    page.locator("[name=password2]").fill(new)
    with page.expect_navigation():
        page.locator("main form button[type=submit]").click()


def code_for(secret: str, steps: int = 0) -> str:
    """The one-time password of now, or of so many steps later: a clock may be one step off."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps))
