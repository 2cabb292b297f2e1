"""`make run`: database, content, web server; and `make stop`, which ends what is left of it."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from itertools import groupby

from cms.local import database, messages, web
from cms.local.paths import DEMO, LOGS, POSTGRES, ROOT, RUN_PID
from cms.local.postgres import EmbeddedPostgres
from cms.local.processes import end, is_running, read_pid
from cms.local.schedule import schedule
from cms.local.sentences import LocalError, disk_full, says_disk_full


def run() -> int:
    """Serve until Ctrl-C. Everything made is kept; a run that fails goes on with the next."""
    port = web.chosen_port()
    LOGS.mkdir(parents=True, exist_ok=True)
    _refuse_second_run()
    web.end_orphan()
    web.check_port(port)
    try:
        with _registered(port), database.server(POSTGRES) as url:
            environment = environment_for(url, port)
            messages.compile_all()
            with web.loading(port, environment) as server:
                manage(environment, "demo", "--host-port", str(port))
                server.open()
                show_sign_ins(port)
                with schedule(environment):
                    server.process.wait()
    except KeyboardInterrupt:
        print("\nStopped; everything is kept for the next `make run`.", flush=True)
        return 0
    raise LocalError(
        "The web server ended by itself: its own message stands above.",
        "웹 서버가 저절로 종료되었습니다. 위의 메시지를 확인하세요.",
    )


def stop() -> int:
    """End the run, its web server and its PostgreSQL, whichever are still there."""
    run_process, stopped = read_pid(RUN_PID), []
    if run_process and end(run_process, "cms.local", seconds=30):
        stopped.append("make run")
    if web.end_orphan():
        stopped.append("web server")
    if EmbeddedPostgres(POSTGRES).stop():
        stopped.append("PostgreSQL")
    print(f"Stopped: {', '.join(stopped)}." if stopped else "Nothing was running.")
    return 0


def environment_for(url: str, port: int | str | None = None) -> dict[str, str]:
    """What Django and gunicorn are told: this database, this port, development settings unless others are named."""
    chosen = {"DJANGO_SETTINGS_MODULE": "cms.settings.development", "WEB_CONCURRENCY": "1"}
    chosen |= {**os.environ, "DATABASE_URL": url}
    return chosen | {"PORT": str(port)} if port else chosen


def manage(environment: Mapping[str, str], *arguments: str) -> None:
    """Run a command of manage.py, its words passed through. Raises LocalError if it fails."""
    command = [sys.executable, "manage.py", *arguments]
    # Errors wait until the end: of a full disk the sentence says more than the traceback.
    done = subprocess.run(
        command, cwd=ROOT, env=dict(environment), stderr=subprocess.PIPE, text=True, errors="replace", check=False
    )
    if done.returncode and says_disk_full(done.stderr):
        raise disk_full(ROOT)
    sys.stderr.write(done.stderr)
    if done.returncode == 0:
        return
    raise LocalError(
        f"`manage.py {arguments[0]}` failed: its own message stands above; `make run` goes on from there.",
        f"`manage.py {arguments[0]}` 명령이 실패했습니다. 위의 메시지를 확인한 뒤 `make run`을 다시 실행하세요.",
    )


def show_sign_ins(port: int) -> None:
    """Print the addresses and a sign-in for each role, as they stand in var/demo.json."""
    print(f"\nhttp://localhost:{port} is the platform.", flush=True)
    if DEMO.exists():
        rows = json.loads(DEMO.read_text(encoding="utf-8"))
        width = {key: max(len(row[key]) for row in rows) for key in ("role", "url", "username")}
        for tenant, people in groupby(rows, key=lambda row: row["tenant"]):
            print(f"\n{tenant or 'platform'}")
            for row in people:
                cells = [row[key].ljust(width[key]) for key in width]
                print("  " + "  ".join([*cells, row["password"]]))
        print(f"\nThese sign-ins also stand in {DEMO.relative_to(ROOT)}.")
    print("Ctrl-C ends the web server and PostgreSQL; everything is kept.", flush=True)


def _refuse_second_run() -> None:
    number = read_pid(RUN_PID)
    if number and number != os.getpid() and is_running(number, "cms.local"):
        raise LocalError(
            "The site is being served already: `make stop` ends that run.",
            "사이트가 이미 실행 중입니다. `make stop`으로 끝낼 수 있습니다.",
        )


@contextmanager
def _registered(port: int) -> Iterator[None]:
    RUN_PID.write_text(f"{os.getpid()}\n{port}\n")
    try:
        yield
    finally:
        RUN_PID.unlink(missing_ok=True)
