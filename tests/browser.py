"""A browser for journeys: Debian's Chromium, speaking to the live site only. One a process, whoever asks."""

import functools
import os
import shutil

import pytest

from tests.tools import lacks

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP *.localhost 127.0.0.1",
]


def _to_the_end_of_the_page(act):
    """Playwright waits until the page that a click leads to has begun; a person looks when it is there."""

    @functools.wraps(act)
    def waiting(locator, *args, **options):
        act(locator, *args, **options)
        locator.page.wait_for_load_state("load")

    return waiting


@pytest.fixture(scope="session")
def patient_clicks():
    from playwright.sync_api import Locator

    with pytest.MonkeyPatch.context() as patch:
        for name in ("click", "press"):
            patch.setattr(Locator, name, _to_the_end_of_the_page(getattr(Locator, name)))
        yield


@pytest.fixture(scope="session")
def chromium(patient_clicks):
    from playwright.sync_api import sync_playwright

    program = shutil.which("chromium") or shutil.which("chromium-browser")
    if program is None:
        lacks("Chromium is not installed: apt-get install -y chromium fonts-noto-cjk")
    # Playwright's loop stays in this thread; Django would take every later query of this process for an async one.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def tab(chromium):
    """``tab()`` is a window of its own, as of another person; Korean, wide unless told."""
    contexts = []

    def _tab(width: int = 1280, height: int = 900, **options):
        context = chromium.new_context(viewport={"width": width, "height": height}, locale="ko-KR", **options)
        contexts.append(context)
        return context.new_page()

    yield _tab
    for context in contexts:
        context.close()
