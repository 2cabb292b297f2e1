"""Commands of manage.py in processes apart, forked from one that has loaded Django.

Each would else load it anew, which takes longer than most commands. A fork begins as a fresh process does: nothing in
its caches and no connection.
"""

import json
import os
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path


class Errands:
    """Runs commands one after the other."""

    def __init__(self, process: subprocess.Popen) -> None:
        self._process = process

    def run(self, *arguments: str) -> subprocess.CompletedProcess:
        """Run a command; its words and how it ended."""
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps(arguments) + "\n")
        self._process.stdin.flush()
        answer = self._process.stdout.readline()
        assert answer, "The process that runs commands has ended; its own words stand above."
        return subprocess.CompletedProcess(arguments, *json.loads(answer))


@contextmanager
def errands(folder: Path, environment: Mapping[str, str]) -> Iterator[Errands]:
    """Commands may be run within the block, in this folder of the project and this environment."""
    command = [sys.executable, "-m", "tests.errands"]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with subprocess.Popen(command, cwd=folder, env=dict(environment), text=True, **pipes) as process:
        yield Errands(process)


def _serve() -> None:
    import django

    django.setup()
    for line in sys.stdin:
        with tempfile.TemporaryFile("w+") as words, tempfile.TemporaryFile("w+") as errors:
            status = _forked(json.loads(line), words.fileno(), errors.fileno())
            words.seek(0)
            errors.seek(0)
            print(json.dumps([status, words.read(), errors.read()]), flush=True)


def _forked(arguments: list[str], words: int, errors: int) -> int:
    number = os.fork()
    if number:
        return os.waitstatus_to_exitcode(os.waitpid(number, 0)[1])
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(words, 1)
    os.dup2(errors, 2)
    os._exit(_status(arguments))


def _status(arguments: list[str]) -> int:
    from django.core.management import execute_from_command_line

    try:
        execute_from_command_line(["manage.py", *arguments])
        status = 0
    except SystemExit as left:
        status = left.code if isinstance(left.code, int) else int(left.code is not None)
    except BaseException:
        traceback.print_exc()
        status = 1
    sys.stdout.flush()
    sys.stderr.flush()
    return status


if __name__ == "__main__":
    _serve()
