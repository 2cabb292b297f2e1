"""A run that is killed while everything is due: after the next one nothing was done twice and nothing is lost.

Real processes, a real database, a real mail server. Each run is killed at a point that it has itself reached: it stops
there until it is killed.
"""

import datetime as dt
import json
import os
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from textwrap import dedent

import pytest
from django.conf import settings
from django.db import connections

from tenants.onboarding import MunicipalityRow
from tenants.services import onboard
from tests import database
from tests.live import environment
from tests.pages.mail_server import mail_server

#: A Wednesday at ten in the morning (Seoul), the first days after a month that was put on record.
NOW = dt.datetime(2026, 12, 2, 1, 0)
# The server's own vacuum leaves by itself when a database is copied, and only its owner may end it.
CLIENTS = "FROM pg_stat_activity WHERE datname = %s AND backend_type = 'client backend'"
#: Boots once, then forks processes for every script that it is told: none of them has a connection yet.
MOTHER = """
import json, os, signal, sys
import django
django.setup()
import datetime as dt
import time_machine
from django.core.management import call_command
from django.db import connection
from django.test.utils import override_settings
from tenants.context import platform, tenant
from tenants.models import Municipality

def stop():
    print("reached", flush=True)
    signal.pause()

def child(told):
    connection.settings_dict["NAME"] = told["database"]
    mail = dict(EMAIL_BACKEND="django.core.mail.backends.smtp.EmailBackend", EMAIL_HOST="127.0.0.1")
    mail["EMAIL_PORT"] = told["port"]
    with override_settings(**mail), time_machine.travel(dt.datetime(*told["now"])):
        exec(told["script"], globals())

def fork(told):
    pid = os.fork()
    if not pid:
        try:
            child(told)
        except BaseException as error:
            print("failed", repr(error), flush=True)
        finally:
            sys.stdout.flush()
            os._exit(0)
    return pid

for line in sys.stdin:
    told = json.loads(line)
    pids = [fork(told) for _number in range(told["processes"])]
    print("pid", *pids, flush=True)
    for pid in pids:
        os.waitpid(pid, 0)
    print("over", flush=True)
"""
TOWN = "town = Municipality.objects.get()\n"
PREPARE = """
    with tenant(town):
        from django.utils import timezone
        from wagtail.models import Page
        from cms.departments.models import Department, Role
        from cms.departments.reorganising.services import confirm
        from cms.evaluation.models import EvaluationSetting, NotedDay
        from cms.languages.models import TranslatedPage
        from cms.pages.models import PageRecord
        from cms.publication.onboarding import enter_unregistered
        from tests.departments.reorganisations import line, plan
        from tests.factories.departments import DepartmentFactory
        from tests.factories.pages import InformationPageFactory, NoticePageFactory
        from tests.factories.staff import staff
        now, today = timezone.now(), timezone.localdate()
        departments = [DepartmentFactory(code=f"D{number}") for number in range(3)]
        for number, department in enumerate(departments):
            person = staff(f"person{number}", Role.DEPARTMENT, departments=[department], heads=[department])
            person.email = f"person{number}@gunpo.example.kr"
            person.save()
            InformationPageFactory(slug=f"overdue{number}", department=department)
        old = dt.datetime(2025, 1, 2, tzinfo=dt.timezone.utc)
        PageRecord.objects.filter(page__slug__startswith="overdue").update(confirmed_at=old)
        TranslatedPage.objects.create(
            source=Page.objects.get(slug="overdue1"), language="en", department=departments[1], public=True, begun=True,
            state="behind", change="text", behind_since=now, due_on=today,
        )
        for number in range(2):
            page = InformationPageFactory(slug=f"soon{number}", department=departments[0], live=False)
            page.go_live_at = now - dt.timedelta(minutes=1)
            page.save_revision(approved_go_live_at=page.go_live_at)
        over = InformationPageFactory(slug="over", department=departments[0])
        Page.objects.filter(pk=over.pk).update(expire_at=now - dt.timedelta(minutes=1))
        notice = NoticePageFactory(slug="notice", department=departments[0])
        type(notice).objects.filter(pk=notice.pk).update(posting_to=today - dt.timedelta(days=1))
        change = plan(line("rename", "D2", name="새과"))
        type(change).objects.filter(pk=change.pk).update(effective_on=today)
        change.refresh_from_db()
        confirm(change, None)
        EvaluationSetting.objects.create(switched_on=True)
        for day in range(1, 31):
            NotedDay.objects.create(day=dt.date(2026, 11, day), facts=0)
        gone = staff("gone", Role.DEPARTMENT, departments=[departments[0]])
        PageRecord.objects.filter(page__slug="overdue0").update(deputy=gone)
        type(gone).objects.filter(pk=gone.pk).update(is_active=False)
"""
RUN = 'call_command("run_due")'
TELL = """
    with tenant(town):
        from cms.pages.due import deadlines, mail, reminders
        deadlines()
        reminders()
"""
MAIL = "with tenant(town): mail()"
#: Where runs stop to be killed, in the order in which a run comes there: a module, a name in it, before or after it.
POINTS = {
    "everything moved, the reorganisation not closed": ("cms.departments.reorganising.structure", "closing", "before"),
    "applied, and not noted": ("tenants.services.due_notes", "_write", "before"),
    "a page ended, not committed": ("cms.publication.scheduled", "_end", "after"),
    "a page published, not committed": ("cms.publication.scheduled", "_publish", "after"),
    "a notice's end entered, not committed": ("cms.news.publishing.register", "append", "after"),
    "steps and messages written, not committed": ("cms.pages.services.telling", "_write_down", "after"),
    "a message written, not handed over": ("cms.pages.services.posting", "_hand_over", "before"),
    "a message taken by the server, not committed": ("cms.pages.services.posting", "_hand_over", "after"),
    "links looked at, not kept": ("cms.links.services", "_keep", "before"),
    "the register verified, and not noted": ("cms.publication.due", "record", "after"),
    "the night noted, the month not closed": ("cms.evaluation.due", "close", "before"),
    "the month closed, the quarter not": ("cms.evaluation.due", "close", "after"),
}
STOPS = """
    import importlib
    module, name, when = {point!r}
    try:
        place = importlib.import_module(module)
    except ModuleNotFoundError:
        package, _dot, attribute = module.rpartition(".")
        place = getattr(importlib.import_module(package), attribute)
    real = getattr(place, name)
    def there(*args, **kwargs):
        if when == "before":
            stop()
        result = real(*args, **kwargs)
        if when == "after":
            stop()
        return result
    setattr(place, name, there)
"""
FOUND = """
    with tenant(town):
        from django.db.models import Count
        from wagtail.models import Page, PageLogEntry
        from cms.departments.models import Department, Reorganisation, ReorganisationChange, TransferItem
        from cms.evaluation.models import EvaluationPeriod, NotedDay
        from cms.links.models import LinkCheck
        from cms.pages.models import Digest, EscalationStep, FreshnessPass, Mention, PageRecord, Told
        from cms.publication.models import PublicationRegister, PublicSweep, RegisterCheck
        from cms.publication.verify import verify
        def times(rows, *names):
            counted = rows.order_by().values(*names).annotate(n=Count("pk"))
            return sorted((list(row) for row in counted.values_list(*names, "n")), key=repr)
        slugs = dict(Page.objects.values_list("pk", "slug"))
        acts = times(PublicationRegister.objects, "page_id", "act")
        acts = [[slugs.get(page, str(page)), act, n] for page, act, n in acts]
        log = PageLogEntry.objects.filter(action__endswith="scheduled")
        print(json.dumps({
            "live": sorted(Page.objects.live().values_list("slug", flat=True)),
            "register": sorted(acts),
            "holds": verify().holds,
            "log": sorted([slugs[page], action, n] for page, action, n in times(log, "page_id", "action")),
            "reorganised": [times(Reorganisation.objects, "state"), ReorganisationChange.objects.count()],
            "names": sorted(Department.objects.values_list("name", flat=True)),
            "transfer": times(TransferItem.objects, "label"),
            "deputies": PageRecord.objects.filter(deputy__isnull=False).count(),
            "steps": times(EscalationStep.objects, "day"),
            "told": times(Told.objects, "audience"),
            "mentions": times(Mention.objects, "kind", "step", "person__username"),
            "mail": times(Digest.objects, "person__username", "state"),
            "passes": FreshnessPass.objects.count(),
            "nights": [rows.objects.count() for rows in (LinkCheck, RegisterCheck, PublicSweep, NotedDay)],
            "closed": times(EvaluationPeriod.objects, "name"),
        }))
"""


