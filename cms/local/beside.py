"""`manage.py` beside `make run`: the same interpreter and the same database, without a word of configuration."""

import os
import sys
from collections.abc import Iterator, MutableMapping
from contextlib import contextmanager, suppress
from importlib.util import find_spec
from pathlib import Path

from cms.local.paths import POSTGRES, RUN_PID, VENV_PYTHON
from cms.local.postgres import EmbeddedPostgres

DEVELOPMENT = "cms.settings.development"


def enter_environment(arguments: list[str]) -> None:
    """Go on as the interpreter of `.venv` where this one does not know Django."""
    if find_spec("django") is None and VENV_PYTHON.exists():
        sys.stdout.flush()
        os.execv(VENV_PYTHON, [str(VENV_PYTHON), *arguments])  # noqa: S606


@contextmanager
def database(variables: MutableMapping[str, str], data_dir: Path = POSTGRES, run: Path = RUN_PID) -> Iterator[None]:
    """Name the database of `make run` as DATABASE_URL, running or not, where none is named and one was ever made.

    The port is that of the run, if there is one: addresses that a command prints can be followed. Other settings than
    those of development are left alone: there the environment says where the data are.
    """
    given = variables.get("DATABASE_URL") or variables.get("DJANGO_SETTINGS_MODULE") != DEVELOPMENT
    if given or not EmbeddedPostgres(data_dir).exists():
        yield
        return
    with EmbeddedPostgres(data_dir).session() as url:
        variables["DATABASE_URL"] = url
        if port := _port(run):
            variables.setdefault("PORT", port)
        yield


def _port(run: Path) -> str:
    """The port of the run that this file tells of; empty while there is none."""
    with suppress(OSError):
        return run.read_text().partition("\n")[2].strip()
    return ""
