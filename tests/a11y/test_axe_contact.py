"""The way to the office of a foreign homepage under axe, wide and narrow, in every language; and its words' languages.

A page in another language says nothing in Korean that is not marked so: a message that a catalogue lacks would be shown
in Korean, and is found here on the demonstration's own pages.
"""

import re
import urllib.error
import urllib.request
from urllib.parse import quote

import pytest

from tests.journeys.test_desk import sign_in
from tests.tongues import korean_under_another_flag

from .test_axe_staff import nothing_found  # noqa: F401 - a fixture

pytestmark = pytest.mark.browser
LANGUAGES = {"seoul": ("en", "zh-hans", "zh-hant", "ja", "vi"), "yongin": ("en", "vi")}
BESIDE_THE_TREE = ("no-such-page/", "search/", "search/?query=119", "search/?query=zzzz", "~contact/")
LETTER = {
    "en": "Where do I take a broken refrigerator?",
    "zh-hans": "坏了的冰箱怎么处理？",
    "zh-hant": "壞了的冰箱怎麼處理？",
    "ja": "壊れた冷蔵庫の捨て方を教えてください。",
    "vi": "Tủ lạnh hỏng thì vứt ở đâu?",
}
#: What people write is in their language: tests of boards look at it.
POST = re.compile(r"/boards/[a-z]+/\d+/")


@pytest.mark.parametrize("language", LETTER)
def test_a_reader_writes(live_site, tab, nothing_found, language):  # noqa: F811
    page = tab()
    page.goto(live_site.url("seoul", f"/{language}/"))
    page.locator("main a[href$='~contact/']").click()
    nothing_found(page)
    page.locator("#id_message").fill("900101-5234567")
    page.locator("main button[type=submit]").click()
    page.locator("[data-error-summary]").wait_for()
    nothing_found(page)
    assert korean_under_another_flag(page.content()) == []
    page.wait_for_timeout(2100)
    page.locator("#id_name").fill("毛利蘭")
    page.locator("#id_email").fill("reader@example.com")
    page.locator("#id_message").fill(LETTER[language])
    page.locator("#id_consent").check()
    page.locator("main button[type=submit]").click()
    page.wait_for_url(re.compile(r"~contact/[A-Z0-9-]{14}/"))
    nothing_found(page)
    assert korean_under_another_flag(page.content()) == []


def test_staff_read_and_answer(live_site, tab, nothing_found):  # noqa: F811
    page = tab()
    sign_in(page, live_site.url("seoul", "/admin/reports/letters/"), live_site.account("seoul", "homepage_manager"))
    nothing_found(page)
    page.locator("td.title a").first.click()
    page.locator("blockquote").first.wait_for()
    nothing_found(page)


@pytest.mark.parametrize(("slug", "language"), [(slug, each) for slug, every in LANGUAGES.items() for each in every])
def test_nothing_is_left_in_korean(live_site, slug, language):
    waiting = [f"/{language}/", *(f"/{language}/{path}" for path in BESIDE_THE_TREE)]
    seen, wrong = set(waiting), []
    while waiting:
        path = waiting.pop(0)
        html = _read(live_site, slug, path)
        if "<html" not in html:
            continue  # a feed, a table
        wrong += [f"{path}: {said}" for said in korean_under_another_flag(html)]
        assert f'<html lang="{language}"' in html, path
        linked = {link.replace("&amp;", "&") for link in re.findall(rf'href="(/{language}/[^"#]*)"', html)}
        found = {link for link in linked - seen if not POST.search(link)}
        waiting += sorted(found)
        seen |= found
    assert len(seen) > 10
    assert not wrong, "\n".join(wrong)


def _read(live_site, slug: str, path: str) -> str:
    """By address and name: not every machine resolves names below localhost."""
    address = f"http://127.0.0.1:{live_site.port}{quote(path, safe='/?=&%~+')}"
    request = urllib.request.Request(address, headers={"Host": f"{slug}.localhost:{live_site.port}"})
    try:
        with urllib.request.urlopen(request) as answer:
            return answer.read().decode()
    except urllib.error.HTTPError as refused:
        return refused.read().decode()
