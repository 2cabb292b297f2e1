"""Citizens' accounts under axe, wide and narrow, in Korean and two other languages: from signing up to new terms."""

import re

import pytest

from tests.tongues import korean_under_another_flag

from .test_axe_staff import nothing_found  # noqa: F401 - a fixture

pytestmark = pytest.mark.browser
PASSWORD = "spring Rain 7!"
MAIL = "axe@example.kr"
#: The link of a mail, made where the mail is made.
LINK = f"""
from cms.members import joining
from cms.members.stand_in import member_with
print("LINK", joining.link_for(member_with({MAIL!r})))
"""
NEXT_VERSION = """
import datetime
from cms.members.models import ConsentText, ConsentWording
text = ConsentText.objects.create(kind="terms", effective_on=datetime.date.today())
for language in ("ko", "en", "vi"):
    ConsentWording.objects.create(text=text, language=language, title="2", body="1.\\n2.")
print(text)
"""


def typed(page) -> None:
    page.locator("#id_mail").fill(MAIL)
    page.locator("#id_nickname").fill("가람")
    page.locator("#id_password").fill(PASSWORD)
    page.locator("#id_again").fill(PASSWORD)
    for kind in ("terms", "personal", "age"):
        page.locator(f"#id_consent_{kind}").check()


def sent(page, button: str = "main form:has(button) >> button[type=submit]") -> None:
    with page.expect_navigation():
        page.locator(button).last.click()


def test_from_signing_up_to_new_terms(live_site, tab, nothing_found):  # noqa: F811
    from tests.journeys.test_desk import in_tenant

    page = tab()
    page.goto(live_site.url("seoul", "/account/signup/?next=/search/"))
    nothing_found(page)
    page.wait_for_timeout(2100)
    sent(page)
    page.locator("[data-error-summary]").wait_for()
    nothing_found(page)
    typed(page)
    page.wait_for_timeout(2100)
    sent(page)
    assert page.url.endswith("/account/mail/")
    nothing_found(page)
    key = re.search(r"LINK (\S+)", in_tenant(live_site, "seoul", LINK))[1]
    page.goto(live_site.url("seoul", f"/account/mail/{key}/"))
    nothing_found(page)
    sent(page, "main button")
    assert page.url.endswith("/search/"), "back to where one was"
    for path in ("me/", "me/mail/", "me/name/", "2fa/", "sessions/", "password/change/"):
        page.goto(live_site.url("seoul", f"/account/{path}"))
        nothing_found(page)
    page.goto(live_site.url("seoul", f"/account/mail/{key}/"))
    nothing_found(page)
    in_tenant(live_site, "seoul", NEXT_VERSION)
    other = tab()
    other.goto(live_site.url("seoul", "/account/login/"))
    other.locator("#id_login").fill(MAIL)
    other.locator("#id_password").fill(PASSWORD)
    sent(other, "main form button[type=submit]")
    assert other.url.endswith("/account/consents/")
    nothing_found(other)


@pytest.mark.parametrize("language", ["en", "vi"])
def test_in_the_readers_language(live_site, tab, nothing_found, language):  # noqa: F811
    page = tab()
    page.goto(live_site.url("seoul", f"/{language}/search/"))
    with page.expect_navigation():
        page.locator("header a[href*='account/login']").click()
    for path in ("login/", "signup/", "password/reset/", "mail/"):
        page.goto(live_site.url("seoul", f"/{language}/account/{path}"))
        assert page.locator("html").get_attribute("lang") == language
        nothing_found(page)
        assert korean_under_another_flag(page.content()) == []
