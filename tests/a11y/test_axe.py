"""Every page type of every municipality under axe: WCAG 2.2 AA and best practice, narrow and wide, light and dark.

Nothing is wider than the window either (WCAG 1.4.10 at 320 px).
"""

import pytest

from .axe import RULES, WIDTHS, violations
from .conftest import TENANTS

pytestmark = pytest.mark.browser

# The other colours change nothing but contrast; all else is asked once.
ASKED = {"light": RULES, "hc": ["color-contrast"]}
# The types are the same in all; each municipality brings its own colours, lengths and languages.
VIEWS = [("anyang", width, mode) for width in WIDTHS for mode in ASKED]
VIEWS += [(slug, 1280, "light") for slug in TENANTS if slug != "anyang"]


@pytest.mark.parametrize(("slug", "width", "mode"), VIEWS, ids=str)
def test_axe_finds_nothing(shown, live_site, tab, slug, width, mode):
    window = tab(width=width)
    window.context.add_cookies([{"name": "display", "value": f"m.{mode}", "url": live_site.url(slug)}])
    found = []
    for page in shown(slug):
        window.goto(page.url)
        found += [_said(page, violation) for violation in violations(window, ASKED[mode])]
    assert not found, "\n".join(found)


def test_nothing_is_wider_than_a_narrow_window(shown, tab):
    window = tab(width=320)
    wide = []
    for page in shown("anyang"):
        window.goto(page.url)
        if window.evaluate("document.documentElement.scrollWidth > innerWidth"):
            wide.append(page.url)
    assert not wide


def _said(page, violation: dict) -> str:
    node = violation["nodes"][0]
    return f"{page.kind} {page.url}: {violation['id']} ({len(violation['nodes'])}) {node['html'][:200]}"
