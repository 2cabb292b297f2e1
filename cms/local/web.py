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


class WebServer:
    """gunicorn, loading the site from the start and answering once it is opened."""

    def __init__(self, port: int, process: "subprocess.Popen[bytes]", gate: int) -> None:
        self.port = port
        self.process = process
        self._gate = os.fdopen(gate, "wb", buffering=0)

    def open(self) -> None:
        """Let it listen, and come back when it answers. Raises LocalError if it does not."""
        with suppress(BrokenPipeError), self._gate:
            self._gate.write(b"!")
        url = f"http://{_reachable(os.environ.get('HOST') or '127.0.0.1')}:{self.port}/healthz"
        deadline = time.monotonic() + ANSWER_SECONDS
        while self.process.poll() is None and time.monotonic() < deadline:
            try:
                with urllib.request.urlopen(url, timeout=5):
                    return
            except urllib.error.HTTPError:
                return
            except OSError:
                time.sleep(0.05)
        raise LocalError(
            "The web server did not answer: its own message stands above.",
            "웹 서버가 응답하지 않습니다. 위의 메시지를 확인하세요.",
        )

    def end(self) -> None:
        self._gate.close()
        self.process.terminate()
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


@contextmanager
def loading(port: int, environment: Mapping[str, str]) -> Iterator[WebServer]:
    """A web server within the block. It loads while the database is made ready: half of a start is that."""
    command = [sys.executable, "-m", "gunicorn", "--config", "cms/gunicorn.py", "--pid", str(PID_FILE)]
    command += ["--access-logfile", str(LOGS / "access.log")]
    for _, host in addresses(port):
        command += ["--bind", f"[{host}]:{port}" if ":" in host else f"{host}:{port}"]
    waiting, gate = os.pipe()
    # In a session of its own: Ctrl-C comes to us, and we end it in order.
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        env={**environment, "START_GATE": str(waiting)},
        pass_fds=[waiting],
        start_new_session=True,
    )
    os.close(waiting)
    server = WebServer(port, process, gate)
    try:
        yield server
    finally:
        server.end()


def _reachable(host: str) -> str:
    """Where a server that listens on this address can be asked."""
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104 - not bound here, asked
    return f"[{host}]" if ":" in host else host


def end_orphan() -> bool:
    """End a web server whose run was killed. True if there was one."""
    number = read_pid(PID_FILE)
    return number is not None and end(number, "gunicorn")
