"""A backup that was restored: the register follows, every evidence copy opens and is what was kept; or a row is named.

The real pg_dump and pg_restore, another database, another folder of closed files.
"""

import io
import json
import os
import re
import shutil
import subprocess
from contextlib import contextmanager, suppress
from pathlib import Path
from types import SimpleNamespace

import psycopg2.extensions
from django.core.management import CommandError, call_command
from django.db import connection, connections
from django.test import override_settings
from django.utils import translation

from cms.moderation.models import Evidence, ModerationRegister
from cms.moderation.services.acting import By
from cms.privacy.models import SealedFile
from tenants.context import platform, tenant
from tenants.models import Municipality
from tenants.onboarding import MunicipalityRow
from tenants.services import dump, onboard
from tenants.services.extensions import ensure_extensions
from tests import database
from tests.factories.boards import attachment, comment, post
from tests.moderation.conftest import _place, removed

ROW = MunicipalityRow("alpha", "알파시", "Alpha", "시", "alpha.localhost", "anyang", ("ko",))


def test_a_restored_backup_is_proven_and_an_altered_byte_is_named(django_db_setup, django_db_blocker, tmp_path):
    live, early, late = (tmp_path / name for name in ("sealed", "early", "late"))
    with django_db_blocker.unblock(), _own("lived"), override_settings(SEALED_ROOT=live):
        place = _lived()
        shutil.copytree(live, early)
        with tenant(place.town):
            _remove(place, "둘째 광고")
        _program("pg_dump", "--format=custom", "--schema=public", "--schema=alpha", f"--file={tmp_path / 'town.dump'}")
        with tenant(place.town):
            _remove(place, "덤프 뒤의 광고")
        shutil.copytree(live, late)
        with _own("restored"):
            _restore(tmp_path / "town.dump")
            with platform():
                place.town = Municipality.objects.get(slug="alpha")
            said, faults = _proven(late)
            assert ("alpha: 2 evidence copies opened, and 2 attachments" in said, faults) == (True, [])
            _said, faults = _proven(early)
            assert [_rows(each) for each in faults] == [_of(place.town, 1)] * 2, (
                "files before the database: one is lost"
            )
            _alter_each_file(place.town, late)
            _alter_the_register(place.town, late)


def _lived():
    """A post with a file and a comment, removed with its copy."""
    place = SimpleNamespace(town=onboard(ROW, lambda line: None, content=False))
    with tenant(place.town):
        _place(place)
        place.by_head, place.by_keeper, place.by_editor = _people(place)
        _remove(place, "첫째 광고")
    return place


def _people(place):
    return [By.officer(user, "desk") for user in (place.head, place.keeper, place.editor)]


def _remove(place, title):
    it = post(place.board, place.author, title=title)
    attachment(it)
    comment(it)
    removed(place, it)


def _alter_each_file(town, sealed):
    """Copy or attachment: whatever byte of a closed file was altered, the row of its copy is named."""
    with tenant(town):
        copies = list(Evidence.objects.select_related("file").order_by("pk"))
        attached = [json.loads(copy.whole)["files"][0]["sealed"] for copy in copies]
        places = [SealedFile.objects.get(pk=pk).path for pk in (copies[0].file_id, attached[1])]
    for number, place in enumerate(places):
        path = sealed / "alpha" / place
        whole = path.read_bytes()
        path.write_bytes(whole[:-9] + bytes([whole[-9] ^ 1]) + whole[-8:])
        _said, faults = _proven(sealed)
        assert [_rows(each) for each in faults] == [_of(town, number)]
        path.write_bytes(whole)
    assert _proven(sealed)[1] == []


def _alter_the_register(town, sealed):
    with tenant(town):
        row = ModerationRegister.objects.filter(act="removed").first()
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE moderation_moderationregister DISABLE TRIGGER USER")
            cursor.execute(
                "UPDATE moderation_moderationregister SET reason = reason || ' ' WHERE number = %s", [row.number]
            )
    _said, (fault,) = _proven(sealed)
    assert str(row.number) in _rows(fault)


def _proven(sealed: Path) -> tuple[str, list[str]]:
    """What the command prints, and its faults."""
    out, err = io.StringIO(), io.StringIO()
    with override_settings(SEALED_ROOT=sealed), translation.override("en"), suppress(CommandError):
        call_command("verify_moderation_register", "--tenant", "alpha", "--evidence", stdout=out, stderr=err)
        assert err.getvalue() == "", "a fault ends the command with 1"
    return out.getvalue(), err.getvalue().splitlines()


def _of(town, number: int) -> tuple[str, ...]:
    """The matter and the register's row of a copy."""
    with tenant(town):
        copy = Evidence.objects.order_by("pk")[number]
        row = ModerationRegister.objects.get(matter=copy.matter_id, act="copied")
    return str(copy.matter_id), str(row.number)


def _rows(fault: str) -> tuple[str, ...]:
    return tuple(re.findall(r"\d+", fault.replace("SHA-256", "")))


def _restore(file: Path) -> None:
    """Into an empty database, as the operators' guide has it."""
    with connection.cursor() as cursor:
        cursor.execute("DROP SCHEMA public")
    ensure_extensions()
    _program("pg_restore", "--no-owner", "--exit-on-error", str(file))


@contextmanager
def _own(name: str):
    """An empty or migrated database of that name, until the block ends."""
    here = connections.settings["default"]["NAME"]
    own = f"{here.removesuffix('_lived')}_{name}"
    database.create_migrated(own) if name == "lived" else database._create(own)
    database._use(own)
    connection.set_schema_to_public()
    try:
        yield
    finally:
        connections.close_all()
        database._use(here)
        database.drop(own)


def _program(name: str, *arguments: str) -> None:
    address = connection.get_connection_params()
    words = {key: value for key, value in address.items() if key in ("host", "port", "user", "dbname")}
    program = dump.pg_dump(connection.pg_version // 10_000).with_name(name)
    environment = {**os.environ, **({"PGPASSWORD": address["password"]} if address.get("password") else {})}
    done = subprocess.run(
        [str(program), f"--dbname={psycopg2.extensions.make_dsn(**words)}", *arguments],
        env=environment, capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
