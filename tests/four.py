"""The four municipalities with all their starter content, onboarded once a run in a database of their own.

Committed, for PostgreSQL is slow in a transaction that has made four schemas: each test would take longer to roll back
than it runs. The live site begins with a copy of it.
"""

import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings

from home.starter.material import DATA
from tenants.context import platform
from tenants.services import onboard
from tenants.services.rows import read
from tests import database


@dataclass(frozen=True)
class Four:
    """The database's name; seconds of work that each took (not of waiting: tests share their machine), by slug."""

    name: str
    seconds: dict[str, float] = field(default_factory=dict)

    def copy_to(self, name: str, folder: Path) -> None:
        """Another database with the same in it, and its files below a folder."""
        database.copy(self.name, name)
        for place in (settings.MEDIA_ROOT, settings.SEALED_ROOT):
            for slug in self.seconds:
                if (place / slug).is_dir():
                    shutil.copytree(place / slug, folder / place.name / slug)


@contextmanager
def onboarded(name: str) -> Iterator[Four]:
    """Within, they are there."""
    four = Four(name)
    database.create_migrated(name)
    try:
        with database.used(name), platform():
            for row in read(DATA / "municipalities.csv")[0]:
                started = time.process_time()
                onboard(row, lambda line: None)
                four.seconds[row.slug] = time.process_time() - started
        yield four
    finally:
        database.drop(name)
