"""Which PostgreSQL a run uses: the embedded one, or that of DATABASE_URL."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from cms.local.postgres import EmbeddedPostgres
from cms.local.sentences import LocalError

OLDEST_SERVER = 15_00_00


@contextmanager
def server(data_dir: Path, *, durable: bool = True) -> Iterator[str]:
    """The address of a database that answers; an embedded server ends with its last user.

    Raises LocalError if the server of DATABASE_URL does not answer or is too old.
    """
    given = os.environ.get("DATABASE_URL")
    if given:
        check_server(given)
        yield given
        return
    with EmbeddedPostgres(data_dir, durable=durable).session() as url:
        yield url


def check_server(url: str) -> None:
    """Raise LocalError unless a new enough PostgreSQL answers at this address."""
    import psycopg2

    try:
        connection = psycopg2.connect(url, connect_timeout=5)
    except (psycopg2.Error, UnicodeError) as error:
        said = " ".join(str(error).split())
        raise LocalError(
            f"DATABASE_URL does not lead to a database: {said} (expected: postgresql://user:password@host:5432/name)",
            f"DATABASE_URL로 데이터베이스에 연결할 수 없습니다. 메시지: {said}",
        ) from error
    version = connection.server_version
    connection.close()
    if version < OLDEST_SERVER:
        raise LocalError(
            f"The server of DATABASE_URL is PostgreSQL {version // 10_000}; 15 or newer is needed.",
            f"DATABASE_URL의 서버는 PostgreSQL {version // 10_000}입니다. 15 이상이 필요합니다.",
        )
