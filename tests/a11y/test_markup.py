"""Every page type of every municipality under the Nu HTML checker: no error (KWCAG 8.1.1 마크업 오류 방지).

Each page has one heading of the first level and a title of its own.
"""

import json
import re
import subprocess
import urllib.error
import urllib.request
from collections import Counter
from urllib.parse import quote, urlsplit

import pytest

from cms.local.tools import vnu_jar

from .conftest import TENANTS

pytestmark = pytest.mark.browser


def fetched(url: str) -> str:
    """The page, also one that says 404. ``*.localhost`` needs no resolver this way."""
    parts = urlsplit(url)
    path = quote(f"{parts.path}?{parts.query}", safe="/?=&%")
    request = urllib.request.Request(f"http://127.0.0.1:{parts.port}{path}", headers={"Host": parts.netloc})
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            return answer.read().decode()
    except urllib.error.HTTPError as refused:
        return refused.read().decode()


@pytest.fixture(scope="session")
def markup(shown):
    """The HTML of every page by municipality and kind."""
    return {slug: {page.kind: fetched(page.url) for page in shown(slug)} for slug in TENANTS}


def test_the_nu_checker_finds_no_error(markup, tmp_path):
    for slug, pages in markup.items():
        for kind, html in pages.items():
            (tmp_path / f"{slug} {kind}.html").write_text(html, encoding="utf-8")
    command = ["java", "-Xss2m", "-jar", str(vnu_jar()), "--skip-non-html", "--format", "json", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    messages = json.loads(done.stderr)["messages"]
    errors = [message for message in messages if message["type"] != "info"]
    assert not errors, "\n".join(f"{message.get('url')}: {message['message']}" for message in errors)


def test_each_page_has_one_heading_of_the_first_level(markup):
    wrong = [(slug, kind) for slug, pages in markup.items() for kind, html in pages.items() if html.count("<h1") != 1]
    assert not wrong


def test_titles_are_unique_within_a_municipality(markup):
    for slug, pages in markup.items():
        titles = Counter(re.search(r"<title>(.*?)</title>", html, re.DOTALL)[1] for html in pages.values())
        assert [title for title, count in titles.items() if count > 1] == [], slug
