"""A change of DATA_KEY: everything stands under the new key in the end, whenever the process died; or it is said."""

import io
import os
import signal
import time
import uuid
from contextlib import closing

import psycopg2
import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from psycopg2.extras import execute_values

from cms.contact.models import Letter
from cms.contact.services.receiving import MAIL_INDEX, mail_index
from cms.core import encryption
from cms.core.encryption import blind_indexes, seal, todays_key_id
from cms.departments.models import Role
from cms.privacy.models import SealedFile
from cms.privacy.models.files import digest_index
from tenants.context import tenant
from tenants.services.rotation import closed_tables, rotate
from tests.factories.departments import DepartmentFactory
from tests.factories.staff import staff
from tests.privacy.rotating import NEW_KEY, started

CANARY = "카나리아 5T8Q"
EMAIL = "Canary@Example.com"
ROWS = 6_000


def letter(**more) -> Letter:
    given = {
        "number": "ABCD-EFGH-JKLM", "language": "en", "written_in": "en", "department": DepartmentFactory(),
        "name": CANARY, "email": EMAIL, "telephone": "", "address": "", "message": CANARY,
        "email_index": mail_index(EMAIL), "keep_days": 365, "submission": uuid.uuid4().hex, "erase_on": "2030-01-01",
    }  # fmt: skip
    return Letter.objects.create(**{**given, **more})


def ran(*arguments: str) -> tuple[str, str]:
    """What it printed, and what it exited with."""
    out, error = io.StringIO(), ""
    try:
        call_command("rotate_data_keys", *arguments, stdout=out)
    except CommandError as failed:
        error = str(failed)
    return out.getvalue(), error


@pytest.fixture
def new_key(settings):
    def change() -> None:
        settings.DATA_KEY, settings.DATA_KEY_FALLBACKS = NEW_KEY, (settings.DATA_KEY,)

    return change


def test_everything_stands_under_the_new_key_and_is_found_by_it(in_alpha, new_key, settings):
    kept = letter()
    former = todays_key_id()
    new_key()
    late = letter(number="NEW", email_index=encryption._index(settings.DATA_KEY_FALLBACKS[0], "x", MAIL_INDEX))
    said, error = ran("--check")
    assert f"alpha: contact.letter.name: 1 under key {former}" in said
    assert "DATA_KEY_FALLBACKS must stay" in error
    assert f"contact.letter.message: 1 under key {former}" in error
    said, error = ran()
    assert (error, "DATA_KEY_FALLBACKS may be emptied" in said) == ("", True)
    settings.DATA_KEY_FALLBACKS = ()
    said, error = ran("--check")
    assert (error, former in said) == ("", False)
    found = Letter.objects.filter(email_index__in=blind_indexes(EMAIL.lower(), MAIL_INDEX))
    assert set(found) == {kept, late}, "one that was written anew under an index of the former key, too"
    assert {(row.name, row.telephone, row.answer) for row in found} == {(CANARY, "", None)}


def test_a_value_that_no_key_opens_is_named_and_stops_no_other_municipality(alpha, beta, new_key, settings):
    with tenant(alpha):
        lost = letter()
    with tenant(beta):
        letter()
    new_key()
    with tenant(alpha), connection.cursor() as cursor:
        cursor.execute("UPDATE contact_letter SET name = 'v1.00000000.AAAA' WHERE id = %s", [lost.pk])
    said, error = ran()
    assert "DATA_KEY_FALLBACKS must stay" in error
    assert "contact.letter.name in alpha" in error
    assert "beta: 1" in said
    assert CANARY not in said + error


def test_a_wrong_key_is_an_error_on_the_page_and_never_a_cipher(alpha, client_for, new_key, settings, caplog):
    with tenant(alpha):
        kept = letter()
        manager = staff("manager", Role.HOMEPAGE)
    client = client_for(alpha, raise_request_exception=False).login_as(manager)
    address = f"/admin/reports/letters/{kept.pk}/"
    assert CANARY in client.get(address).content.decode()
    settings.DATA_KEY = NEW_KEY
    answer = client.get(address)
    assert answer.status_code == 500
    for shown in (answer.content.decode(), caplog.text):
        assert "v1." not in shown.replace("django", "")
        assert CANARY not in shown
    assert "DATA_KEY" in caplog.text, "the operator is told what is missing"


@pytest.fixture
def committed(django_db_setup):
    """For rows that other processes see, too. Ask for it first: they go when the test's own transaction is over."""
    address = {**connection.get_connection_params()}
    address.pop("cursor_factory", None)
    with closing(psycopg2.connect(**address)) as own:
        own.autocommit = True
        with own.cursor() as cursor:
            yield cursor
            cursor.execute("DELETE FROM alpha.privacy_sealedfile")


def test_a_process_that_is_killed_leaves_nothing_that_the_next_does_not_finish(committed, in_alpha, new_key, settings):
    name, key, sha = (SealedFile._meta.get_field(field).place for field in ("name", "key", "sha256"))
    index = digest_index("a" * 64)
    rows = [
        (str(uuid.uuid4()), seal(f"{CANARY} {n}", name), seal("key", key), seal("a" * 64, sha), f"{n}", index)
        for n in range(ROWS)
    ]
    execute_values(
        committed,
        "INSERT INTO alpha.privacy_sealedfile (id, name, key, sha256, path, sha256_index, kind, size, created_at) "
        "VALUES %s",
        rows,
        template="(%s, %s, %s, %s, %s, %s, 'pdf', 1, now())",
    )
    new_key()
    prefix = f"v1.{todays_key_id()}.%"
    process = started(connection.settings_dict["NAME"])
    done, until = 0, time.monotonic() + 60
    while not done and time.monotonic() < until and process.poll() is None:
        time.sleep(0.01)
        committed.execute("SELECT count(*) FROM alpha.privacy_sealedfile WHERE name LIKE %s", [prefix])
        done = committed.fetchone()[0]
    os.kill(process.pid, signal.SIGKILL)
    said, error = process.communicate()
    assert process.returncode == -signal.SIGKILL, said + error
    committed.execute(
        "SELECT count(*), count(*) FILTER (WHERE key LIKE %s AND sha256 LIKE %s) FROM alpha.privacy_sealedfile "
        "WHERE name LIKE %s",
        [prefix] * 3,
    )
    half = committed.fetchone()
    assert 0 < half[0] < ROWS
    assert half[0] == half[1], "a row is done as a whole"
    (table,) = (each for each in closed_tables() if each.model is SealedFile)
    assert rotate(table) == ROWS - half[0], "what was done is not done again"
    settings.DATA_KEY_FALLBACKS = ()
    assert SealedFile.objects.filter(sha256_index=digest_index("a" * 64)).count() == ROWS
    assert {row.name.rpartition(" ")[0] for row in SealedFile.objects.only("name")} == {CANARY}
