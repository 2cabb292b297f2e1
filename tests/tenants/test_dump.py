"""The template as SQL: renamed where its name is a schema's, and nowhere else."""

import pytest
from django.db import connection

from tenants.services import dump
from tenants.services.template import TEMPLATE


@pytest.mark.django_db
def test_only_a_schemas_name_is_renamed(monkeypatch):
    said = (
        "\\restrict abc\nSET statement_timeout = 0;\n"
        "SELECT pg_catalog.set_config('search_path', '', false);\n"
        f"CREATE SCHEMA {TEMPLATE};\n"
        f"COMMENT ON SCHEMA {TEMPLATE} IS 'fingerprint';\n"
        f"CREATE TABLE {TEMPLATE}.page (title text);\n"
        f"INSERT INTO {TEMPLATE}.page VALUES ('{TEMPLATE} and x{TEMPLATE}.y');\n"
        f"SELECT pg_catalog.setval('{TEMPLATE}.page_id_seq', 5, true);\n"
    )
    monkeypatch.setattr(dump, "of_schemas", lambda *schemas: said)
    assert [line for line in dump.schema_sql("busan-gangseo").splitlines() if line] == [
        'CREATE SCHEMA "busan-gangseo";',
        'CREATE TABLE "busan-gangseo".page (title text);',
        f"INSERT INTO \"busan-gangseo\".page VALUES ('{TEMPLATE} and x{TEMPLATE}.y');",
        "SELECT pg_catalog.setval('\"busan-gangseo\".page_id_seq', 5, true);",
    ]


@pytest.mark.django_db
def test_the_password_stands_in_no_list_of_processes(monkeypatch):
    seen = {}

    class Done:
        stdout = ""

    monkeypatch.setitem(connection.settings_dict, "PASSWORD", "secret")
    monkeypatch.setattr(
        dump.subprocess, "run", lambda command, **options: seen.update(command=command, **options) or Done
    )
    monkeypatch.setattr(dump, "pg_dump", lambda server: "pg_dump")
    dump.of_schemas("public")
    assert "secret" not in " ".join(seen["command"])
    assert seen["env"]["PGPASSWORD"] == "secret"


def test_a_pg_dump_older_than_the_server_is_not_used(tmp_path, monkeypatch):
    old = tmp_path / "pg_dump"
    old.write_text("#!/bin/sh\necho 'pg_dump (PostgreSQL) 15.18 (Debian)'\n")
    old.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(dump, "_wheel", list)
    dump.pg_dump.cache_clear()
    assert dump.pg_dump(15) == old
    with pytest.raises(dump.NoPgDump, match=r"PostgreSQL 18.*\(15\)"):
        dump.pg_dump(18)
    dump.pg_dump.cache_clear()
