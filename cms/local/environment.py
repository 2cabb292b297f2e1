"""The virtual environment `.venv`: made once, brought up to date when requirements change.

A stamp inside it holds a digest of the requirement files. It is written last, so an
interrupted installation goes on with the next run; pip's own cache makes that short.
"""

import fcntl
import hashlib
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from cms.local.paths import LOGS, ROOT, VAR, VENV, VENV_PYTHON
from cms.local.sentences import LocalError, disk_full, not_writable, says_disk_full

RUN = ("requirements.txt", "constraints.txt")
DEVELOPMENT = ("requirements-dev.txt", *RUN)
UNREACHABLE = (
    "NewConnectionError",
    "Max retries exceeded",
    "Failed to establish a new connection",
    "Connection refused",
    "name resolution",
    "ConnectTimeout",
    "ReadTimeout",
    "ProxyError",
    "SSLError",
)


def ensure(files: tuple[str, ...]) -> None:
    """Have `.venv` hold what these requirement files ask for, the first naming the rest.

    Raises LocalError with one sentence: no venv module, no registry, disk full, no permission.
    """
    stamp = VENV / f".installed-{Path(files[0]).stem}"
    wanted = _digest(files)
    if _read(stamp) == wanted and VENV_PYTHON.exists():
        return
    with _alone():
        if _read(stamp) == wanted and VENV_PYTHON.exists():
            return
        if not _has_pip():
            _create()
        _install(files[0])
        stamp.write_text(wanted)


def _digest(files: tuple[str, ...]) -> str:
    """Requirements, the interpreter and the place: a venv that was moved does not work."""
    whole = hashlib.sha256(f"{sys.version_info[:2]} {VENV}".encode())
    for name in files:
        whole.update((ROOT / name).read_bytes())
    return whole.hexdigest()


def _read(stamp: Path) -> str:
    with suppress(OSError):
        return stamp.read_text()
    return ""


@contextmanager
def _alone() -> Iterator[None]:
    VAR.mkdir(exist_ok=True)
    with (VAR / "install.lock").open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def _has_pip() -> bool:
    """Whether `.venv` is a whole environment of a Python that is new enough."""
    if not VENV_PYTHON.exists():
        return False
    check = "import pip, sys; sys.exit(sys.version_info < (3, 11) or sys.prefix != sys.argv[1])"
    seen = subprocess.run([VENV_PYTHON, "-c", check, str(VENV)], capture_output=True, check=False)
    return seen.returncode == 0


def _create() -> None:
    print(f"Making a virtual environment in {VENV.name} …", flush=True)
    made = subprocess.run(
        [sys.executable, "-m", "venv", "--clear", str(VENV)], capture_output=True, text=True, check=False
    )
    if made.returncode == 0:
        return
    said = made.stdout + made.stderr
    if "ensurepip" in said or "No module named venv" in said:
        version = "{}.{}".format(*sys.version_info)
        raise LocalError(
            "This Python comes without the venv module:"
            f" install it (Debian, Ubuntu: apt install python{version}-venv) and try again.",
            f"이 Python에는 venv 모듈이 없습니다. 설치(Debian, Ubuntu: apt install python{version}-venv)한 뒤"
            " 다시 실행하세요.",
        )
    raise _refused(said, "the virtual environment")


def _install(requirements: str) -> None:
    print(f"Installing {requirements} (the first time takes a minute or two) …", flush=True)
    pip = [VENV_PYTHON, "-m", "pip", "install", "--disable-pip-version-check", "--no-input", "--retries", "2"]
    # Root may have chosen the place on purpose; pip's advice about that is not for this.
    pip += ["--root-user-action", "ignore", "--progress-bar", "off", "-r", requirements, "-c", "constraints.txt"]
    LOGS.mkdir(parents=True, exist_ok=True)
    log = LOGS / "pip.log"
    with (
        log.open("w") as kept,
        subprocess.Popen(
            [str(part) for part in pip],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            env={**os.environ, "PYTHONUNBUFFERED": "1"},
        ) as running,
    ):
        for line in running.stdout or ():
            kept.write(line)
            _show(line)
    _show("")
    if running.returncode:
        raise _refused(log.read_text(errors="replace"), requirements, log)


def _show(line: str) -> None:
    """On a terminal, one line that changes; into a file, nothing but the large steps."""
    step = line.startswith(("Collecting", "Installing", "Downloading"))
    if sys.stdout.isatty():
        print(f"\r\033[K  {line.strip()[:70]}" if step else "\r\033[K" if not line else "", end="", flush=True)
    elif line.startswith("Installing"):
        print("  putting the packages in place …", flush=True)


def _refused(said: str, what: str, log: Path | None = None) -> LocalError:
    if says_disk_full(said):
        return disk_full(VENV)
    if any(sign in said for sign in UNREACHABLE):
        return LocalError(
            f"The package registry cannot be reached, so {what} could not be installed:"
            " check the network (or PIP_INDEX_URL) and try again.",
            f"패키지 저장소에 연결할 수 없어 {what}을(를) 설치하지 못했습니다."
            " 네트워크(또는 PIP_INDEX_URL)를 확인한 뒤 다시 실행하세요.",
        )
    if "Permission denied" in said or "Read-only file system" in said:
        return not_writable(VENV)
    errors = [line for line in said.splitlines() if line.startswith(("ERROR", "Error"))] or said.splitlines() or [""]
    more = f" (more in {log})" if log else ""
    return LocalError(
        f"{what} could not be installed; it said: {errors[-1].strip()}{more}",
        f"{what} 설치에 실패했습니다. 메시지: {errors[-1].strip()}{more}",
    )
