"""Killed with -9 while messages go out, and while dormant members go: nobody is written to twice, nobody is half gone.

Real processes, a real database, a real mail server.
"""

import json
import subprocess
import sys
from collections import Counter
from contextlib import closing

import psycopg2
import pytest
from django.conf import settings
from django.db import connection

from tests.live import environment
from tests.pages.mail_server import mail_server

#: Whoever reaches one of these for the second time dies there.
POINTS = {
    "marked, not handed over": ("cms.members.messages.sending.hand_over", "before"),
    "taken by the server, not written down": ("cms.members.messages.sending.hand_over", "after"),
    "gathering": ("cms.members.messages.sending.Message.objects.filter", "before"),
}
SCRIPT = """
import datetime as dt, json, os, signal, sys
import django
django.setup()
import time_machine
from django.db import connections
from django.test.utils import override_settings
from unittest.mock import patch
from cms.members import dormancy, subscriptions
from cms.members.messages import acting, sending
from cms.members.models import Delivery, Member, MemberEvent, Message, Topic
from tenants.context import platform, tenant
from tenants.models import Municipality
from tests.factories.members import member
from tests.factories.staff import staff
from tests.ordinance.verdicts import DONGJAK

POINTS, PORT = json.loads(sys.argv[1]), int(sys.argv[2])
NOON = dt.datetime(2026, 4, 1, 3, tzinfo=dt.timezone.utc)
with platform():
    alpha = Municipality.objects.get(slug="alpha")

def dying(real, when):
    seen = []
    def there(*arguments, **values):
        seen.append(1)
        if when == "before" and len(seen) == 2:
            os.kill(os.getpid(), signal.SIGKILL)
        found = real(*arguments, **values)
        if when == "after" and len(seen) == 2:
            os.kill(os.getpid(), signal.SIGKILL)
        return found
    return there

def in_a_process(do, at=None, minutes=0):
    connections.close_all()
    pid = os.fork()
    if not pid:
        code = 1
        try:
            mail = dict(EMAIL_BACKEND="django.core.mail.backends.smtp.EmailBackend", EMAIL_HOST="127.0.0.1")
            now = NOON + dt.timedelta(minutes=minutes)
            with tenant(alpha), override_settings(**mail, EMAIL_PORT=PORT), time_machine.travel(now):
                if at:
                    owner, _dot, name = at[0].rpartition(".")
                    from pydoc import locate
                    with patch(at[0], dying(getattr(locate(owner), name), at[1])):
                        do()
                do()
            code = 0
        finally:
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])

said = {}
with tenant(alpha), time_machine.travel(NOON):
    topic = Topic.objects.get(slug="news")
    one, other = staff("writer"), staff("checker")
    for number in range(4):
        subscriptions.choose(member(f"m{number}@example.kr", f"m{number}"), {(topic.pk, "mail")})
for name, at in POINTS.items():
    with tenant(alpha), time_machine.travel(NOON):
        it = acting.write(Message(topic=topic, channel="mail"), {"ko": acting.Words(name, name)}, one)
        it = acting.approve(acting.hand_in(it, one), other)
    killed = in_a_process(sending.run, at)
    again = [in_a_process(sending.run, minutes=minute) for minute in (1, 20)]
    with tenant(alpha):
        it.refresh_from_db()
        said[name] = [killed, again, it.state, acting.counted(it)]

def let_go():
    with patch.object(dormancy, "policy_here", lambda: DONGJAK):
        dormancy.run()

with tenant(alpha):
    Member.objects.update(joined_on=dt.date(2020, 1, 1), warned_on=dt.date(2026, 2, 1))
killed = in_a_process(let_go, ("cms.members.departing.note", "before"))
with tenant(alpha):
    first = Member.objects.filter(left_at=None).count()
again = in_a_process(let_go)
with tenant(alpha):
    left = Member.objects.filter(left_at=None).count()
    whole = all(row.mail is None and not row.user.is_active for row in Member.objects.select_related("user"))
    said["dormancy"] = [killed, first, again, left, whole, MemberEvent.objects.filter(act="erased").count()]
print(json.dumps(said))
"""
LOGS = ("members_memberevent", "members_subscriptionevent", "members_consent")


@pytest.fixture
def committed(django_db_setup):
    """What other processes committed goes again."""
    address = {**connection.get_connection_params()}
    address.pop("cursor_factory", None)
    yield
    with closing(psycopg2.connect(**address)) as own:
        own.autocommit = True
        with own.cursor() as cursor:
            for name in LOGS:
                cursor.execute(f"ALTER TABLE alpha.{name} DISABLE TRIGGER USER")
                cursor.execute(f"DELETE FROM alpha.{name}")
                cursor.execute(f"ALTER TABLE alpha.{name} ENABLE TRIGGER USER")
            cursor.execute("TRUNCATE alpha.members_message, alpha.members_member CASCADE")
            cursor.execute("TRUNCATE alpha.account_emailaddress CASCADE")
            ours = "username IN ('writer', 'checker') OR username LIKE 'left-%'"
            users = f"(SELECT id FROM alpha.members_user WHERE {ours})"
            cursor.execute(f"DELETE FROM alpha.members_formerpassword WHERE user_id IN {users}")
            cursor.execute(f"DELETE FROM alpha.members_user WHERE {ours}")


def test_nobody_twice_and_nobody_half_gone(committed, tmp_path):
    with mail_server() as (taken, port):
        done = subprocess.run(
            [sys.executable, "-c", SCRIPT, json.dumps(POINTS), str(port)],
            cwd=settings.BASE_DIR,
            env=environment(connection.settings_dict["NAME"], 80, str(tmp_path)),
            capture_output=True,
            text=True,
            timeout=120,
        )
    assert done.returncode == 0, done.stderr[-3000:]
    said = json.loads(done.stdout.strip().splitlines()[-1])
    cut_off = {"sent": 3, "unclear": 1}
    assert said == {
        "marked, not handed over": [-9, [0, 0], "sent", cut_off],
        "taken by the server, not written down": [-9, [0, 0], "sent", cut_off],
        "gathering": [-9, [0, 0], "sent", {"sent": 4}],
        "dormancy": [-9, 3, 0, 0, True, 4],
    }
    arrived = Counter((to, message["Subject"].partition("] ")[2]) for to, message in taken.messages)
    assert set(arrived.values()) == {1}
    assert len(arrived) == 3 + 4 + 4
