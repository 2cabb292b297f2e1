"""The web server of a run: gunicorn on a port of this machine."""

import errno
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress

from cms.local.paths import LOGS, ROOT, VAR
from cms.local.processes import end, read_pid
from cms.local.sentences import LocalError

PID_FILE = VAR / "gunicorn.pid"
ANSWER_SECONDS = 60


def chosen_port() -> int:
    """The number in PORT, 8000 unless set. Raises LocalError for anything but a port."""
    given = os.environ.get("PORT") or "8000"
    if given.isascii() and given.isdigit() and 1 <= int(given) <= 65535:
        return int(given)
    raise LocalError(
        f"PORT must be a number from 1 to 65535, not {given!r}.",
        f"PORT는 1부터 65535까지의 숫자여야 합니다(입력값: {given!r}).",
    )


def addresses(port: int) -> list[tuple[socket.AddressFamily, str]]:
    """Where to listen: HOST, or this machine alone by both of its loopback addresses."""
    host = os.environ.get("HOST")
    if host:
        return [(socket.AF_INET6 if ":" in host else socket.AF_INET, host)]
    loopback = [(socket.AF_INET, "127.0.0.1")]
    with suppress(OSError), socket.socket(socket.AF_INET6) as six:
        six.bind(("::1", 0))
        loopback.append((socket.AF_INET6, "::1"))
    return loopback


def check_port(port: int) -> None:
    """Raise LocalError unless this port can be listened on."""
    for family, address in addresses(port):
        with socket.socket(family) as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                trial.bind((address, port))
            except OSError as error:
                raise _cannot_listen(port, address, error) from error


def _cannot_listen(port: int, address: str, error: OSError) -> LocalError:
    if error.errno == errno.EADDRINUSE:
        return LocalError(
            f"Port {port} is in use by another program: stop that one, or choose another with"
            f" `make run PORT={port + 1 if port < 65535 else 8000}`.",
            f"{port}번 포트를 다른 프로그램이 쓰고 있습니다. 그 프로그램을 끝내거나"
            f" `make run PORT={port + 1 if port < 65535 else 8000}`처럼 다른 포트를 지정하세요.",
        )
    return LocalError(
        f"Cannot listen on {address}, port {port}: {error.strerror}.",
        f"{address}의 {port}번 포트를 열 수 없습니다: {error.strerror}.",
    )


@contextmanager
def serving(port: int, environment: Mapping[str, str]) -> Iterator["subprocess.Popen[bytes]"]:
    """Serve within the block, from the first answer on. Raises LocalError if there is none."""
    binds = [f"[{host}]:{port}" if ":" in host else f"{host}:{port}" for _, host in addresses(port)]
    command = [sys.executable, "-m", "gunicorn", "--config", "cms/gunicorn.py", "--pid", str(PID_FILE)]
    command += ["--access-logfile", str(LOGS / "access.log")]
    for bind in binds:
        command += ["--bind", bind]
    # In a session of its own: Ctrl-C comes to us, and we end it in order.
    server = subprocess.Popen(command, cwd=ROOT, env=dict(environment), start_new_session=True)
    try:
        _await_answer(server, port)
        yield server
    finally:
        server.terminate()
        try:
            server.wait(20)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def _await_answer(server: "subprocess.Popen[bytes]", port: int) -> None:
    host = os.environ.get("HOST") or "127.0.0.1"
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104 - not bound here, asked
    url = f"http://{f'[{host}]' if ':' in host else host}:{port}/healthz"
    deadline = time.monotonic() + ANSWER_SECONDS
    while server.poll() is None and time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(url, timeout=5):
                return
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.1)
    raise LocalError(
        "The web server did not answer: its own message stands above.",
        "웹 서버가 응답하지 않습니다. 위의 메시지를 확인하세요.",
    )


def end_orphan() -> bool:
    """End a web server whose run was killed. True if there was one."""
    number = read_pid(PID_FILE)
    return number is not None and end(number, "gunicorn")