class Town:
    """A database with one municipality, and a process that forks others to work in it."""

    def __init__(self, name, made):
        self.name, self.port = name, 1
        command = [sys.executable, "-c", MOTHER]
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
        self.mother = subprocess.Popen(command, cwd=settings.BASE_DIR, env=made, text=True, **pipes)

    def begin(self, *scripts, minute=0, processes=1):
        now = (NOW.year, NOW.month, NOW.day, NOW.hour, NOW.minute + minute)
        script = TOWN + "".join(map(dedent, scripts))
        told = {"database": self.name, "port": self.port, "now": now, "script": script, "processes": processes}
        self.mother.stdin.write(json.dumps(told) + "\n")
        self.mother.stdin.flush()
        return int(self.said("pid")[-1].split()[1])

    def said(self, word):
        """What is printed until a line begins with a word, that line included."""
        lines = []
        for line in iter(self.mother.stdout.readline, ""):
            lines.append(line.strip())
            assert not line.startswith("failed"), line
            if line.startswith(word):
                return lines
        raise AssertionError(f"no {word}: {lines}")

    def run(self, *scripts, minute=0, processes=1):
        self.begin(*scripts, minute=minute, processes=processes)
        return self.said("over")

    def killed_at(self, point, minute):
        pid = self.begin(STOPS.format(point=POINTS[point]), RUN, minute=minute)
        lines = self.said("")[-1:]
        while not lines[-1].startswith(("reached", "over")):
            lines = self.said("")
        assert lines[-1] == "reached", f"{point}: never reached"
        self.kill(pid)

    def kill(self, pid):
        os.kill(pid, signal.SIGKILL)
        self.said("over")
        self.until_the_server_knows()

    def until_the_server_knows(self):
        """That the process is gone, and its locks with it: what the minute between two runs is more than enough for."""
        with database._server() as cursor:
            for _try in range(200):
                cursor.execute(f"SELECT pid, query {CLIENTS}", [self.name])
                if not (left := cursor.fetchall()):
                    return
                time.sleep(0.02)
        raise AssertionError(f"a process is still connected: {left}")

    def found(self):
        return json.loads(self.run(FOUND)[-2])

    @contextmanager
    def copied(self):
        """Within, all is done in a copy of it."""
        own, copy = self.name, f"{self.name}_copy"
        with database._server() as cursor:  # a database that is copied must have nobody in it
            cursor.execute(f"SELECT pg_terminate_backend(pid, 5000) {CLIENTS}", [own])
        database._create(copy, template_database=own)
        self.name = copy
        try:
            yield
        finally:
            self.name = own
            database.drop(copy)


