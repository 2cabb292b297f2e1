"""What a timer does in production, done here while the site is served: due tasks, each minute."""

import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from cms.local.paths import LOGS, ROOT

EVERY_SECONDS = 60


@contextmanager
def schedule(environment: Mapping[str, str]) -> Iterator[None]:
    """Run `manage.py run_due` each minute until the block ends."""
    ending = threading.Event()
    loop = threading.Thread(target=_loop, args=(environment, ending), daemon=True)
    loop.start()
    try:
        yield
    finally:
        ending.set()


def _loop(environment: Mapping[str, str], ending: threading.Event) -> None:
    while not ending.wait(EVERY_SECONDS):
        with (LOGS / "schedule.log").open("a") as log:
            subprocess.run(
                [sys.executable, "manage.py", "run_due"],
                cwd=ROOT,
                env=dict(environment),
                stdout=log,
                stderr=subprocess.STDOUT,
                check=False,
            )
