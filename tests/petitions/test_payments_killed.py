"""Killed with -9 while the bank's list is read in: nothing of it is there; read in again, everything, once."""

import json
import subprocess
import sys
from contextlib import closing

import psycopg2
import pytest
from django.conf import settings
from django.db import connection

from tests.live import environment
from tests.petitions.test_transfer_killed import committed  # noqa: F401

#: Each is a place in the code that an import passes; whoever reaches it dies there.
POINTS = ["importing._deposit", "booking._received", "importing.Outcome"]
SCRIPT = """
import json, os, signal, sys
import django
django.setup()
from unittest.mock import patch
from django.db import connections
from django.utils import timezone
from cms.departments.models import Department
from cms.members.models import User
from petitions.models import BankImport, Case, Deposit, Payment
from petitions.payments import importing
from petitions.services.filing import Filed, file
from tenants.context import platform, tenant
from tenants.models import Municipality

with platform():
    alpha = Municipality.objects.get(slug="alpha")

def die(*_arguments, **_values):
    os.kill(os.getpid(), signal.SIGKILL)

def imported(text, at):
    connections.close_all()
    pid = os.fork()
    if not pid:
        try:
            with tenant(alpha), patch("petitions.payments." + at, die):
                importing.carry_out("b.csv", text, importing.foresee("b.csv", text).mark, person)
        finally:
            os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])

def counts():
    paid = Case.objects.exclude(paid_at=None).count()
    return [*(rows.objects.count() for rows in (BankImport, Deposit, Payment)), paid]

with tenant(alpha):
    department = Department.objects.get_or_create(code="K1", defaults={"name": "도로과", "telephone": "1"})[0]
    person, cases = User.objects.create(username="k1", is_superuser=True), []
    for name in ("가나다", "라마바"):
        case = file(Filed(service=None, kind="기타", title=name, body=name, name=name, submission=name,
                          department=department, email="a@example.com"))
        Case.objects.filter(pk=case.pk).update(fee_won=5000)
        cases.append(case)
    day = timezone.localdate().isoformat()
    payers = [(case.number[-4:], 5000) for case in cases] + [("모름", 700)]
    text = "거래일시,보낸분,입금액\\n" + "".join(f"{day},{payer},{won}\\n" for payer, won in payers)
    said = [[imported(text, at), counts()] for at in json.loads(sys.argv[1])]
    importing.carry_out("b.csv", text, importing.foresee("b.csv", text).mark, person)
    said.append(counts())
    importing.carry_out("b.csv", text, importing.foresee("b.csv", text).mark, person)
    said.append(counts())
    BankImport.objects.update(by=None)
    Payment.objects.update(by=None)
    person.delete()
print(json.dumps(said))
"""


@pytest.fixture
def no_lists(committed):  # noqa: F811
    address = {**connection.get_connection_params()}
    address.pop("cursor_factory", None)
    yield
    with closing(psycopg2.connect(**address)) as own:
        own.autocommit = True
        with own.cursor() as cursor:
            cursor.execute("TRUNCATE alpha.petitions_bankimport CASCADE")


def test_a_list_is_read_in_whole_or_not_at_all(no_lists, tmp_path):
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, json.dumps(POINTS)],
        cwd=settings.BASE_DIR,
        env=environment(connection.settings_dict["NAME"], 80, str(tmp_path)),
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    *killed, once, twice = json.loads(done.stdout.strip().splitlines()[-1])
    assert killed == [[-9, [0, 0, 0, 0]]] * len(POINTS)
    assert (once, twice) == ([1, 3, 2, 2], [2, 3, 2, 2])
