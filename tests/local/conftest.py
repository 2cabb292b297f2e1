"""A server of these tests' own, and a checkout in miniature to run the targets in."""

import os
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from pathlib import Path

import pytest

from cms.local import paths
from cms.local.postgres import EmbeddedPostgres

SITE = """
def application(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"served"]
"""
MANAGE = """
import json, os, pathlib, sys
if sys.argv[1:2] == ["demo"]:
    if os.environ.get("DEMO_FAILS"):
        sys.exit(os.environ["DEMO_FAILS"])
    import psycopg2
    with psycopg2.connect(os.environ["DATABASE_URL"]) as connection, connection.cursor() as cursor:
        cursor.execute("CREATE TABLE IF NOT EXISTS runs (id serial)")
        cursor.execute("INSERT INTO runs DEFAULT VALUES RETURNING id")
        print("run number", cursor.fetchone()[0], flush=True)
    row = {"tenant": "anyang", "role": "editor", "url": "http://anyang.localhost", "username": "e", "password": "p"}
    pathlib.Path("var/demo.json").write_text(json.dumps([row]))
"""


def open_folder() -> Path:
    """A new folder that another account can enter, with a path short enough for a socket."""
    folder = Path(tempfile.mkdtemp(prefix="cms-test-", dir="/tmp"))
    folder.chmod(0o755)
    return folder


@pytest.fixture
def short_tmp():
    folder = open_folder()
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def made_once():
    """A server's folder as its first start leaves it: making one takes longer than copying it."""
    folder = open_folder()
    server = EmbeddedPostgres(folder / "pg", durable=False)
    server.start()
    server.stop()
    yield server.data_dir
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def postgres(short_tmp, made_once):
    """A server that is made but not started yet, and leaves nothing behind."""
    subprocess.run(["cp", "-a", made_once, short_tmp / "pg"], check=True)
    server = EmbeddedPostgres(short_tmp / "pg", durable=False)
    yield server
    server.destroy()


@pytest.fixture
def checkout(short_tmp):
    """A small site in the shape of the project, with the real `cms/local` in it."""
    root = short_tmp / "checkout"
    (root / "cms").mkdir(parents=True)
    shutil.copytree(paths.ROOT / "cms" / "local", root / "cms" / "local", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(paths.ROOT / "cms" / "gunicorn.py", root / "cms")
    (root / "cms" / "__init__.py").touch()
    (root / "cms" / "wsgi.py").write_text(SITE)
    (root / "cms" / "settings").mkdir()
    (root / "cms" / "settings" / "development.py").write_text("SECRET_KEY = 'a small site'\n")
    (root / "manage.py").write_text(MANAGE)
    for name in ("requirements.txt", "constraints.txt", "requirements-dev.txt"):
        (root / name).write_text("")
    yield root
    target(root, "stop")
    EmbeddedPostgres(root / "var" / "postgres").destroy()


@pytest.fixture
def installed(checkout):
    """The checkout with a finished `.venv` that sees this environment's packages."""
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", checkout / ".venv"], check=True)
    packages = next((checkout / ".venv" / "lib").glob("python3*/site-packages"))
    (packages / "shared.pth").write_text(sysconfig.get_path("purelib") + "\n")
    stamp = "from cms.local.environment import *; from cms.local.environment import _digest;"
    stamp += "(VENV / '.installed-requirements').write_text(_digest(RUN))"
    subprocess.run([checkout / ".venv" / "bin" / "python", "-c", stamp], cwd=checkout, check=True)
    return checkout


def target(root: Path, *arguments: str, python: str = sys.executable, **environment: str):
    """Run a target to its end; its words are in stdout and stderr."""
    return subprocess.run(
        [python, "-m", "cms.local", *arguments],
        cwd=root,
        env=clean_environment(**environment),
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )


def clean_environment(**changes: str) -> dict[str, str]:
    """Nothing of this test run's own database or registry settings."""
    ours = ("DATABASE_URL", "PORT", "HOST", "CI", "DJANGO_SETTINGS_MODULE")
    kept = {name: value for name, value in os.environ.items() if name not in ours and not name.startswith("PIP_")}
    return kept | changes
