"""Gives the tests a PostgreSQL of their own, unless DATABASE_URL names one.

pytest-django reads the settings before any conftest.py is imported, so this is a
plugin named in pyproject.toml. Workers of pytest-xdist inherit the address.
"""

import os
from contextlib import ExitStack

import pytest

from cms.local.paths import TEST_POSTGRES
from cms.local.postgres import EmbeddedPostgres
from cms.local.sentences import LocalError

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
