"""The pictures of the documentation, taken from the running demonstration: ``make run``, then ``make screenshots``.

Reads addresses and sign-ins from var/demo.json; writes docs/images/*.png, reduced to a palette so that they stay small.
"""

import json
import re
import shutil
import sys
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
IMAGES = ROOT / "docs" / "images"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--host-resolver-rules=MAP *.localhost 127.0.0.1",
]
WIDE, NARROW = 1280, 390


@dataclass(frozen=True)
class Shot:
    """One picture: whose site, which address, as whom (a role of var/demo.json, or nobody), how wide."""

    name: str
    tenant: str
    path: str
    role: str = ""
    width: int = WIDE
    height: int = 900


SHOTS = [
    Shot("front-anyang", "anyang", "/"),
    Shot("front-anyang-narrow", "anyang", "/", width=NARROW, height=844),
    Shot("front-seoul", "seoul", "/"),
    Shot("ordinance-anyang", "anyang", "/open/site-ordinance/"),
    Shot("front-english", "yongin", "/en/"),
    Shot("desk-home", "anyang", "/admin/", role="department_editor"),
    Shot("desk-pages", "anyang", "/admin/pages/", role="homepage_manager"),
    Shot("desk-departments", "anyang", "/admin/snippets/departments/department/", role="homepage_manager"),
    Shot("platform-public", "", "/"),
    Shot("platform-console", "", "/console/", role="operator"),
    Shot("platform-onboarding", "", "/console/onboard/", role="operator"),
]


def _sign_in(page: Page, address: str, account: dict) -> None:
    """Whoever asks for a page of staff is led to the sign-in."""
    page.goto(address)
    page.fill("input[name=login], input[name=username]", account["username"])
    page.fill("input[name=password]", account["password"])
    page.click("form:has(input[name=password]) button[type=submit]")
    page.wait_for_load_state("networkidle")


def _save(name: str, picture: bytes) -> None:
    image = Image.open(BytesIO(picture)).convert("RGB").quantize(128)
    image.save(IMAGES / f"{name}.png", optimize=True)


def _take(browser: Browser, shot: Shot, accounts: list[dict]) -> None:
    own = [row for row in accounts if row["tenant"] == shot.tenant]
    page = browser.new_context(viewport={"width": shot.width, "height": shot.height}, locale="ko-KR").new_page()
    address = re.match(r"https?://[^/]+", own[0]["url"])[0] + shot.path
    if shot.role:
        _sign_in(page, address, next(row for row in own if row["role"] == shot.role))
    page.goto(address)
    page.wait_for_load_state("networkidle")
    _save(shot.name, page.screenshot())
    page.context.close()


def main() -> int:
    """Take every picture; 1 when something that is needed is missing, with the sentence that says what."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    demo = ROOT / "var" / "demo.json"
    if chromium is None or not demo.exists():
        print(
            "Needs Chromium (Debian: apt-get install chromium) and a running demonstration (make run).", file=sys.stderr
        )
        return 1
    IMAGES.mkdir(parents=True, exist_ok=True)
    accounts = json.loads(demo.read_text())
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        for shot in SHOTS:
            _take(browser, shot, accounts)
            print(f"docs/images/{shot.name}.png")
    return 0


if __name__ == "__main__":
    sys.exit(main())
