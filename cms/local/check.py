"""`make test`: every check in order, each under its heading, to the end even if one fails."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace

from cms.local import counting, database, extraction, law, messages, tools
from cms.local.paths import ROOT, TEST_POSTGRES
from cms.local.sentences import LocalError

Outcome = Callable[[Mapping[str, str]], list[str]]


@dataclass(frozen=True)
class Program:
    """A program that passes by ending with 0; its own words are shown."""

    name: str
    command: tuple[str, ...]

    def __call__(self, environment: Mapping[str, str]) -> list[str]:
        return self._wrong(subprocess.run(self.command, cwd=ROOT, env=dict(environment), check=False).returncode)

    @contextmanager
    def begun(self, environment: Mapping[str, str]) -> Iterator[Outcome]:
        """Runs while the block does other things; what the block is given waits for its end and shows its words."""
        with (
            tempfile.TemporaryFile("w+", encoding="utf-8") as words,
            subprocess.Popen(
                self.command, cwd=ROOT, env=dict(environment), stdout=words, stderr=subprocess.STDOUT
            ) as process,
        ):

            def ended(_: Mapping[str, str]) -> list[str]:
                status = process.wait()
                words.seek(0)
                print(words.read(), end="", flush=True)
                return self._wrong(status)

            try:
                yield ended
            finally:
                process.terminate()

    def _wrong(self, status: int) -> list[str]:
        return [f"`{self.name}` ended with {status}"] if status else []


@dataclass(frozen=True)
class Step:
    """A heading and what it does; it returns what is wrong, each as a sentence."""

    heading: str
    outcome: Outcome
    early: bool = False  # a program that begins with the first step where there is a second core


def python(*arguments: str) -> Program:
    return Program(" ".join(arguments[1:]), (sys.executable, *arguments))


def program(name: str, *arguments: str) -> Program:
    """One that pip placed beside the interpreter."""
    return Program(" ".join([name, *arguments]), (os.path.join(os.path.dirname(sys.executable), name), *arguments))


def manage(*arguments: str) -> Outcome:
    return python("manage.py", *arguments)


def catalogues(_: Mapping[str, str]) -> list[str]:
    messages.compile_all()
    found = [*messages.problems(), *messages.uneven()]
    missing_tools = extraction.gettext_missing()
    if missing_tools:
        return [*found, *_only_in_ci(missing_tools)]
    unheard = [f"no Korean for “{msgid[:70]}” (`make messages`)" for msgid in extraction.missing_from()]
    return _shown([*found, *unheard])


def one_driver(_: Mapping[str, str]) -> list[str]:
    """Django would silently prefer psycopg 3, which nothing here was tested with."""
    import importlib.util

    found = importlib.util.find_spec("psycopg")
    return ["psycopg (3) is installed, and Django would use it instead of psycopg2"] if found else []


def migrations(environment: Mapping[str, str]) -> list[str]:
    """Changes that would break or lock a running site; a room's first migration cannot."""
    return python("-m", "cms.local.migrations")(environment)


def tests(environment: Mapping[str, str]) -> list[str]:
    """All but the law's tables, which the step before has run."""
    ran = [f"--ignore={path}" for path in law.tables()]
    rest = {**environment, "PYTEST_ADDOPTS": " ".join([environment.get("PYTEST_ADDOPTS", ""), *ran])}
    if tools.chromium():
        return python("-m", "pytest", *_workers())(rest)
    missing = _only_in_ci(tools.CHROMIUM_HELP + " The browser journeys are left out.")
    return [*missing, *python("-m", "pytest", "-m", "not browser", *_workers())(rest)]


def _workers() -> list[str]:
    """Two processes where there are two cores; more would fight over one browser and one database."""
    return ["-n", "2"] if _two_cores() else []


def _two_cores() -> bool:
    return (os.cpu_count() or 1) > 1


STEPS = (
    Step("Style", program("ruff", "check", ".")),
    Step("Formatting", program("ruff", "format", "--check", ".")),
    Step("Arrows between rooms", program("lint-imports")),
    Step("Types", program("mypy")),
    Step("One database driver", one_driver),
    Step("Django's system check", manage("check", "--fail-level", "WARNING")),
    Step("Models and migrations agree", manage("makemigrations", "--check", "--dry-run")),
    Step("Migrations that a running site survives", migrations),
    Step("Message catalogues", catalogues),
    Step("Lines and branches of the law", python("-m", "cms.local.law"), early=True),
    Step("A migrated database for the tests", python("-m", "tests.migrated"), early=True),
    Step("Tests", tests),
)
LINT = STEPS[:4]


def test() -> int:
    """Run all steps; 0 if none found anything."""
    counting.forget()
    with database.server(TEST_POSTGRES, durable=False) as url:
        status = run(STEPS, {**os.environ, "DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "cms.settings.test"})
    print(f"Tests: {counting.totals() or 'none ran'}.", flush=True)
    return status


def lint() -> int:
    return run(LINT, os.environ)


def run(steps: Iterable[Step], environment: Mapping[str, str]) -> int:
    """Go through the steps and say at the end, all at once, what each found."""
    failed: list[tuple[str, list[str]]] = []
    with ExitStack() as meanwhile:
        for step in [_begun(step, environment, meanwhile) for step in steps]:
            print(f"\n\033[1m== {step.heading}\033[0m" if sys.stdout.isatty() else f"\n== {step.heading}", flush=True)
            began = time.monotonic()
            try:
                wrong = step.outcome(environment)
            except LocalError as error:
                wrong = [str(error)]
            print(f"   {'failed' if wrong else 'passed'} in {time.monotonic() - began:.1f} s", flush=True)
            if wrong:
                failed.append((step.heading, wrong))
    _summarise(failed)
    return 1 if failed else 0


def _begun(step: Step, environment: Mapping[str, str], meanwhile: ExitStack) -> Step:
    if not (step.early and isinstance(step.outcome, Program) and _two_cores()):
        return step
    return replace(step, outcome=meanwhile.enter_context(step.outcome.begun(environment)))


def _summarise(failed: list[tuple[str, list[str]]]) -> None:
    for heading, wrong in failed:
        print(f"\n{heading}:")
        for sentence in wrong:
            print(f"  {sentence}")
    print(f"\n{len(failed)} of the checks failed." if failed else "\nEvery check passed.", flush=True)


def _shown(found: list[str], most: int = 40) -> list[str]:
    more = len(found) - most
    return [*found[:most], f"… and {more} more"] if more > 0 else found


def _only_in_ci(sentence: str) -> list[str]:
    """Something this machine lacks: said here, a failure where CI=true promises a whole run."""
    print(f"   {sentence}", flush=True)
    return [sentence] if os.environ.get("CI") == "true" else []
