"""`make run` and `make stop`, with the real launcher around a small site."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager

import pytest

from cms.local import database, web
from cms.local.processes import is_alive, read_pid
from cms.local.sentences import LocalError

from .conftest import clean_environment, target


@pytest.fixture
def port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


@contextmanager
def running(root, port, **environment):
    """A run in progress, from its sign-ins on."""
    process = subprocess.Popen(
        [sys.executable, "-m", "cms.local", "run"],
        cwd=root,
        env=clean_environment(PORT=str(port), **environment),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    said = []
    for line in process.stdout:
        said.append(line)
        if line.startswith("Ctrl-C"):
            break
    try:
        yield process, "".join(said)
    finally:
        process.kill()
        process.wait()
        process.stdout.close()  # a web server left behind may hold the other end


def body(port):
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5) as answer:
        return answer.read()


def gone(*numbers):
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and any(is_alive(number) for number in numbers):
        time.sleep(0.05)
    return not any(is_alive(number) for number in numbers)


def processes_of(root):
    return read_pid(root / "var" / "gunicorn.pid"), read_pid(root / "var" / "postgres" / "data" / "postmaster.pid")


def test_it_serves_and_shows_sign_ins_and_ctrl_c_ends_everything(installed, port):
    with running(installed, port) as (process, said):
        assert body(port) == b"served"
        assert "anyang" in said
        assert re.search(r"editor  http://anyang\.localhost  e  p", said)
        web_server, postgres = processes_of(installed)
        process.send_signal(signal.SIGINT)
        rest, _ = process.communicate(timeout=120)
        assert process.returncode == 0
        assert "Stopped; everything is kept" in rest
        assert gone(web_server, postgres)
        assert not (installed / "var" / "run.pid").exists()

    with running(installed, port) as (process, said):
        assert "run number 2" in said, "the data was kept"
        refused = target(installed, "run", PORT=str(port))
        assert refused.returncode == 1
        assert "is being served already" in refused.stderr
        assert body(port) == b"served", "the refused second run did no harm"
        stopped = target(installed, "stop")
        assert "make run" in stopped.stdout
        assert process.wait(60) == 0
    assert "Nothing was running" in target(installed, "stop").stdout


def test_after_a_kill_the_next_run_clears_up_and_goes_on(installed, port):
    with running(installed, port) as (process, _):
        left = processes_of(installed)
        process.kill()
        process.wait()
        assert all(is_alive(number) for number in left), "nobody could tell them"
    with running(installed, port) as (process, said):
        assert "run number 2" in said
        assert body(port) == b"served"
        process.kill()
        process.wait()
    stopped = target(installed, "stop")
    assert "web server, PostgreSQL" in stopped.stdout
    assert gone(*processes_of(installed)) if any(processes_of(installed)) else True


def test_a_failing_command_shows_its_words_and_one_sentence(installed, port):
    done = target(installed, "run", PORT=str(port), DEMO_FAILS="departments.csv, line 3: no name")
    assert done.returncode == 1
    assert "departments.csv, line 3: no name" in done.stderr
    assert "`manage.py demo` failed: its own message stands above" in done.stderr
    full = target(installed, "run", PORT=str(port), DEMO_FAILS="DiskFull: No space left on device")
    assert "is full: free some space" in full.stderr
    assert "Nothing was running" in target(installed, "stop").stdout


def test_a_run_killed_before_it_serves_leaves_no_web_server(installed, port):
    (installed / "manage.py").write_text("import time\nprint('preparing', flush=True)\ntime.sleep(30)\n")
    process = subprocess.Popen(
        [sys.executable, "-m", "cms.local", "run"],
        cwd=installed,
        env=clean_environment(PORT=str(port)),
        stdout=subprocess.PIPE,
        start_new_session=True,
    )
    assert process.stdout.readline() == b"preparing\n"
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    deadline = time.monotonic() + 60
    while web_servers_of(installed) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert web_servers_of(installed) == []


def web_servers_of(root):
    running = subprocess.check_output(["ps", "-eo", "args"], text=True).splitlines()
    return [command for command in running if "gunicorn" in command and str(root) in command]


def test_a_site_that_does_not_load_is_reported(installed, port):
    (installed / "cms" / "wsgi.py").write_text("raise RuntimeError('broken on purpose')")
    done = target(installed, "run", PORT=str(port))
    assert done.returncode == 1
    assert "broken on purpose" in done.stderr
    assert "The web server did not answer" in done.stderr


def test_a_port_in_use_is_one_sentence(installed, port):
    with socket.socket() as other:
        other.bind(("127.0.0.1", port))
        other.listen()
        done = target(installed, "run", PORT=str(port))
    assert done.returncode == 1
    assert f"Port {port} is in use by another program" in done.stderr
    assert f"{port}번 포트를 다른 프로그램이 쓰고 있습니다" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (installed / "var" / "postgres").exists(), "found before anything was started"


@pytest.mark.parametrize("given", ["0", "65536", "eighty", "-1", "８０００"])
def test_what_is_no_port_is_refused(monkeypatch, given):
    monkeypatch.setenv("PORT", given)
    with pytest.raises(LocalError, match="PORT must be a number from 1 to 65535"):
        web.chosen_port()


def test_by_default_only_this_machine_is_served(monkeypatch):
    monkeypatch.delenv("HOST", raising=False)
    assert {host for _, host in web.addresses(8000)} <= {"127.0.0.1", "::1"}
    monkeypatch.setenv("HOST", "0.0.0.0")
    assert [host for _, host in web.addresses(8000)] == ["0.0.0.0"]


@pytest.mark.parametrize("url", ["postgresql://cms@127.0.0.1:9/cms", "mysql://x", "postgresql://", "한글"])
def test_a_broken_database_url_is_one_sentence(url):
    with pytest.raises(LocalError, match="DATABASE_URL does not lead to a database: "):
        database.check_server(url)


def test_database_url_replaces_the_embedded_server(postgres, monkeypatch):
    postgres.start()
    monkeypatch.setenv("DATABASE_URL", postgres.url())
    with database.server(postgres.data_dir / "never-made") as url:
        assert url == postgres.url()
    assert postgres.running(), "a server of somebody else's is not ours to stop"
    assert not (postgres.data_dir / "never-made").exists()
    missing = postgres.url("absent")
    with pytest.raises(LocalError, match='database "absent" does not exist'):
        database.check_server(missing)


def test_an_older_server_is_refused(monkeypatch):
    import psycopg2

    class Old:
        server_version = 14_00_09

        def close(self):
            pass

    monkeypatch.setattr(psycopg2, "connect", lambda *_, **__: Old())
    with pytest.raises(LocalError, match="is PostgreSQL 14; 15 or newer is needed"):
        database.check_server("postgresql://cms@localhost/cms")


def test_only_a_process_of_that_name_is_ended():
    from cms.local.processes import end

    assert not end(os.getpid(), "no such word in a command")
