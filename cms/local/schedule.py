"""What a timer does in production, done here while the site is served: due tasks, each minute."""

import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from cms.local.paths import LOGS, ROOT

EVERY_SECONDS = 60
STOP_SECONDS = 10


@contextmanager
def schedule(environment: Mapping[str, str]) -> Iterator[None]:
    """Run `manage.py run_due` each minute until the block ends; one in progress ends with it."""
    ending = threading.Event()
    loop = threading.Thread(target=_loop, args=(environment, ending), daemon=True)
    loop.start()
    try:
        yield
    finally:
        ending.set()
        loop.join(STOP_SECONDS)


def _loop(environment: Mapping[str, str], ending: threading.Event) -> None:
    while not ending.wait(EVERY_SECONDS):
        with (LOGS / "schedule.log").open("a") as log:
            due = subprocess.Popen(
                [sys.executable, "manage.py", "run_due"],
                cwd=ROOT,
                env=dict(environment),
                stdout=log,
                stderr=subprocess.STDOUT,
            )
            _await(due, ending)


def _await(due: "subprocess.Popen[bytes]", ending: threading.Event) -> None:
    """See it end; what a run that ends leaves undone, the next one does."""
    while due.poll() is None:
        if ending.wait(0.2):
            due.terminate()
            due.wait()
