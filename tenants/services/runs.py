"""Onboardings that an operator starts from a form: each in a process of its own, watched through the database."""

import logging
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _

from tenants.context import platform
from tenants.models import OnboardingRun
from tenants.onboarding import MunicipalityRow
from tenants.services.locks import session_lock
from tenants.services.onboard import OnboardingRefused, onboard

DEPARTMENTS = "departments.csv"
POLICY = "policy.toml"
BEGINNING = timedelta(seconds=30)  # in which a new process is up and holds its lock
log = logging.getLogger(__name__)


def start(row: MunicipalityRow, departments: bytes, by: Any, policy: bytes = b"") -> OnboardingRun:
    """Note what is asked and begin; the onboarding outlives the request and the web worker.

    ``departments`` and ``policy`` are uploaded files, empty where there is none.
    """
    asked = {**asdict(row), "languages": list(row.languages)}
    del asked["departments_csv"], asked["policy_file"]
    run: OnboardingRun = OnboardingRun.objects.create(
        asked=asked, departments=departments, policy=policy, started_by=by
    )
    spawn(run)
    return run


def spawn(run: OnboardingRun) -> None:
    """Begin in a process of its own."""
    subprocess.Popen(
        [sys.executable, str(settings.BASE_DIR / "manage.py"), "onboard_run", str(run.pk)],
        env={**os.environ, "DJANGO_SETTINGS_MODULE": settings.SETTINGS_MODULE},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        start_new_session=True,
    )


def perform(run: OnboardingRun) -> None:
    """Do what was asked, noting each step where others can see it before the onboarding is committed."""
    with platform(), session_lock(_lock(run)), tempfile.TemporaryDirectory() as folder, _notes(run) as note:
        row = as_row(run.asked, bytes(run.departments), bytes(run.policy), Path(folder))
        try:
            onboard(row, note, by=run.started_by)
        except OnboardingRefused as refused:
            _finish(run, OnboardingRun.State.FAILED, note, [str(problem) for problem in refused.problems])
        except Exception as failure:
            log.exception("onboarding of %s failed", row.slug)
            sentence = _("It failed, and nothing of the municipality exists: %(error)s") % {"error": failure}
            _finish(run, OnboardingRun.State.FAILED, note, [sentence])
        else:
            _finish(run, OnboardingRun.State.DONE, note, [])


def is_interrupted(run: OnboardingRun) -> bool:
    """Whether a run ended without a word: it is not finished, and no process holds its lock."""
    if run.state != OnboardingRun.State.RUNNING or timezone.now() - run.started_at < BEGINNING:
        return False
    with session_lock(_lock(run), wait=False) as free:
        run.refresh_from_db()
        return free and run.state == OnboardingRun.State.RUNNING


def as_row(asked: dict[str, Any], departments: bytes, policy: bytes, folder: Path) -> MunicipalityRow:
    """The row, with its departments and a profile of its own as files in ``folder``."""
    files = {
        "departments_csv": _written(folder / DEPARTMENTS, departments),
        "policy_file": _written(folder / POLICY, policy),
    }
    return MunicipalityRow(**{**asked, "languages": tuple(asked["languages"]), **files})


def _written(path: Path, content: bytes) -> Path | None:
    if not content:
        return None
    path.write_bytes(content)
    return path


@contextmanager
def _notes(run: OnboardingRun) -> Iterator[Callable[[str], None]]:
    """A way to add a line of progress outside the onboarding's transaction."""
    apart = connection.copy()

    def note(line: str) -> None:
        with apart.cursor() as cursor:
            cursor.execute(
                "UPDATE tenants_onboardingrun SET progress = progress || to_jsonb(%s::text) WHERE id = %s",
                [line, run.pk],
            )

    try:
        yield note
    finally:
        apart.close()


def _finish(run: OnboardingRun, state: OnboardingRun.State, note: Callable[[str], None], last: list[str]) -> None:
    for line in last:
        note(line)
    OnboardingRun.objects.filter(pk=run.pk).update(state=state, finished_at=timezone.now())


def _lock(run: OnboardingRun) -> str:
    return f"onboarding run {run.pk}"
