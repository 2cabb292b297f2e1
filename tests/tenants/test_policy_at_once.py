"""Two operators who add a version at once: one wins, the other gets a sentence. Real processes, real commits."""

import json

import pytest

from .policies import AMENDED
from .test_interrupted import ARGUMENTS, manage, scratch  # noqa: F401 - a fixture

ADD = """
import datetime, json, sys, time
from django.db import connection, transaction
from tenants.models import Municipality, PolicyRefused, PolicyVersion
from tenants.services.policies import add_version
gunpo = Municipality.objects.get(slug="gunpo")
source = open({file!r}, encoding="utf-8").read()
def somebody_waits():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT EXISTS (SELECT FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY (pg_blocking_pids(pid)))"
        )
        return cursor.fetchone()[0]
try:
    with transaction.atomic():
        add_version(gunpo, source, datetime.date(2027, 7, {day}), after=1)
        print("ADDED", flush=True)
        until = time.monotonic() + {patience}
        while time.monotonic() < until and not somebody_waits():
            time.sleep(0.1)
except PolicyRefused as refused:
    print("REFUSED " + json.dumps([each.field for each in refused.objections]), flush=True)
print("NUMBERS " + json.dumps(list(PolicyVersion.objects.values_list("number", flat=True))), flush=True)
"""


@pytest.fixture
def amended(tmp_path):
    path = tmp_path / "amended.toml"
    path.write_text(AMENDED, encoding="utf-8")
    return str(path)


def test_one_wins_and_the_other_is_told(scratch, amended):  # noqa: F811 - the fixture
    said, _none = manage(scratch, *ARGUMENTS, "--without-content").communicate(timeout=120)
    assert "gunpo" in said
    first = manage(scratch, "shell", "-v0", "-c", ADD.format(file=amended, day=1, patience=60))
    while first.stdout.readline() != "ADDED\n":
        assert first.poll() is None
    second = manage(scratch, "shell", "-v0", "-c", ADD.format(file=amended, day=2, patience=0))
    told = second.communicate(timeout=60)[0].splitlines()
    assert first.wait(timeout=60) == 0
    assert json.loads(told[-2].removeprefix("REFUSED ")) == ["number"]
    assert json.loads(told[-1].removeprefix("NUMBERS ")) == [1, 2]
