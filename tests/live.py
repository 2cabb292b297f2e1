"""A live site for browsers: the demonstration in a database of its own, served by gunicorn on a free port.

It begins with a copy of the four municipalities that tests of starter content look at.

A process apart, as in production: threads, connections and caches are real, and no test's transaction is in the way.
"""

import json
import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.policy import default
from pathlib import Path

from django.conf import settings
from django.db import connections

from cms.settings.environment import database_url
from tests import database
from tests.errands import Errands, errands
from tests.four import Four

ANSWER_SECONDS = 60
#: What Django's backend for files writes after each message.
_BETWEEN_MAILS = b"\n" + b"-" * 79 + b"\n"


@dataclass(frozen=True)
class LiveSite:
    """Addresses and sign-ins of the running demonstration."""

    port: int
    errands: Errands
    folder: Path
    accounts: list[dict[str, str]] = field(default_factory=list)

    def url(self, slug: str, path: str = "/") -> str:
        """An address on a municipality's host, or on the platform's with an empty slug."""
        return f"http://{f'{slug}.' if slug else ''}localhost:{self.port}{path}"

    def account(self, tenant: str, role: str) -> dict[str, str]:
        """The sign-in of one role: ``username``, ``password``, ``url``."""
        return next(row for row in self.accounts if (row["tenant"], row["role"]) == (tenant, role))

    def mails(self, to: str) -> list[str]:
        """The subjects and texts of what was sent to an address, the oldest first."""
        files = sorted((self.folder / "mails").glob("*.log"), key=lambda file: file.stat().st_mtime_ns)
        written = [part for file in files for part in file.read_bytes().split(_BETWEEN_MAILS) if part.strip()]
        read = [message_from_bytes(part.strip(), policy=default) for part in written]
        return [f"{mail['Subject']}\n{mail.get_body(('plain',)).get_content()}" for mail in read if to in mail["To"]]

    def manage(self, *arguments: str) -> str:
        """Run a command of manage.py on the live database, in a process apart; returns what it printed."""
        done = self.errands.run(*arguments)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout


@contextmanager
def serving(name: str, four: Four) -> Iterator[LiveSite]:
    """The site, up from the first line of the block to its last, in a database of that name."""
    try:
        with tempfile.TemporaryDirectory(prefix="cms-live-") as folder:
            four.copy_to(name, Path(folder))
            port = _free_port()
            apart = environment(name, port, folder)
            with errands(settings.BASE_DIR, apart) as running:
                site = LiveSite(port, running, Path(folder))
                site.manage("demo", "--host-port", str(port))
                site.accounts.extend(json.loads((Path(folder) / "demo.json").read_text(encoding="utf-8")))
                with _gunicorn(port, apart):
                    yield site
    finally:
        database.drop(name)


def environment(name: str, port: int, folder: str) -> dict[str, str]:
    """For processes that work on the tests' server, in a database and a folder of their own."""
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "cms.settings.test",
        "DATABASE_URL": database_url({**connections.settings["default"], "NAME": name}),
        "PORT": str(port),
        "TEST_VAR_DIR": folder,
        "WEB_CONCURRENCY": "1",
    }


@contextmanager
def _gunicorn(port: int, env: dict[str, str]) -> Iterator[None]:
    command = [sys.executable, "-m", "gunicorn", "--config", "cms/gunicorn.py", "--bind", f"127.0.0.1:{port}"]
    server = subprocess.Popen(command, cwd=settings.BASE_DIR, env=env)
    try:
        _await_answer(server, f"http://127.0.0.1:{port}/readyz")
        yield
    finally:
        server.terminate()
        server.wait(30)


def _await_answer(server: subprocess.Popen, url: str) -> None:
    until = time.monotonic() + ANSWER_SECONDS
    while time.monotonic() < until and server.poll() is None:
        try:
            with urllib.request.urlopen(url, timeout=5):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise AssertionError("The live site did not answer; its own words stand above.")


def _free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return trial.getsockname()[1]
