"""Killed with -9 at every step of a delivery, and two at once: one case there, none lost. Real processes."""

import json
import subprocess
import sys
from contextlib import closing

import psycopg2
import pytest
from django.conf import settings
from django.db import connection

from tests.live import environment

#: Each is a place in the code that a delivery passes; whoever reaches it dies there.
POINTS = {
    "nothing was read yet": "delivering.pack",
    "the case is not written yet": "receiving._write_down",
    "a file is kept, its row is not": "receiving.CaseFile.objects.create",
    "all is written, nothing committed": "receiving._taken",
    "the receiver has it, the sender does not know": "delivering.arrived",
    "the sender was about to write it down": "delivering.Notice.objects.filter",
}
SCRIPT = """
import io, json, os, signal, sys
import django
django.setup()
from unittest.mock import patch
from django.db import connections
from cms.departments.models import Department
from cms.ordinance.case import Actor
from cms.privacy.files import check, keep, open_sealed
from petitions.models import Case, CaseFile, TransferIn, TransferOut
from petitions.services.acting import By
from petitions.services.filing import Filed, file
from petitions.transfer import delivering, receiving
from petitions.transfer.sending import send
from tenants.context import platform, tenant
from tenants.models import Municipality

POINTS = json.loads(sys.argv[1])
with platform():
    alpha, beta = (Municipality.objects.get(slug=slug) for slug in ("alpha", "beta"))

def filed(name):
    department = Department.objects.get_or_create(code="K1", defaults={"name": "도로과", "telephone": "1"})[0]
    case = file(Filed(service=None, kind="기타", title=name, body=name, name="김", submission=name,
                      department=department, email="a@example.com"))
    kept = keep(check("a.txt", io.BytesIO(name.encode()), most_bytes=1000))
    CaseFile.objects.create(case=case, file=kept, origin="petition")
    send(case, By(frozenset({Actor.OFFICER})), "beta", "소관 기관입니다.")
    return TransferOut.objects.get(case=case).pk

def die(*_arguments, **_values):
    os.kill(os.getpid(), signal.SIGKILL)

def delivering_in_a_process(pk, at=""):
    connections.close_all()
    pid = os.fork()
    if not pid:
        try:
            with tenant(alpha):
                if at:
                    with patch("petitions.transfer." + at, die):
                        delivering.deliver(pk)
                delivering.deliver(pk)
        finally:
            os._exit(0)
    return pid

def ended(pid):
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])

with tenant(beta):
    own = {"name": "민원과", "telephone": "2", "handles_petitions": True}
    Department.objects.get_or_create(code="K1", defaults=own)
said = {}
with tenant(alpha):
    for name, at in POINTS.items():
        pk = filed(name)
        killed = ended(delivering_in_a_process(pk, at))
        again = ended(delivering_in_a_process(pk))
        said[name] = [killed, again, pk]
    pk = filed("two at once")
    said["two at once"] = [*map(ended, [delivering_in_a_process(pk), delivering_in_a_process(pk)]), pk]
    outs = {out.pk: out for out in TransferOut.objects.all()}
result = {}
with tenant(beta):
    for name, (first, second, pk) in said.items():
        mine = [case for case in Case.objects.filter(channel="transfer") if case.body == name]
        files = [open_sealed(row.file).decode() for case in mine for row in case.files.all()]
        known = TransferIn.objects.filter(uuid=outs[pk].uuid).count()
        result[name] = [first, second, [case.number for case in mine] == [outs[pk].new_number], files == [name], known]
print(json.dumps(result))
"""


#: Tables that a trigger keeps from being emptied (TRUNCATE is the bit 32); what hangs on petitions is among them.
_KEPT = """
SELECT DISTINCT tgrelid::regclass::text FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid
WHERE NOT tgisinternal AND tgtype & 32 <> 0 AND relnamespace = """


@pytest.fixture
def committed(django_db_setup):
    """What other processes committed goes again."""
    address = {**connection.get_connection_params()}
    address.pop("cursor_factory", None)
    yield
    with closing(psycopg2.connect(**address)) as own:
        own.autocommit = True
        with own.cursor() as cursor:
            for schema in ("alpha", "beta"):
                cursor.execute(f"{_KEPT}'{schema}'::regnamespace")
                kept = [table for (table,) in cursor.fetchall()]
                for table in kept:
                    cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
                cursor.execute(f"TRUNCATE {schema}.petitions_case, {schema}.privacy_sealedfile CASCADE")
                for table in kept:
                    cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
                ours = f"(SELECT id FROM {schema}.departments_department WHERE code = 'K1')"
                cursor.execute(f"DELETE FROM {schema}.departments_departmentname WHERE department_id IN {ours}")
                cursor.execute(f"DELETE FROM {schema}.departments_department WHERE code = 'K1'")


def test_one_case_there_wherever_it_was_killed(committed, tmp_path):
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, json.dumps(POINTS)],
        cwd=settings.BASE_DIR,
        env=environment(connection.settings_dict["NAME"], 80, str(tmp_path)),
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    result = json.loads(done.stdout.strip().splitlines()[-1])
    expected = {name: [-9, 0, True, True, 1] for name in POINTS} | {"two at once": [0, 0, True, True, 1]}
    assert result == expected
