"""A citizen files a petition in Korean without JavaScript, a foreigner in English with it; each page under axe.

Selectors are machine names, so that the journey is the same in every language.
"""

import re
import time

import pytest

from tests.a11y.test_axe_staff import nothing_found  # noqa: F401 - a fixture
from tests.tongues import korean_under_another_flag

pytestmark = pytest.mark.browser
CODE = "ay-q_gen"  # 제도·절차 질의, offered in English, too
PHOTO = {"name": "사진.txt", "mimeType": "text/plain", "buffer": "도로 사진".encode()}


class Walk:
    """Goes from step to step; ``look`` sees each page that it comes to."""

    def __init__(self, page, address, look):
        self.page, self.look = page, look
        page.goto(address)
        look(page)

    def press(self, selector: str) -> None:
        self.page.locator(f"main {selector}").last.click()
        self.look(self.page)

    def refused(self, selector: str) -> None:
        """What is not complete comes back with a summary of its errors."""
        self.press(selector)
        assert self.page.locator(".error-summary").is_visible()

    def agree(self) -> None:
        self.refused("form button[type=submit]")
        self.page.locator("#id_agreed").check()
        time.sleep(2.1)  # nobody reads faster
        self.press("form button[type=submit]")
        assert self.page.url.endswith("/who/")

    def who(self, name: str) -> None:
        self.refused("button[value=next]")
        self.page.locator("#id_name").fill(name)
        self.page.locator("#id_email").fill("citizen@example.com")
        self.press("button[value=next]")

    def what(self, words: str) -> None:
        self.refused("button[value=next]")
        self.page.locator("#id_q_subject").fill(words)
        self.page.locator("#id_q_content").fill(f"{words} 010-1234-5678")
        self.refused("button[value=next]")
        assert self.page.locator("#id_q_content").input_value() == f"{words} 010-1234-5678"
        self.page.locator("#id_kept_words").check()
        self.press("button[value=next]")

    def send(self) -> str:
        """The receipt number as it is shown."""
        self.refused("button[value=send]")
        self.page.locator("input[name=wants_public][value=no]").check()
        self.press("button[value=send]")
        number = self.page.locator("main dd b").first.inner_text()
        assert re.fullmatch(r"[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}", number)
        return number


def test_a_resident_without_javascript(live_site, tab):
    page = tab(width=390, java_script_enabled=False)
    walk = Walk(page, live_site.url("anyang", f"/~petition/new/{CODE}/"), lambda page: None)
    walk.agree()
    walk.who("김민원")
    page.locator("#id_q_subject").fill("나중에")
    walk.press("button[value=save]")
    draft = page.locator("main dd b").first.inner_text()
    page.context.clear_cookies()
    page.goto(live_site.url("anyang", "/~petition/resume/"))
    page.locator("#id_number").fill(draft.lower())
    walk.press("form button")
    assert page.locator("#id_q_subject").input_value() == "나중에"
    page.locator("#id_q_subject").fill("")
    walk.what("도로가 파였습니다")
    number = walk.send()
    page.goto(live_site.url("anyang", "/~petition/case/"))
    page.locator("#id_number").fill(number)
    page.locator("#id_secret").fill("citizen@example.com")
    walk.press("form button")
    assert page.get_by_text(number).first.is_visible()
    page.locator("main a[href$='/withdraw/']").click()
    page.locator("#id_reason").fill("해결되었습니다")
    walk.press("form button")
    assert page.locator(".callout.is-success").is_visible()
    assert page.locator("main a[href$='/withdraw/']").count() == 0


def test_a_foreigner_in_english(live_site, tab, nothing_found):  # noqa: F811
    def look(page):
        nothing_found(page)
        assert korean_under_another_flag(page.content()) == []

    page = tab()
    page.goto(live_site.url("anyang", f"/en/services/{CODE}/"))
    start = page.locator("main a[href$='/en/~petition/new/ay-q_gen/']").get_attribute("href")
    walk = Walk(page, live_site.url("anyang", start), look)
    walk.agree()
    walk.who("Nguyen Thi Minh Khai")
    walk.press("button[value=save]")
    page.go_back()
    walk.what("The road is broken")
    walk.send()
    walk.press("a.button-large")
    page.locator("main details summary").click()
    look(page)
    page.locator("main a[href$='/change/']").click()
    look(page)
    for path in ("", "case/", "resume/"):
        page.goto(live_site.url("anyang", f"/en/~petition/{path}"))
        look(page)


def test_files_identity_and_fee(live_site, tab, nothing_found):  # noqa: F811
    """What only some services ask."""
    page = tab()
    address = live_site.url("anyang", "/~petition/new/ay-food/")
    walk = Walk(page, address, nothing_found)
    page.locator("#id_agreed").check()
    time.sleep(2.1)
    walk.press("form button[type=submit]")
    page.locator("#id_name").fill("김민원")
    page.locator("#id_telephone").fill("010-1234-5678")
    if page.locator("#id_postal").count():
        page.locator("#id_postal").fill("시민대로 235")
    walk.press("button[value=next]")
    walk.press("form button")
    page.locator("#id_verified_name").fill("김민원")
    walk.press("form button")
    page.locator("input[type=file]").first.set_input_files(PHOTO)
    walk.press("button[value=add]")
    assert page.get_by_role("link", name="사진.txt").is_visible()
    for kind in page.locator("main fieldset").all():
        kind.locator("input").first.check()
    for field in page.locator("main form input[type=text]").all():
        field.fill("35" if field.get_attribute("inputmode") == "decimal" else "한마음식당")
    walk.press("button[value=next]")
    walk.press("button[value=send]")
    assert page.locator("#pay-title").is_visible()
