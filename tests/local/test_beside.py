"""`manage.py` finds what `make run` made."""

import os
import subprocess
import sys

import pytest

from cms.local import beside
from cms.local.paths import ROOT


def test_the_database_of_make_run_is_lent_and_stopped_again(postgres):
    variables = {"DJANGO_SETTINGS_MODULE": beside.DEVELOPMENT}
    with beside.database(variables, postgres.data_dir, postgres.data_dir / "run.pid"):
        assert variables["DATABASE_URL"] == postgres.url()
        assert "PORT" not in variables
        assert postgres.running()
    assert not postgres.running()


@pytest.mark.parametrize(("given", "used"), [({}, "8001"), ({"PORT": "8002"}, "8002")])
def test_the_port_is_that_of_the_run_unless_another_is_named(postgres, tmp_path, given, used):
    (tmp_path / "run.pid").write_text("123\n8001\n")
    variables = {"DJANGO_SETTINGS_MODULE": beside.DEVELOPMENT, **given}
    with beside.database(variables, postgres.data_dir, tmp_path / "run.pid"):
        assert variables["PORT"] == used


@pytest.mark.parametrize(
    "variables",
    [
        {"DJANGO_SETTINGS_MODULE": beside.DEVELOPMENT, "DATABASE_URL": "postgresql://elsewhere/x"},
        {"DJANGO_SETTINGS_MODULE": "cms.settings.production"},
    ],
)
def test_what_the_environment_says_is_left_alone(postgres, variables):
    before = dict(variables)
    with beside.database(variables, postgres.data_dir):
        assert variables == before
        assert not postgres.running()


def test_nothing_is_made_where_make_run_never_ran(tmp_path):
    variables = {"DJANGO_SETTINGS_MODULE": beside.DEVELOPMENT}
    with beside.database(variables, tmp_path / "postgres"):
        assert "DATABASE_URL" not in variables
    assert not (tmp_path / "postgres").exists()


def test_an_interpreter_without_django_gives_way_to_that_of_the_project():
    bare = [sys._base_executable, "-S", "-E", "manage.py", "version"]
    plain = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run(bare, cwd=ROOT, env=plain, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("5.2")
