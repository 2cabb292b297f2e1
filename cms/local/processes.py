"""Processes that an earlier run may have left: found by number, trusted only by name."""

import os
import signal
import subprocess
import time
from contextlib import suppress
from pathlib import Path


def is_alive(number: int) -> bool:
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def is_running(number: int, word: str) -> bool:
    """Whether a process is alive and its command names `word`: a number is given out again."""
    return is_alive(number) and word in command_of(number)


def runs(number: int, program: str) -> bool:
    """Whether a process is alive and is that very program: its arguments and its title may say anything."""
    if Path("/proc/self").exists():
        with suppress(OSError):
            first = Path(f"/proc/{number}/cmdline").read_bytes().split(b"\0")[0].decode(errors="replace")
            return is_alive(number) and Path(first).name == program
        return False
    return is_alive(number) and Path(command_of(number).split(" ")[0]).name == program


def command_of(number: int) -> str:
    """The command line of a process; empty for one that has ended."""
    if Path("/proc/self").exists():
        with suppress(OSError):
            return Path(f"/proc/{number}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
        return ""
    seen = subprocess.run(["ps", "-p", str(number), "-o", "command="], capture_output=True, text=True, check=False)
    return seen.stdout


def read_pid(file: Path) -> int | None:
    """The number on a file's first line, if there is one."""
    try:
        return int(file.read_text().split("\n", 1)[0])
    except (OSError, ValueError):
        return None


def end(number: int, word: str, *, seconds: float = 20) -> bool:
    """Ask a process to end and see it gone; one that does not listen is killed. True if it was there."""
    if not is_running(number, word):
        return False
    for how, patience in ((signal.SIGTERM, seconds), (signal.SIGKILL, 5.0)):
        with suppress(ProcessLookupError):
            os.kill(number, how)
        deadline = time.monotonic() + patience
        while time.monotonic() < deadline:
            if not is_running(number, word):
                return True
            time.sleep(0.05)
    return True
