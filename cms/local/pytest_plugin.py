"""Gives the tests a PostgreSQL of their own, unless DATABASE_URL names one, and counts what ran.

pytest-django reads the settings before any conftest.py is imported, so this is a
plugin named in pyproject.toml. Workers of pytest-xdist inherit the address.
"""

import json
import os
from contextlib import ExitStack
from typing import Any

import pytest

from cms.local.paths import LOGS, TEST_COUNTS, TEST_POSTGRES
from cms.local.postgres import EmbeddedPostgres
from cms.local.sentences import LocalError

OUTCOMES = ("passed", "failed", "error", "skipped", "xfailed", "xpassed")

_running = ExitStack()


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests() -> None:
    if os.environ.get("DATABASE_URL"):
        return
    try:
        os.environ["DATABASE_URL"] = _running.enter_context(EmbeddedPostgres(TEST_POSTGRES, durable=False).session())
    except LocalError as error:
        raise pytest.UsageError(str(error)) from error
    _running.callback(os.environ.pop, "DATABASE_URL", None)


@pytest.hookimpl(trylast=True)
def pytest_unconfigure() -> None:
    _running.close()


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Keep the totals for the last line of `make test`, those of the browser apart."""
    stats = terminalreporter.stats
    totals = {outcome: len(stats[outcome]) for outcome in OUTCOMES if stats.get(outcome)}
    finished = [*stats.get("passed", ()), *stats.get("failed", ())]
    totals["in a browser"] = sum("browser" in report.keywords for report in finished)
    LOGS.mkdir(parents=True, exist_ok=True)
    TEST_COUNTS.write_text(json.dumps(totals))
