"""What writing on a board costs those who read it: a thousand forms a minute from one address, and a thousand posts.

The site is served by gunicorn, processes apart. While somebody writes, others read the list and look for a rare word
twice a second, each from an address of their own; quiet minutes before it say what that takes by itself.
"""

from __future__ import annotations

import http.client
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import quote, urlencode

#: So many forms a minute come from one address; so many posts are written, one after the other.
FLOOD, WRITTEN = 1_000, 1_000
SENDERS = 4
QUIET = 20.0
PAUSE = 0.5
HOST = "bench.localhost"
INDEX = "boards_post_search"
#: How the index of words takes a post: at once, or in a list that is written into it when it is full (in KB). Which
#: is chosen and why: cms.boards.searching.index.
LISTS = {
    "each into the index": "fastupdate = off",
    "by a list of 4 MB": "fastupdate = on, gin_pending_list_limit = 4096",
    "by a list of 512 KB": "fastupdate = on, gin_pending_list_limit = 512",
}


@dataclass
class Reader:
    """Somebody who reads two addresses again and again. Milliseconds by address."""

    port: int
    paths: dict[str, str]
    times: dict[str, list[float]] = field(default_factory=dict)

    def read(self, until: threading.Event) -> None:
        while not until.is_set():
            for name, path in self.paths.items():
                status, milliseconds = ask(self.port, "GET", path, source="127.0.2.1")
                if status != 200:
                    raise RuntimeError(f"{path}: {status}")
                self.times.setdefault(name, []).append(milliseconds)
            until.wait(PAUSE)

    def told(self) -> dict[str, float]:
        """Medians, and the slowest."""
        told = {f"{name}, ms": round(statistics.median(times), 1) for name, times in self.times.items()}
        return told | {f"{name}, slowest ms": round(max(times), 1) for name, times in self.times.items()}


def measure_writing(board, rare: str) -> dict[str, dict[str, object]]:
    """Quiet, a flood, then posts, the index of words written at once or by a list of what waits."""
    paths = {"floor": "/robots.txt", "list": board.url, "search": f"{board.url}?q={quote(rare)}"}
    found: dict[str, dict[str, object]] = {}
    with _served() as port:
        _beside(port, paths, lambda: None)  # each worker reads its templates once
        found["quiet"] = _beside(port, paths, lambda: time.sleep(QUIET))
        found["flood"] = _beside(port, paths, lambda: _flood(port, board.url))
        for name, how in LISTS.items():
            _set(how)
            found[f"posts, {name}"] = _beside(port, paths, lambda: _write(board))
    return found


def ask(port: int, method: str, path: str, body: str = "", *, source: str) -> tuple[int, float]:
    """Status and milliseconds."""
    status, _text, milliseconds = _whole(port, method, path, body, source)
    return status, milliseconds


def _whole(port: int, method: str, path: str, body: str, source: str) -> tuple[int, str, float]:
    begun = time.perf_counter()
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60, source_address=(source, 0))
    try:
        headers = {"Host": f"{HOST}:{port}", "User-Agent": "Mozilla/5.0"}
        if method == "POST":
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        text = answer.read().decode()
        return answer.status, text, (time.perf_counter() - begun) * 1000
    finally:
        connection.close()


def _beside(port: int, paths: dict[str, str], work: Callable[[], object]) -> dict[str, object]:
    """What the work tells, and what a reader met meanwhile."""
    reader, over = Reader(port, paths), threading.Event()
    reading = threading.Thread(target=reader.read, args=(over,))
    reading.start()
    try:
        told = work()
    finally:
        over.set()
        reading.join()
    return {**(told if isinstance(told, dict) else {}), **reader.told()}


def _flood(port: int, board: str) -> dict[str, object]:
    """A thousand forms within a minute from one address, with new words and another mailbox each time."""
    fields = {"name": "가람", "password": "garam-garam-1", "token": _token(port, board)}
    time.sleep(3)  # sooner nobody has read the form
    begun = time.perf_counter()

    def send(number: int) -> tuple[int, float]:
        time.sleep(max(0.0, begun + number * 60 / FLOOD - time.perf_counter()))
        words = {"title": f"도배 {number}", "body": f"도배 {number} 대출", "mail": f"flood{number}@example.com"}
        status, text, milliseconds = _whole(port, "POST", f"{board}write/", urlencode({**fields, **words}), "127.0.3.1")
        if status == 429 and f"도배 {number} 대출" not in text:
            raise RuntimeError("what was typed is lost")
        return status, milliseconds

    with ThreadPoolExecutor(SENDERS) as pool:
        sent = list(pool.map(send, range(FLOOD)))
    seconds = time.perf_counter() - begun
    answers = Counter(str(status) for status, _milliseconds in sent)
    times = [milliseconds for _status, milliseconds in sent]
    told = {"answers": dict(answers), "forms a minute": round(60 * FLOOD / seconds)}
    return told | {"form, ms": round(statistics.median(times), 1)}


def _token(port: int, board: str) -> str:
    """Of the form as the server signed it."""
    _status, page, _ms = _whole(port, "GET", f"{board}write/", "", "127.0.3.1")
    return page.partition('name="token" value="')[2].partition('"')[0]


def _write(board) -> dict[str, object]:
    """A thousand posts of a thousand people, by the one way in: with rules, register and index of words."""
    from cms.boards.people import guest
    from cms.boards.services.posting import Typed, write
    from tests.bench.boards_filling import texts

    times = []
    for number, text in zip(range(WRITTEN), texts(), strict=False):
        who = guest(
            "가람", mail=f"p{number}.{time.time_ns()}@example.com", address=f"10.1.{number // 250}.{number % 250}"
        )
        begun = time.perf_counter()
        write(board, Typed(title=f"새 글 {number}", body=text), who)
        times.append((time.perf_counter() - begun) * 1000)
    hundredths = statistics.quantiles(times, n=100)
    return {
        "post, ms": round(statistics.median(times), 1),
        "post, p99 ms": round(hundredths[98], 1),
        "post, slowest ms": round(max(times), 1),
    }


def _set(how: str) -> None:
    """What waited in the list is written first, so that no way inherits from another."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(f"ALTER INDEX {INDEX} RESET (fastupdate, gin_pending_list_limit)")
        cursor.execute(f"ALTER INDEX {INDEX} SET ({how})")
        cursor.execute("SELECT gin_clean_pending_list(%s::regclass)", [INDEX])


@contextmanager
def _served() -> Iterator[int]:
    """The site by gunicorn, as it is deployed, on this database."""
    from django.db import connections

    from tests.live import _await_answer, _free_port, environment

    port = _free_port()
    with tempfile.TemporaryDirectory(prefix="bench-boards-") as folder:
        env = environment(connections.settings["default"]["NAME"], port, folder)
        command = [sys.executable, "-m", "gunicorn", "--config", "cms/gunicorn.py", "--bind", f"127.0.0.1:{port}"]
        server = subprocess.Popen(command, env={**env, "WEB_CONCURRENCY": str(2 * (os.cpu_count() or 1))})
        try:
            _await_answer(server, f"http://127.0.0.1:{port}/readyz")
            yield port
        finally:
            server.terminate()
            server.wait(30)
