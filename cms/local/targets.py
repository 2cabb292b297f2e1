"""The targets of the Makefile by name, and how each failure is shown: one sentence, no traceback."""

import errno
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Sequence

from cms.local import environment
from cms.local.paths import POSTGRES, ROOT, VENV, VENV_PYTHON
from cms.local.sentences import LocalError, disk_full, not_writable


def _run() -> int:
    from cms.local.run import run

    return run()


def _stop() -> int:
    from cms.local.run import stop

    return stop()


def _test() -> int:
    from cms.local.check import test

    return test()


def _lint() -> int:
    from cms.local.check import lint

    return lint()


def _install() -> int:
    from cms.local import messages

    print(f"Requirements are in place; {messages.compile_all()} message catalogues compiled.")
    return 0


def _messages() -> int:
    from cms.local import extraction, messages

    missing = extraction.gettext_missing()
    if missing:
        raise LocalError(missing, "gettext 도구가 설치되어 있지 않습니다.")
    languages = os.environ.get("LANGUAGES", extraction.FIRST_LANGUAGE).split()
    extraction.make_messages(ROOT, languages)
    print(f"{messages.compile_all()} catalogues compiled.")
    found = list(messages.problems())
    print("\n".join(found) if found else "Every message is translated.")
    return 1 if found else 0


def _bench() -> int:
    return _with_database([sys.executable, "-m", "tests.bench"])


def _mutation() -> int:
    """Needs no database: the law is pure."""
    return subprocess.run([sys.executable, "-m", "tests.mutation"], cwd=ROOT, check=False).returncode


def _year() -> int:
    """In a database of its own beside the site's, dropped afterwards."""
    return _with_database([sys.executable, "-m", "tests.year"]) or _with_database(
        [sys.executable, "-m", "tests.petition_year"]
    )


def _screenshots() -> int:
    """Of the site as `make run` serves it at the moment."""
    return subprocess.run([sys.executable, "docs/take_screenshots.py"], cwd=ROOT, check=False).returncode


def _shell() -> int:
    tenant = os.environ.get("TENANT", "")
    shell = ["tenant_command", "shell", f"--schema={tenant}"] if tenant else ["shell"]
    return _with_database([sys.executable, "manage.py", *shell])


def _manage() -> int:
    return _with_database([sys.executable, "manage.py", *sys.argv[2:]])


def _with_database(command: Sequence[str]) -> int:
    """Run a program beside the database of `make run`, whether that is running or not."""
    from cms.local import database
    from cms.local.run import environment_for

    with database.server(POSTGRES) as url:
        # In a shell, Ctrl-C ends a line and not the shell: that program answers it, not we.
        signal.signal(signal.SIGINT, lambda *_: None)
        return subprocess.run(command, cwd=ROOT, env=environment_for(url), check=False).returncode


NO_REQUIREMENTS: dict[str, Callable[[], int]] = {"stop": _stop}
NEEDS_RUN: dict[str, Callable[[], int]] = {"run": _run, "install": _install, "shell": _shell, "manage": _manage}
NEEDS_DEVELOPMENT: dict[str, Callable[[], int]] = {
    "test": _test,
    "lint": _lint,
    "bench": _bench,
    "mutation": _mutation,
    "year": _year,
    "messages": _messages,
    "screenshots": _screenshots,
}


def run_target(arguments: Sequence[str]) -> int:
    """Run a target by its name. Returns the exit status; a refusal is one sentence on stderr."""
    name = arguments[0] if arguments else ""
    _end_in_order()
    try:
        if name in NO_REQUIREMENTS:
            return NO_REQUIREMENTS[name]()
        if name not in {**NEEDS_RUN, **NEEDS_DEVELOPMENT}:
            known = " ".join([*NEEDS_RUN, *NO_REQUIREMENTS, *NEEDS_DEVELOPMENT])
            raise LocalError(f"There is no target {name!r}; there are: {known}.", f"알 수 없는 명령입니다: {name!r}")
        environment.ensure(environment.RUN if name in NEEDS_RUN else environment.DEVELOPMENT)
        _enter_environment()
        return {**NEEDS_RUN, **NEEDS_DEVELOPMENT}[name]()
    except LocalError as error:
        return _say(error)
    except KeyboardInterrupt:
        print("\nInterrupted; the next try goes on from here.", file=sys.stderr)
        return 130
    except OSError as error:
        known_error = _plain(error)
        if known_error is None:
            raise
        return _say(known_error)


def _end_in_order() -> None:
    """A closed terminal or `make stop` ends a target as Ctrl-C does: servers that it started end, too."""
    endings = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)

    def interrupt(*_: object) -> None:
        # Once is enough: a second Ctrl-C must not leave PostgreSQL behind.
        for number in endings:
            signal.signal(number, signal.SIG_IGN)
        raise KeyboardInterrupt

    for number in endings:
        signal.signal(number, interrupt)


def _enter_environment() -> None:
    """Go on as the interpreter of `.venv`, which sees the requirements."""
    if sys.prefix != str(VENV):
        sys.stdout.flush()
        os.execv(VENV_PYTHON, [str(VENV_PYTHON), "-m", "cms.local", *sys.argv[1:]])  # noqa: S606


def _plain(error: OSError) -> LocalError | None:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return disk_full(error.filename or ROOT)
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return not_writable(error.filename or ROOT)
    return None


def _say(error: LocalError) -> int:
    sys.stdout.flush()
    print(f"\n{error}", file=sys.stderr, flush=True)
    return 1
