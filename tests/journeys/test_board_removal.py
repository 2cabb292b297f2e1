"""A post is removed with ground, decider, evidence and notice, and restored on its author's objection.

The author and whoever reports it are on the board's English pages, everybody else on its Korean ones, and the desk is
Korean; the town is Anyang (제6조제2항).
"""

import http.client
import re
import time
from urllib.parse import quote

import pytest

from tests.journeys.test_desk import in_tenant, sign_in
from tests.journeys.test_member_board import PLAZA, link_in, png, press, sign_up

pytestmark = pytest.mark.browser
MAIL, TITLE, BODY = "minh@example.kr", "Loan without interest", "Approved in five minutes, **call** us at once."
REASON, ANSWER = "대출 상품을 알리는 영리 목적의 광고입니다.", "광고가 아니라 주의를 당부하는 글로 봅니다."
BOARD = "/en/boards/free/"
TELL = "from cms.moderation import due\nprint(due.mail())"
EVERYWHERE = {
    "list": PLAZA,
    "list in English": BOARD,
    "search": f"{PLAZA}?q={quote(TITLE)}",
    "feed": f"{PLAZA}rss/",
    "sitemap": "/sitemap.xml",
}


def fetched(live_site, path: str) -> tuple[int, bytes]:
    """What somebody without a cookie gets at this moment: status and body."""
    asked = http.client.HTTPConnection("127.0.0.1", live_site.port, timeout=30)
    asked.request("GET", path, headers={"Host": f"anyang.localhost:{live_site.port}"})
    answer = asked.getresponse()
    return answer.status, answer.read()


def shown(live_site, post: str) -> set[str]:
    """Where everybody finds the post: by its title in lists, where a stone may lead to its address, else by that."""
    pages = {name: fetched(live_site, path)[1].decode() for name, path in EVERYWHERE.items()}
    by_title = ("list", "list in English", "feed")
    number = post.rstrip("/").rsplit("/", 1)[1]
    return {name for name, text in pages.items() if (TITLE if name in by_title else f"/free/{number}/") in text}


def at_the_desk(live_site, tab, person: str):
    """A window of anyang's desk in which this person has signed in."""
    page = tab()
    account = next(row for row in live_site.accounts if (row["tenant"], row["username"]) == ("anyang", person))
    sign_in(page, live_site.url("anyang", "/admin/"), account)
    return page


def open_matter(live_site, page, queue: str, words: str) -> str:
    """From a queue of the desk to a matter in it; its address."""
    page.goto(live_site.url("anyang", f"/admin/moderation/{queue}/"))
    with page.expect_navigation():
        page.locator("main a[href*='/moderation/matter/']", has_text=words).last.click()
    return page.url


def begin(page, act: str) -> None:
    """The form of an act, from the matter's screen."""
    with page.expect_navigation():
        page.locator(f".mod-acts a[href$='/{act}/']").click()


def finish(page) -> None:
    with page.expect_navigation():
        page.locator("form.mod-form .mod-buttons > button.button:not([type])").click()


def decide_by_keys(live_site, page) -> None:
    """From the queue of what is to be decided to the decision, without a mouse; the focus is seen all the way."""
    page.goto(live_site.url("anyang", "/admin/moderation/decide/"))
    for _row in range(10):
        page.keyboard.press("j")
        if TITLE in focused(page):
            break
    with page.expect_navigation():
        page.keyboard.press("o")
    with page.expect_navigation():
        page.keyboard.press("d")
    assert page.locator("#id_explanation").input_value() == REASON
    for _step in range(25):
        assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
        if page.locator(".mod-buttons > button:not([type]):focus").count():
            break
        assert page.locator(".mod-form :focus").count(), "in the form from the first on"
        page.keyboard.press("Tab")
    with page.expect_navigation():
        page.keyboard.press("Enter")


def focused(page) -> str:
    return page.evaluate("document.activeElement.innerText")


def acts(page) -> set[str]:
    """What the screen of a matter offers."""
    links = page.locator(".mod-acts a").evaluate_all("all => all.map(link => link.pathname)")
    return {link.rstrip("/").rsplit("/", 1)[1] for link in links}


def find(live_site, page) -> None:
    """From the front page in English to the board, by its menu; it says what is missing."""
    page.goto(live_site.url("anyang", "/en/"))
    page.locator("[data-all-menu]").click()
    with page.expect_navigation():
        page.locator("a[href='/en/boards/']:visible").first.click()
    press(page, f"a[href='{BOARD}']")
    assert page.locator("html").get_attribute("lang") == "en"
    assert "Sign in" in page.locator(".board-writers").inner_text()


def write(live_site, page, board: str = PLAZA) -> tuple[str, str]:
    """Posts it with a picture; the paths of the post and of its file."""
    page.goto(live_site.url("anyang", f"{board}write/"))
    page.locator("#id_title").fill(TITLE)
    page.locator("#id_body").fill(BODY)
    page.locator("#id_file_1").set_input_files({"name": "card.png", "mimeType": "image/png", "buffer": png()})
    page.locator("#id_description_1").fill("A card")
    page.locator("input[name=work][value]:not([value=''])").wait_for(state="attached")
    time.sleep(2.1)  # nobody types faster
    press(page, "button[value=send]")
    path = re.search(rf"{board}\d+/", page.url)[0]
    return path, page.locator(".attachments a").get_attribute("href")


