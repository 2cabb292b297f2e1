"""`make test` goes through every step, whatever a step finds, and says all of it at the end."""

import subprocess
import sys
import time

import pytest

from cms.local import check, counting, tools
from cms.local.paths import ROOT
from cms.local.postgres import EmbeddedPostgres
from cms.local.sentences import LocalError

from .conftest import clean_environment


def test_it_goes_on_after_a_failure_and_fails_at_the_end(capsys):
    seen = []

    def refuse(_):
        raise LocalError("no registry", "저장소 없음")

    steps = [
        check.Step("First", lambda _: ["it is broken", "and bent"]),
        check.Step("Second", refuse),
        check.Step("Third", lambda _: seen.append("ran") or []),
    ]
    assert check.run(steps, {}) == 1
    assert seen == ["ran"]
    said = capsys.readouterr().out
    for sentence in ("it is broken", "and bent", "no registry", "2 of the checks failed."):
        assert sentence in said


def test_nothing_found_is_success(capsys):
    assert check.run([check.Step("Only", lambda _: [])], {}) == 0
    assert "Every check passed." in capsys.readouterr().out


def test_a_program_fails_by_its_status():
    assert check.python("-c", "pass")({}) == []
    assert "ended with 3" in check.python("-c", "raise SystemExit(3)")({})[0]


@pytest.mark.parametrize("status", [0, 3])
def test_an_early_program_runs_meanwhile_and_speaks_in_its_turn(monkeypatch, capfd, tmp_path, status):
    monkeypatch.setattr(check, "_two_cores", lambda: True)
    path = tmp_path / "begun"
    early = f"import pathlib, sys; pathlib.Path({str(path)!r}).touch(); print('early words'); sys.exit({status})"

    def wait(_):
        until = time.monotonic() + 30
        while not path.exists():
            assert time.monotonic() < until
        return []

    steps = [check.Step("First", wait), check.Step("Second", check.python("-c", early), early=True)]
    assert check.run(steps, {}) == int(bool(status))
    said = capfd.readouterr().out
    assert said.index("First") < said.index("Second") < said.index("early words")


def test_the_laws_tables_run_once_and_all_else_with_the_others(monkeypatch):
    asked = {}
    monkeypatch.setattr(tools, "chromium", lambda: "chromium")
    monkeypatch.setattr(check, "python", lambda *arguments: lambda environment: asked.update(environment) or [])
    check.tests({"PYTEST_ADDOPTS": "-x"})
    left_out = {option.removeprefix("--ignore=") for option in asked["PYTEST_ADDOPTS"].split()} - {"-x"}
    every = {str(path.relative_to(ROOT)) for path in (ROOT / "tests/ordinance").glob("test_*.py")}
    assert left_out < every
    assert {path.rpartition("_")[2] for path in every - left_out} <= {"hostile.py", "oracle.py", "properties.py"}


def test_the_totals_are_those_of_all_parts(monkeypatch, tmp_path):
    monkeypatch.setattr(counting, "TEST_COUNTS", tmp_path)
    (tmp_path / "law.json").write_text('{"passed": 3, "in a browser": 0}')
    (tmp_path / "tests.json").write_text('{"passed": 4, "failed": 1, "in a browser": 2}')
    assert counting.totals() == "7 passed, 1 failed, 2 in a browser"
    counting.forget()
    assert counting.totals() == ""


@pytest.mark.parametrize(("ci", "failures"), [("true", 1), ("", 0)])
def test_without_chromium_the_rest_runs_and_ci_fails(monkeypatch, capsys, ci, failures):
    monkeypatch.setenv("CI", ci)
    monkeypatch.setattr(tools, "chromium", lambda: None)
    asked = []
    monkeypatch.setattr(check, "python", lambda *arguments: lambda _: asked.append(arguments) or [])
    assert len(check.tests({})) == failures
    assert "not browser" in asked[0]
    assert "apt install chromium" in capsys.readouterr().out


def test_chromium_can_be_named(monkeypatch, tmp_path):
    browser = tmp_path / "my-browser"
    browser.write_text("#!/bin/sh\n")
    browser.chmod(0o755)
    monkeypatch.setenv("CHROMIUM", str(browser))
    assert tools.chromium() == str(browser)


def test_without_java_the_html_checker_says_what_to_install(monkeypatch):
    monkeypatch.setenv("PATH", "/nonexistent")
    with pytest.raises(LocalError, match="default-jre-headless"):
        tools.vnu_jar()


def test_a_second_driver_is_a_failure(monkeypatch):
    import importlib.util

    assert check.one_driver({}) == []
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: object())
    assert "psycopg (3) is installed" in check.one_driver({})[0]


def test_a_target_that_is_terminated_takes_its_server_along(checkout):
    program = (
        "import sys, time; from cms.local import database, paths, targets\n"
        "targets.NO_REQUIREMENTS['wait'] = lambda: wait()\n"
        "def wait():\n"
        "    with database.server(paths.TEST_POSTGRES, durable=False):\n"
        "        print('started', flush=True); time.sleep(120)\n"
        "sys.exit(targets.run_target(['wait']))"
    )
    waiting = subprocess.Popen(
        [sys.executable, "-c", program], cwd=checkout, env=clean_environment(), stdout=subprocess.PIPE
    )
    assert waiting.stdout.readline() == b"started\n"
    waiting.terminate()
    waiting.communicate(timeout=120)
    assert waiting.returncode == 130
    assert EmbeddedPostgres(checkout / "var" / "test-postgres").pid() is None
