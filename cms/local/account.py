"""The operating-system account that PostgreSQL runs under.

PostgreSQL refuses to run as root, so root lends it an ordinary account; anybody else
runs it as themselves. No account is created and no parent folder's mode is changed.
"""

import os
import pwd
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from cms.local.sentences import LocalError

LENT_ACCOUNTS = ("postgres", "nobody")


@dataclass(frozen=True)
class Account:
    """Who runs the server; `lent` when root steps down to become them."""

    uid: int
    gid: int
    lent: bool

    @classmethod
    def current(cls) -> "Account":
        """Ourselves, or for root the account `postgres`, else `nobody`.

        Raises LocalError if root has neither to lend.
        """
        if os.geteuid() != 0:
            return cls(os.geteuid(), os.getegid(), lent=False)
        for name in LENT_ACCOUNTS:
            try:
                entry = pwd.getpwnam(name)
            except KeyError:
                continue
            return cls(entry.pw_uid, entry.pw_gid, lent=True)
        raise LocalError(
            "PostgreSQL cannot run as root and there is no account `postgres` or `nobody`"
            " to run it: create one, or run this as an ordinary user.",
            "PostgreSQL은 root로 실행할 수 없는데 `postgres`나 `nobody` 계정이 없습니다."
            " 계정을 만들거나 일반 사용자로 실행하세요.",
        )

    @classmethod
    def owner_of(cls, folder: Path) -> "Account":
        """The account that existing data belongs to: only that one may serve it.

        Raises LocalError if the data belongs to somebody whom we cannot become.
        """
        owner = folder.stat()
        if os.geteuid() == owner.st_uid != 0:
            return cls(owner.st_uid, owner.st_gid, lent=False)
        if os.geteuid() == 0 and owner.st_uid != 0:
            return cls(owner.st_uid, owner.st_gid, lent=True)
        raise LocalError(
            f"The database folder {folder} belongs to another user: run this as that user or as root.",
            f"데이터베이스 폴더 {folder}의 소유자가 다릅니다. 그 사용자나 root로 실행하세요.",
        )

    def run(
        self, command: Sequence[str | Path], *, input: str | None = None, start_new_session: bool = False
    ) -> subprocess.CompletedProcess[str]:
        """Run a command as this account, its output kept as text."""
        return subprocess.run(
            [str(part) for part in command],
            # An empty input rather than the terminal's: nothing here asks anybody.
            input=input or "",
            capture_output=True,
            text=True,
            errors="replace",
            cwd="/",
            env=self.environment(),
            check=False,
            start_new_session=start_new_session,
            user=self.uid if self.lent else None,
            group=self.gid if self.lent else None,
            extra_groups=[] if self.lent else None,
        )

    def environment(self) -> dict[str, str]:
        """No PG* variable of the caller's may point these tools at another server."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
        return kept | {"LC_ALL": "C", "LANGUAGE": "C", "TZ": "UTC"}

    def own_folder(self, folder: Path) -> None:
        """Make a folder that this account alone can enter.

        Raises FileExistsError if somebody else's folder or a link sits there already.
        """
        folder.mkdir(mode=0o700, exist_ok=True)
        found = folder.lstat()
        if folder.is_symlink() or found.st_uid not in (os.geteuid(), self.uid):
            raise FileExistsError(f"{folder} belongs to another user")
        if self.lent:
            os.chown(folder, self.uid, self.gid)
        folder.chmod(0o700)

    def can_enter(self, folder: Path) -> bool:
        """Whether this account can walk down to a folder and look into it."""
        if not self.lent:
            return os.access(folder, os.R_OK | os.X_OK)
        try:
            seen = self.run(["/bin/sh", "-c", 'cd "$1" && test -r .', "sh", folder])
        except OSError:
            return False
        return seen.returncode == 0

    def take_over(self, folder: Path) -> None:
        """Hand a whole folder to this account."""
        if self.lent:
            for parent, folders, files in os.walk(folder):
                for name in [".", *folders, *files]:
                    os.chown(Path(parent) / name, self.uid, self.gid, follow_symlinks=False)
