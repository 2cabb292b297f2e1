"""Boards under axe, wide and narrow: post, forms with and without faults, what stands where a post was removed.

The forms are filled in as a citizen does, and the proof of work is done by the browser meanwhile.
"""

import pytest

from .test_axe_staff import nothing_found  # noqa: F401 - a fixture

pytestmark = pytest.mark.browser
PLAZA = "/participation/plaza/"


@pytest.fixture
def plaza(live_site, tab):
    page = tab()

    def go(path):
        page.goto(live_site.url("anyang", f"{PLAZA}{path}"))
        return page

    return go


def first(page, board, selector="main a[href*='/plaza/{board}/']"):
    """The address of the first post of the list, below the plaza."""
    links = page.locator(selector.format(board=board)).evaluate_all("all => all.map(link => link.pathname)")
    found = [link.removeprefix(PLAZA) for link in links if link.rstrip("/").split("/")[-1].isdigit()]
    return list(dict.fromkeys(found))


def test_in_another_language(live_site, tab, nothing_found):  # noqa: F811
    """A post and a tombstone in English, and a post in Chinese: whoever reads out changes the voice with the words."""
    page = tab()
    for language, wanted in (("en", "main a[href$='/object/']"), ("zh-hans", ".post-body[lang=zh-hans]")):
        board = f"/{language}/boards/free/"
        page.goto(live_site.url("anyang", board))
        links = page.locator("main .board-list a").evaluate_all("all => all.map(link => link.pathname)")
        for path in dict.fromkeys(links):
            page.goto(live_site.url("anyang", path))
            if page.locator(wanted).count():
                break
        assert page.locator(wanted).count(), language
        nothing_found(page)


def test_posts_and_what_stands_in_their_place(plaza, nothing_found):  # noqa: F811
    page = plaza("free/")
    nothing_found(page)
    seen = set()
    for path in first(page, "free"):
        page = plaza(path)
        kind = "removed" if page.locator("main a[href$='/object/']").count() else "public"
        if kind not in seen:
            seen.add(kind)
            nothing_found(page)
    assert seen == {"public", "removed"}
    for path in first(plaza("ask/"), "ask"):
        if plaza(path).locator(".post-answer").count():
            break
    assert page.locator(".post-answer").count() == 1
    nothing_found(page)


def test_a_guest_writes_with_faults_and_without(plaza, nothing_found):  # noqa: F811
    page = plaza("praise/write/")
    nothing_found(page)
    page.locator("#id_body").fill("제 번호는 031-8045-1234 입니다")
    with page.expect_navigation():
        page.locator("main button[value=send]").click()
    assert page.locator(".field-error").count() == 3
    assert page.locator("#id_body").input_value() == "제 번호는 031-8045-1234 입니다"
    nothing_found(page)
    page.locator("#id_name").fill("지나던 시민")
    page.locator("#id_title").fill("고맙습니다")
    page.locator("#id_body").fill("**민원실** 직원께서 친절하셨습니다.")
    page.locator("#id_password").fill("a-good-one")
    page.locator("[name=work][value]:not([value=''])").wait_for(state="attached")
    page.wait_for_timeout(2000)
    with page.expect_navigation():
        page.locator("main button[value=send]").click()
    assert page.locator(".post-body strong").inner_text() == "민원실"
    nothing_found(page)


def test_a_reader_reports(plaza, nothing_found):  # noqa: F811
    page = plaza(f"{first(plaza('free/'), 'free')[-1]}")
    with page.expect_navigation():
        page.locator("a[href$='/report/']").first.click()
    nothing_found(page)
    page.wait_for_timeout(2000)
    page.locator("[name=ground]").first.check()
    with page.expect_navigation():
        page.locator("main form button[type=submit]").click()
    assert page.url.endswith("?sent=1")
    nothing_found(page)
