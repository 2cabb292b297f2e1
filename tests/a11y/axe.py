"""axe-core in a page that a browser shows: its rules and what it finds wrong."""

from typing import Any

from axe_playwright_python.base import AXE_SCRIPT

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WIDTHS = (1280, 390)
# Every element that passes would else be described too, which takes longer than to find those that do not.
_RUN = """([parts, rules]) => axe
    .run(parts.length ? {include: parts} : document, {runOnly: rules, resultTypes: ["violations"]})
    .then(found => found.violations)"""


def violations(page: Any, rules: list[str] = RULES, parts: tuple[str, ...] = ()) -> list[dict[str, Any]]:
    """What offends these rules on the whole page or within the parts that these selectors name."""
    if not page.evaluate("window.axe?.ours"):  # Wagtail's desk brings one of its own, with rules of its own
        page.evaluate(f"{AXE_SCRIPT}; axe.ours = true")
    return page.evaluate(_RUN, [[[part] for part in parts], rules])
