"""50 citizens file at once through gunicorn: how long each waits, and that no acknowledged petition is lost or doubled.

``python -m tests.bench.filing``; it makes a database of its own beside the one that it is led to. Each citizen has a
network address of their own (127.0.1.x), goes all four steps, and sends the last one twice. The floor is a view behind
the same door that does nothing. Then the server is killed with SIGKILL while they file; whoever got no answer sends
the same form again when it is back.
"""

from __future__ import annotations

import http.client
import json
import os
import random
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlencode

CITIZENS, EACH = 50, 2
SLUG, CODE = "benchfile", "BENCH-1"
HOST = f"{SLUG}.localhost"
WHAT = {"q_subject": "도로가 파였습니다", "q_content": "집 앞 도로가 깊이 파였습니다. 고쳐 주세요."}


@dataclass
class Figures:
    """Milliseconds by what was asked, and receipts that were acknowledged."""

    times: dict[str, list[float]] = field(default_factory=dict)
    acknowledged: list[str] = field(default_factory=list)
    lost_answers: int = 0

    def note(self, name: str, seconds: float) -> None:
        self.times.setdefault(name, []).append(seconds * 1000)


class Citizen:
    """A connection from an address of its own."""

    def __init__(self, port: int, number: int, figures: Figures) -> None:
        self.port, self.source, self.figures = port, f"127.0.1.{number + 1}", figures

    def post(self, name: str, path: str, fields: dict[str, str]) -> tuple[int, str]:
        """Status and where it leads. Raises OSError or HTTPException where no answer came."""
        begun = time.perf_counter()
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60, source_address=(self.source, 0))
        try:
            headers = {"Host": f"{HOST}:{self.port}", "Content-Type": "application/x-www-form-urlencoded"}
            connection.request("POST", path, urlencode(fields), headers)
            answer = connection.getresponse()
            answer.read()
            self.figures.note(name, time.perf_counter() - begun)
            return answer.status, answer.getheader("Location") or ""
        finally:
            connection.close()

    def draft(self, token: str) -> str:
        """All steps but the last; where the draft is."""
        status, place = self.post("consent", f"/~petition/new/{CODE.lower()}/", {"token": token, "agreed": "on"})
        assert status == 302, status
        place = place.removesuffix("who/")
        for step, fields in (("who", {"name": "김민원", "email": "kim@example.com"}), ("what", WHAT)):
            status, _where = self.post(step, f"{place}{step}/", fields)
            assert status == 302, (step, status)
        return place

    def send(self, place: str, patience: float = 0) -> str:
        """The receipt's address; sent again for so many seconds where no answer comes."""
        until = time.monotonic() + patience
        while True:
            try:
                status, receipt = self.post("send", f"{place}check/", {})
            except (OSError, http.client.HTTPException):
                self.figures.lost_answers += 1
                if time.monotonic() > until:
                    raise
                time.sleep(0.2)
                continue
            if status == 503 and time.monotonic() < until:
                continue
            assert status == 302, status
            assert "/receipt/" in receipt, receipt
            return receipt


def at_once(work: Callable[[int], None], people: int = CITIZENS) -> None:
    """All begin together; what one raises is raised."""
    gate = threading.Barrier(people)

    def one(number: int) -> None:
        gate.wait()
        work(number)

    with ThreadPoolExecutor(people) as pool:
        for done in [pool.submit(one, number) for number in range(people)]:
            done.result()


