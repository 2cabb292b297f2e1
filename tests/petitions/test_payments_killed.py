"""Killed with -9 while the bank's list is read in: it is one transaction, so nothing of it is there."""

import json
import subprocess
import sys

from django.conf import settings
from django.db import connection

from tests.live import environment

#: After so many lines are written: in the middle, and when all are but nothing is committed.
LINES, DIE_AFTER = 6, (3, 6)
SCRIPT = """
import json, os, signal, sys
import django
django.setup()
from unittest.mock import patch
from django.db import connections
from django.utils import timezone
from cms.members.models import User
from petitions.models import BankImport, Deposit
from petitions.payments import importing
from tenants.context import platform, tenant
from tenants.models import Municipality

with platform():
    alpha = Municipality.objects.get(slug="alpha")

def dying_after(most):
    written, real = [], importing._deposit
    def deposit(batch, line):
        written.append(real(batch, line))
        if len(written) == most:
            os.kill(os.getpid(), signal.SIGKILL)
        return written[-1]
    return patch("petitions.payments.importing._deposit", deposit)

def imported(most):
    connections.close_all()
    pid = os.fork()
    if not pid:
        try:
            with tenant(alpha), dying_after(most):
                importing.carry_out("b.csv", text, importing.foresee("b.csv", text).mark, person)
        finally:
            os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])

with tenant(alpha):
    day = timezone.localdate().isoformat()
    text = "거래일시,보낸분,입금액\\n" + "".join(f"{day},모름{each},700\\n" for each in range(int(sys.argv[1])))
    person = User.objects.create(username="k1", is_superuser=True)
    try:
        said = []
        for most in json.loads(sys.argv[2]):
            said.append([imported(most), BankImport.objects.count(), Deposit.objects.count()])
        fates = [line.matched.fate.value for line in importing.foresee("b.csv", text).lines]
    finally:
        person.delete()
print(json.dumps([said, fates]))
"""


def test_a_list_is_read_in_whole_or_not_at_all(django_db_setup, tmp_path):
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(LINES), json.dumps(DIE_AFTER)],
        cwd=settings.BASE_DIR,
        env=environment(connection.settings_dict["NAME"], 80, str(tmp_path)),
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    said, fates = json.loads(done.stdout.strip().splitlines()[-1])
    assert said == [[-9, 0, 0]] * len(DIE_AFTER)
    assert fates == ["unknown"] * LINES, "read in again nothing of it is known"