@pytest.fixture(scope="module")
def town(django_db_setup, django_db_blocker, tmp_path_factory):
    """Everything is due in it."""
    name = f"test_killed_{os.getpid()}"
    with django_db_blocker.unblock():
        it = Town(name, environment(name, 80, str(tmp_path_factory.mktemp("var"))))  # it boots meanwhile
        with database.own(name):
            row = MunicipalityRow("gunpo", "군포시", "Gunpo-si", "시", "gunpo.localhost", "anyang", ("ko", "en"))
            onboard(row, lambda line: None, content=False)
            connections.close_all()
            it.run(PREPARE)
            yield it
            it.mother.stdin.close()
            it.mother.wait(10)


def test_killed_while_the_mail_server_has_not_answered_yet_then_two_at_once(town):
    with town.copied(), mail_server() as (taken, town.port):
        town.run(TELL)
        before = town.found()
        taken.go_on.clear()
        pid = town.begin(TELL, MAIL, minute=1)
        assert taken.reached.wait(30)
        town.kill(pid)
        taken.go_on.set()
        assert town.found() == before
        assert [state for _person, state, _count in before["mail"]] == ["waiting"] * 3
        assert taken.messages == []

        town.run(TELL, MAIL, minute=5, processes=2)
        people = [f"person{number}@gunpo.example.kr" for number in range(3)]
        assert sorted(address for address, _message in taken.messages) == people
        assert len({message["Message-ID"] for _address, message in taken.messages}) == 3
        after = town.found()
        assert [state for _person, state, _count in after["mail"]] == ["sent"] * 3
        assert (after["steps"], after["told"]) == (before["steps"], before["told"])


def test_killed_at_every_point_nothing_is_twice_and_nothing_lost(town):
    with town.copied(), mail_server() as (undisturbed, town.port):
        town.run(RUN)
        expected = town.found()
    assert {"soon0", "soon1"} <= set(expected["live"])
    assert "over" not in expected["live"]
    assert [slug for slug, act, _n in expected["register"] if act == "expired"] == ["notice", "over"]
    assert expected["closed"] == [["2026-11", 1]]
    assert expected["mentions"] == [["translations", 0, "person1", 1]]
    assert len(undisturbed.messages) == 3
    with mail_server() as (taken, town.port):
        for minute, point in enumerate(POINTS):
            town.killed_at(point, minute)
        town.run(RUN, minute=len(POINTS))
        town.run(RUN, minute=len(POINTS) + 1)
        assert town.found() == expected
    copies = {address: [m["Message-ID"] for m in taken.to(address)] for address, _message in taken.messages}
    assert copies.keys() == {address for address, _message in undisturbed.messages}
    assert all(len(set(identities)) == 1 for identities in copies.values())
    # One was taken by the server and its taking could not be noted: it goes out again as the same message.
    assert sorted(map(len, copies.values())) == [1, 1, 2]
