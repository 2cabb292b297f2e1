"""Counts what pytest ran: a plugin of each part of `make test`, and their sum."""

import json
import os
from collections import Counter
from typing import Any

from cms.local.paths import TEST_COUNTS, TEST_PART

OUTCOMES = ("passed", "failed", "error", "skipped", "xfailed", "xpassed")
BROWSER = "in a browser"


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Keep the totals for the last line of `make test`, those of the browser apart."""
    stats = terminalreporter.stats
    totals = {outcome: len(stats[outcome]) for outcome in OUTCOMES if stats.get(outcome)}
    finished = [*stats.get("passed", ()), *stats.get("failed", ())]
    totals[BROWSER] = sum("browser" in report.keywords for report in finished)
    TEST_COUNTS.mkdir(parents=True, exist_ok=True)
    (TEST_COUNTS / f"{os.environ.get(TEST_PART, 'tests')}.json").write_text(json.dumps(totals))


def forget() -> None:
    """What earlier runs counted."""
    for path in TEST_COUNTS.glob("*.json"):
        path.unlink(missing_ok=True)


def totals() -> str:
    """What pytest counted in all parts, in its own words; empty if none got that far."""
    found: Counter[str] = Counter()
    for path in TEST_COUNTS.glob("*.json"):
        found.update(json.loads(path.read_text()))
    order = [outcome for outcome in (*OUTCOMES, BROWSER) if outcome in found]
    return ", ".join(f"{found[outcome]} {outcome}" for outcome in order)
