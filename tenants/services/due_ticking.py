"""The minute goes on while something takes longer: prompt acts do not wait for a slow one elsewhere."""

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import connection

EVERY_SECONDS = 60.0
log = logging.getLogger(__name__)


@contextmanager
def meanwhile(act: Callable[[], None], every: float | None = None) -> Iterator[None]:
    """As long as the block lasts, do it each minute in a thread with a connection of its own."""
    over = threading.Event()
    thread = threading.Thread(target=_tick, args=(act, over, every or EVERY_SECONDS), daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def _tick(act: Callable[[], None], over: threading.Event, every: float) -> None:
    while not over.wait(every):
        try:
            act()
        except Exception:  # the next minute tries again
            log.exception("A round beside a slow one failed")
        finally:
            connection.close()
