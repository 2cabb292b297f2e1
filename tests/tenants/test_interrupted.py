"""An onboarding that is killed leaves nothing behind and can be repeated. Real processes, a real kill -9."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.conf import settings
from django.utils.translation import gettext

from tests import database
from tests.live import environment

ARGUMENTS = [
    "onboard", "--slug=gunpo", "--name-ko=군포시", "--name-en=Gunpo-si", "--kind=시", "--domain=gunpo.localhost",
    "--ordinance-profile=anyang", "--languages=ko;en",
]  # fmt: skip
WHAT_IS_THERE = """
import json
from django.db import connection
from tenants.models import Municipality, Domain
cursor = connection.cursor()
cursor.execute("SELECT count(*) FROM pg_namespace WHERE nspname = 'gunpo'")
print(json.dumps([cursor.fetchone()[0], Municipality.objects.count(), Domain.objects.count()]))
"""
NOTHING, EVERYTHING = [0, 0, 0], [1, 1, 1]


@pytest.fixture(scope="module")
def scratch(django_db_setup, django_db_blocker, tmp_path_factory):
    """A database and a folder of its own, in which processes may commit."""
    folder = tmp_path_factory.mktemp("var")
    name = f"test_scratch_{os.getpid()}"
    with django_db_blocker.unblock():
        database.create_migrated(name)
        yield environment(name, 80, str(folder))
        database.drop(name)


def manage(scratch, *arguments):
    command = [sys.executable, "manage.py", *arguments]
    return subprocess.Popen(
        command,
        cwd=settings.BASE_DIR,
        env=scratch,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        bufsize=1,
    )


def what_is_there(scratch):
    said, _none = manage(scratch, "shell", "-v0", "-c", WHAT_IS_THERE).communicate(timeout=60)
    return json.loads(said.strip().splitlines()[-1])


def files(scratch):
    media = Path(scratch["TEST_VAR_DIR"]) / "media"
    return [path for path in media.rglob("*") if path.is_file()] if media.exists() else []


@pytest.mark.parametrize("after", ["(", "site and languages", "roles"])
def test_killed_half_way_nothing_is_left(scratch, after):
    process = manage(scratch, *ARGUMENTS)
    for line in process.stdout:
        if line.startswith("gunpo: ") and gettext(after) in line:
            os.kill(process.pid, signal.SIGKILL)
            break
    process.wait(10)
    assert process.returncode == -signal.SIGKILL
    time.sleep(0.2)
    assert what_is_there(scratch) == NOTHING


def test_a_forgotten_file_is_swept_and_the_next_run_is_whole(scratch):
    media = Path(scratch["TEST_VAR_DIR"]) / "media"
    for path in (media / ".onboarding" / "gunpo", media / "gunpo" / "left.txt"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    started = time.monotonic()
    said, _none = manage(scratch, *ARGUMENTS, "--without-content").communicate(timeout=120)
    assert "gunpo" in said
    assert what_is_there(scratch) == EVERYTHING
    assert files(scratch) == []
    assert time.monotonic() - started < 60


def test_a_second_try_is_told_that_it_exists(scratch):
    process = manage(scratch, *ARGUMENTS)
    said, _none = process.communicate(timeout=60)
    assert process.returncode == 1
    assert "gunpo" in said
    assert what_is_there(scratch) == EVERYTHING