def main() -> int:
    """Measure, print, keep the figures in var/bench-filing.json."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.bench.filing_settings"
    import django
    from django.conf import settings

    folder = tempfile.TemporaryDirectory(prefix="bench-filing-")
    os.environ["TEST_VAR_DIR"] = folder.name
    django.setup()
    from tests import database

    with folder, database.own(f"bench_filing_{os.getpid()}"):
        _town()
        port = _free_port()
        with gunicorn(port):
            floor = measure_floor(port)
            print("floor", floor, flush=True)
            filed = measure_filing(port)
            print("filed", filed, flush=True)
        killed = measure_killed(port)
        figures = {"floor": floor, "filing": filed, "killed": killed}
    print(json.dumps(figures, indent=1, ensure_ascii=False))
    (settings.BASE_DIR / "var" / "bench-filing.json").write_text(json.dumps(figures, indent=1))
    return 0


def measure_floor(port: int) -> dict[str, float]:
    """The same number of forms to a view that does nothing."""
    figures = Figures()
    at_once(
        lambda number: [Citizen(port, number, figures).post("floor", "/~petition/nothing/", WHAT) for _ in range(EACH)]
    )
    return _quantiles(figures.times["floor"])


def measure_filing(port: int) -> dict[str, object]:
    """Everybody files several petitions, each sent twice."""
    figures, tokens = Figures(), _tokens()

    def work(number: int) -> None:
        citizen = Citizen(port, number, figures)
        for _time in range(EACH):
            place = citizen.draft(next(tokens))
            receipt = citizen.send(place)
            assert citizen.send(place) == receipt
            figures.acknowledged.append(receipt)

    begun = time.perf_counter()
    at_once(work)
    seconds = time.perf_counter() - begun
    told = {name: _quantiles(times) for name, times in figures.times.items()}
    return {**told, "petitions a second": round(len(figures.acknowledged) / seconds, 1), **_judged(figures)}


def measure_killed(port: int) -> dict[str, object]:
    """SIGKILL to the server and its workers while all of them send."""
    from petitions.models import Case

    figures, tokens = Figures(), _tokens()
    Case.objects.update(sender="")
    with gunicorn(port) as server:
        places = {number: [] for number in range(CITIZENS)}

        def write(number: int) -> None:
            places[number] = [Citizen(port, number, figures).draft(next(tokens)) for _time in range(2)]

        at_once(write)

        def kill() -> None:
            time.sleep(random.uniform(0.4, 0.9))
            os.killpg(server.pid, signal.SIGKILL)
            server.wait()

        def work(number: int) -> None:
            for place in places[number]:
                figures.acknowledged.append(Citizen(port, number, figures).send(place, patience=90))

        killer = threading.Thread(target=kill)
        killer.start()
        sender = threading.Thread(target=at_once, args=(work,))
        sender.start()
        killer.join()
        with gunicorn(port):
            sender.join()
    assert figures.lost_answers, "nobody was amid sending when the server was killed"
    return {"answers lost": figures.lost_answers, **_judged(figures)}


def _judged(figures: Figures) -> dict[str, int]:
    """Every acknowledged petition is there, once, with its events; and there is none beside them."""
    from petitions.models import Case, Draft

    numbers = [receipt.split("/case/")[1].split("/")[0] for receipt in figures.acknowledged]
    there = list(Case.objects.filter(number__in=numbers).values_list("number", flat=True))
    events = Case.objects.filter(number__in=numbers, events__event="receive").count()
    assert len(set(numbers)) == len(numbers) == len(there) == events, (len(numbers), len(there), events)
    assert Draft.objects.count() == 0
    lost = len(numbers) - len(there)
    doubled = Case.objects.count() - _seen.get("before", 0) - len(numbers)
    _seen["before"] = Case.objects.count()
    assert doubled == 0, doubled
    return {"acknowledged": len(numbers), "lost": lost, "doubled": doubled}


_seen: dict[str, int] = {}


def _quantiles(times: list[float]) -> dict[str, float]:
    hundredths = statistics.quantiles(times, n=100)
    return {"p50 ms": round(hundredths[49], 1), "p99 ms": round(hundredths[98], 1)}


def _tokens() -> Iterator[str]:
    """Signed before anybody begins, since nobody reads a form in less than two seconds."""
    from cms.core import open_forms

    made = [open_forms.token_for("petition.consent", CODE) for _number in range(CITIZENS * EACH)]
    time.sleep(open_forms.SOONEST + 1)
    lock, rest = threading.Lock(), iter(made)

    class Shared:
        def __iter__(self) -> Iterator[str]:
            return self

        def __next__(self) -> str:
            with lock:
                return next(rest)

    return Shared()


def _town() -> None:
    """One municipality with a department and a service; the connection stays in it."""
    from django.db import connection

    from petitions.models import Service
    from tenants.onboarding import MunicipalityRow
    from tenants.services import onboard
    from tests.factories.departments import DepartmentFactory

    row = MunicipalityRow(SLUG, "성능시", "Bench", "시", HOST, "anyang", ("ko",))
    connection.set_tenant(onboard(row, lambda line: None, content=False))
    department = DepartmentFactory(code="B1", name="민원과", handles_petitions=True)
    Service(code=CODE, name="도로 파손 신고", department=department, kind="기타", period_amount=5, online=True).save()


@contextmanager
def gunicorn(port: int) -> Iterator[subprocess.Popen]:
    """The server as it is deployed, in a process group of its own."""
    from django.db import connections

    from tests.live import _await_answer, environment

    env = environment(connections.settings["default"]["NAME"], port, os.environ["TEST_VAR_DIR"])
    env |= {"DJANGO_SETTINGS_MODULE": os.environ["DJANGO_SETTINGS_MODULE"], "WEB_CONCURRENCY": "4"}
    command = [sys.executable, "-m", "gunicorn", "--config", "cms/gunicorn.py", "--bind", f"127.0.0.1:{port}"]
    server = subprocess.Popen(command, env=env, start_new_session=True)
    try:
        _await_answer(server, f"http://127.0.0.1:{port}/readyz")
        yield server
    finally:
        if server.poll() is None:
            server.terminate()
            server.wait(30)


def _free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


if __name__ == "__main__":
    sys.exit(main())
