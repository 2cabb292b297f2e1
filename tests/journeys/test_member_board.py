"""A citizen without JavaScript on a narrow screen: signs up by e-mail, writes with a picture, changes, comments."""

import re
import struct
import time
import zlib

import pytest

pytestmark = pytest.mark.browser
PASSWORD = "spring Rain 7!"
PLAZA = "/participation/plaza/free/"
TITLE = "버스 정류장 그늘막"


def png() -> bytes:
    """A picture of one point."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    parts = [
        (b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)),
        (b"IDAT", zlib.compress(bytes(4))),
        (b"IEND", b""),
    ]
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunk(*part) for part in parts)


def press(page, selector: str) -> None:
    """What loads another page."""
    with page.expect_navigation():
        page.locator(f"main {selector}").last.click()


def link_in(told: str, part: str) -> str:
    """The address in a mail that leads there."""
    found = re.search(rf"https?://\S*{re.escape(part)}\S+", told)
    assert found, told
    return found[0]


def sign_up(live_site, page, *, mail: str, nickname: str, path: str = "/account/signup/", board: str = PLAZA) -> None:
    """From the form by the link of the mail to the board where one was before."""
    page.goto(live_site.url("anyang", f"{path}?next={board}"))
    for field, text in (("mail", mail), ("nickname", nickname), ("password", PASSWORD), ("again", PASSWORD)):
        page.locator(f"#id_{field}").fill(text)
    for kind in ("terms", "personal", "age"):
        page.locator(f"#id_consent_{kind}").check()
    time.sleep(2.1)  # nobody types faster
    press(page, "button[type=submit]")
    assert page.url.endswith("/account/mail/")
    (told,) = live_site.mails(mail)
    page.goto(link_in(told, "/account/mail/"))
    press(page, "form button")
    assert page.url.endswith(board)


def write(live_site, page) -> str:
    """A picture needs its description, and nothing typed is lost; the post's address."""
    page.goto(live_site.url("anyang", f"{PLAZA}write/"))
    page.locator("#id_title").fill(TITLE)
    page.locator("#id_body").fill("정류장에 **그늘막**이 있으면 좋겠습니다.")
    picture = {"name": "정류장.png", "mimeType": "image/png", "buffer": png()}
    page.locator("#id_file_1").set_input_files(picture)
    time.sleep(2.1)
    press(page, "button[value=send]")
    assert page.locator(".error-summary").is_visible()
    assert page.locator("#id_title").input_value() == TITLE
    page.locator("#id_file_1").set_input_files(picture)
    page.locator("#id_description_1").fill("볕이 드는 정류장")
    time.sleep(2.1)
    press(page, "button[value=send]")
    assert page.locator(".attachments a").inner_text().startswith("정류장.png")
    return page.url


def change(page, address: str, words: str) -> None:
    """Send the form of the post's text once more."""
    page.goto(f"{address}edit/")
    page.locator("#id_body").fill(words)
    time.sleep(2.1)
    press(page, "button[value=send]")


def test_from_signing_up_to_a_comment_without_javascript(live_site, tab):
    page = tab(width=390, java_script_enabled=False)
    sign_up(live_site, page, mail="bom@example.kr", nickname="봄비")
    address = write(live_site, page)
    change(page, address, "정류장에 **의자**와 그늘막이 있으면 좋겠습니다.")
    assert page.url == address
    assert page.locator("article.post-body strong").inner_text() == "의자"
    page.locator("#comment-form #id_body").fill("볕이 따갑습니다.")
    time.sleep(2.1)
    press(page, "#comment-form button[type=submit]")
    assert "볕이 따갑습니다." in page.locator(".comment-list").inner_text()