def report(live_site, page, post: str) -> None:
    """Without an account, on a small screen; the ground is asked for."""
    page.goto(live_site.url("anyang", post))
    press(page, ".post-acts a[href$='/report/']")
    time.sleep(2.1)
    press(page, "form button[type=submit]")
    assert page.locator(".error-summary").is_visible()
    page.locator("input[name=ground][value='5']").check()
    time.sleep(2.1)
    press(page, "form button[type=submit]")
    assert page.url.endswith("?sent=1")


def remove(live_site, tab) -> str:
    """Homepage management proposes and carries out, the head decides; the matter's address."""
    keeper, head = at_the_desk(live_site, tab, "homepage"), at_the_desk(live_site, tab, "head")
    matter = open_matter(live_site, keeper, "reported", TITLE)
    assert "decide-remove" not in acts(keeper), "only who holds the office decides"
    begin(keeper, "propose")
    keeper.locator("#mod-canned").select_option(index=0)
    keeper.locator("[data-moderation-insert]").click()
    keeper.locator("[name=grounds][value='5']").check()
    finish(keeper)
    assert keeper.url.endswith("/propose/"), "a canned reason has to be completed"
    assert keeper.locator("[name=grounds][value='5']").is_checked(), "nothing typed is lost"
    keeper.locator("#id_explanation").fill(REASON)
    finish(keeper)
    decide_by_keys(live_site, head)
    assert head.url == matter
    keeper.goto(matter)
    begin(keeper, "carry-out")
    assert REASON in keeper.locator(".mod-letter").inner_text()
    finish(keeper)
    assert acts(keeper) == set(), "there is nothing else to be done"
    return matter


def test_removed_with_its_reason_and_restored_on_objection(live_site, tab):
    author = tab()
    find(live_site, author)
    sign_up(live_site, author, mail=MAIL, nickname="Minh", path="/en/account/signup/", board=BOARD)
    post, file = write(live_site, author, BOARD)
    before = author.locator("article.post-body").inner_html()
    picture = fetched(live_site, file)
    assert picture[0] == 200
    assert shown(live_site, post) == set(EVERYWHERE)
    report(live_site, tab(width=390), post)
    matter = remove(live_site, tab)

    status, stone = fetched(live_site, post)
    assert status == 410
    assert all(said in stone.decode() for said in ("제6조제2항제5호", REASON, "홈페이지담당부서의 장"))
    assert "I wrote it and object" in stone.decode()
    assert not any(said in stone.decode() for said in (TITLE, "five minutes", "Minh", "card.png"))
    assert shown(live_site, post) == set()
    assert fetched(live_site, file)[0] in (404, 410)

    in_tenant(live_site, "anyang", TELL)
    told = live_site.mails(MAIL)[-1]
    assert "What you can do" in told, "in the author's language"
    assert REASON in told
    assert TITLE not in told
    guest = tab()  # signed in nowhere: the address of the mail is enough
    guest.goto(link_in(told, "/object/"))
    assert post in guest.url, "on the board's pages in the author's language"
    guest.locator("#id_words").fill("It is no advertisement: I warn of such loans.")
    time.sleep(2.1)
    press(guest, "form button[type=submit]")
    assert guest.locator("main textarea[name=words]").count() == 0, "what is under way is not asked for again"

    head, other = at_the_desk(live_site, tab, "head"), at_the_desk(live_site, tab, "editor")
    head.goto(matter)
    assert not acts(head) & {"restore", "uphold"}, "another person than the one who decided"
    other.goto(matter)
    begin(other, "restore")
    other.locator("#id_answer").fill(ANSWER)
    finish(other)
    assert other.url == matter
    author.goto(live_site.url("anyang", post))
    assert author.locator("article.post-body").inner_html() == before
    assert fetched(live_site, file) == picture
    assert shown(live_site, post) == set(EVERYWHERE)
    in_tenant(live_site, "anyang", TELL)
    told = live_site.mails(MAIL)[-1]
    assert ANSWER in told
    assert post in told


def test_locked_while_it_is_reviewed_and_bound_by_the_result(live_site, tab):
    author = tab()
    sign_up(live_site, author, mail="linh@example.kr", nickname="Linh", path="/en/account/signup/")
    post, _file = write(live_site, author)
    report(live_site, tab(), post)
    keeper = at_the_desk(live_site, tab, "homepage")
    open_matter(live_site, keeper, "reported", TITLE)
    begin(keeper, "refer")
    keeper.locator("#id_question").fill("광고에 해당하는지 불명확합니다.")
    finish(keeper)
    assert fetched(live_site, post)[0] == 404, "nobody reads it until the result is there"
    author.goto(live_site.url("anyang", f"{post}edit/"))
    author.locator("#id_body").fill("Something else")
    time.sleep(2.1)
    press(author, "button[value=send]")
    assert author.locator(".error-summary").is_visible()
    assert author.locator("#id_body").input_value() == "Something else"
    begin(keeper, "enter-result")
    keeper.locator("[name=opinion][value=keep]").check()
    keeper.locator("#id_answer").fill("광고로 보기 어렵습니다.")
    keeper.locator("#id_reference").fill("심의-7")
    finish(keeper)
    status, text = fetched(live_site, post)
    assert status == 200
    assert b"five minutes" in text, "as it was before"
