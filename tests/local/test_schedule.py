"""The minute's due tasks end with the run that started them."""

import os
import subprocess
import time

from cms.local import schedule as module
from cms.local.processes import is_alive, read_pid

# Writes its number and stays, as a long run of due tasks does.
LONG = "import os, pathlib, time; pathlib.Path(os.environ['TOLD']).write_text(str(os.getpid())); time.sleep(120)"


def test_a_run_in_progress_ends_with_the_block(monkeypatch, tmp_path):
    (tmp_path / "manage.py").write_text(LONG)
    monkeypatch.setattr(module, "ROOT", tmp_path)
    monkeypatch.setattr(module, "LOGS", tmp_path)
    monkeypatch.setattr(module, "EVERY_SECONDS", 0.05)
    told = tmp_path / "pid"
    with module.schedule({**os.environ, "TOLD": str(told)}):
        number = _written(told)
        assert is_alive(number)
    assert not is_alive(number)


def _written(told):
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        if number := read_pid(told):
            return number
        time.sleep(0.02)
    raise subprocess.TimeoutExpired("manage.py run_due", 30)
