"""Before there is a virtual environment: old Pythons, no registry, no permission, and going on afterwards."""

import ast
import os
import subprocess
import sys

import pytest

from cms.local import environment
from cms.local.paths import ROOT
from cms.local.sentences import LocalError

from .conftest import clean_environment, target

NOBODY = 65534


def test_the_entry_parses_on_an_old_python():
    for name in ("cms/__init__.py", "cms/local/__init__.py", "cms/local/__main__.py"):
        ast.parse((ROOT / name).read_text(encoding="utf-8"), feature_version=(3, 6))


def test_an_old_python_is_named_in_one_sentence(checkout, tmp_path):
    (tmp_path / "sitecustomize.py").write_text("import sys; sys.version_info = (3, 8, 10, 'final', 0)")
    done = target(checkout, "run", PYTHONPATH=str(tmp_path), PATH="/nonexistent")
    assert done.returncode == 1
    assert "This needs Python 3.11 or newer" in done.stderr
    assert "is Python 3.8" in done.stderr
    assert "Python 3.11 이상이 필요" in done.stderr
    assert "Traceback" not in done.stderr


def test_an_old_python_hands_over_to_a_newer_one(checkout, tmp_path):
    (tmp_path / "sitecustomize.py").write_text("import sys; sys.version_info = (3, 8, 10, 'final', 0)")
    newer = tmp_path / "python3.12"
    newer.write_text('#!/bin/sh\necho "newer: $*"\n')
    newer.chmod(0o755)
    done = target(checkout, "run", PYTHONPATH=str(tmp_path), PATH=f"{tmp_path}:/bin:/usr/bin")
    assert done.stdout.strip() == "newer: -m cms.local run"


def test_without_a_registry_the_next_try_goes_on(checkout):
    (checkout / "requirements.txt").write_text("surely-not-installed==1.0\n")
    nowhere = {"PIP_INDEX_URL": "http://127.0.0.1:9/simple", "PIP_CONFIG_FILE": os.devnull, "PIP_RETRIES": "0"}
    failed = target(checkout, "run", **nowhere)
    assert failed.returncode == 1
    assert "The package registry cannot be reached" in failed.stderr
    assert "패키지 저장소에 연결할 수 없어" in failed.stderr
    assert "Traceback" not in failed.stderr

    (checkout / "requirements.txt").write_text("")
    ensure = "from cms.local import environment; environment.ensure(environment.RUN)"
    made = subprocess.run(
        [sys.executable, "-c", ensure], cwd=checkout, env=clean_environment(**nowhere), capture_output=True, text=True
    )
    assert made.returncode == 0
    assert "Making a virtual environment" not in made.stdout, "what stands already is not made again"
    again = subprocess.run(
        [sys.executable, "-c", ensure], cwd=checkout, env=clean_environment(), capture_output=True, text=True
    )
    assert again.stdout == "", "nothing changed, so nothing is installed"


@pytest.mark.skipif(os.geteuid() != 0, reason="an ordinary user cannot become another")
def test_a_folder_that_cannot_be_written_is_named(checkout):
    done = subprocess.run(
        ["/usr/bin/env", "python3", "-m", "cms.local", "run"],
        cwd=checkout,
        env=clean_environment(PATH="/usr/local/bin:/usr/bin:/bin"),
        user=NOBODY,
        group=NOBODY,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert f"The folder {checkout / 'var'} cannot be written to" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.fixture
def elsewhere(tmp_path, monkeypatch):
    """The module's own paths, moved to an empty folder."""
    monkeypatch.setattr(environment, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(environment, "VENV_PYTHON", tmp_path / ".venv" / "bin" / "python")
    monkeypatch.setattr(environment, "VAR", tmp_path / "var")
    return tmp_path


def test_a_python_without_the_venv_module_is_told_what_to_install(elsewhere, monkeypatch):
    debian = elsewhere / "python3"
    debian.write_text(
        "#!/bin/sh\necho 'The virtual environment was not created successfully because ensurepip is not available.'\n"
        "exit 1\n"
    )
    debian.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(debian))
    with pytest.raises(LocalError, match=r"apt install python3\.\d+-venv"):
        environment.ensure(environment.RUN)


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ("ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device", "is full"),
        ("ERROR: [Errno 13] Permission denied: '/x/.venv/lib'", "cannot be written to"),
        (
            "WARNING: Retrying ... NewConnectionError: Failed to establish a new connection",
            "registry cannot be reached",
        ),
        ("ERROR: No matching distribution found for x==9", "it said: ERROR: No matching distribution found for x==9"),
    ],
)
def test_what_pip_says_becomes_a_sentence(said, sentence):
    assert sentence in str(environment._refused(said, "requirements.txt"))


def test_changed_requirements_change_the_stamp(elsewhere, monkeypatch):
    monkeypatch.setattr(environment, "ROOT", elsewhere)
    for name in environment.RUN:
        (elsewhere / name).write_text("a==1\n")
    before = environment._digest(environment.RUN)
    assert before == environment._digest(environment.RUN)
    (elsewhere / "constraints.txt").write_text("a==2\n")
    assert before != environment._digest(environment.RUN)


def test_an_unknown_target_lists_the_known_ones(checkout):
    done = target(checkout, "fly")
    assert done.returncode == 1
    assert "There is no target 'fly'; there are: run" in done.stderr
