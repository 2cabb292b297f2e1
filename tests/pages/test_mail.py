"""Reminders through a real mail server: refused, slow, gone; two processes at once; killed half-way."""

import datetime as dt
import json
import os
import signal
import subprocess
import sys
import threading
from email.utils import parseaddr

import pytest
from django.conf import settings

from cms.ordinance.freshness import Audience
from cms.pages.due import mail
from cms.pages.models import Digest, EscalationStep, PageRecord
from cms.pages.services.hearers import NobodyToTell, People
from cms.pages.services.posting import MailRefused, post
from cms.pages.services.telling import tell, work_out_the_day
from tenants.addresses import desk_address
from tests import database
from tests.departments.conftest import sign_in, town  # noqa: F401 - fixtures
from tests.live import environment
from tests.pages.mail_server import mail_server
from tests.pages.test_escalation import DUE, at, case, korean, subject  # noqa: F401 - fixtures

MINUTE = dt.timedelta(minutes=1)


@pytest.fixture
def server(settings):
    """A mail server, and Django's settings that lead to it."""
    with mail_server() as (taken, port):
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", port, 5
        yield taken


@pytest.fixture
def due_today(case):  # noqa: F811
    case.clock.move_to(at(DUE))
    work_out_the_day()
    tell()
    return case


def test_a_real_server_takes_a_korean_message_in_two_forms(due_today, server):
    assert post() == 2
    message = server.to("editor@alpha.example.kr")[0]
    assert message["Subject"].strip() == subject(1)
    plain, html = message.get_body(("plain",)).get_content(), message.get_body(("html",)).get_content()
    address = f"{desk_address()}/admin/freshness/{due_today.welfare_page.pk}/"
    assert "기초연금" in plain
    assert address.startswith("http://alpha")
    assert address in plain
    assert address in html
    assert message["Auto-Submitted"] == "auto-generated"
    assert parseaddr(message["From"])[1]
    assert post() == 0


def test_an_address_that_is_busy_is_tried_again_and_the_others_get_theirs(due_today, server):
    server.busy.add("editor@alpha.example.kr")
    with pytest.raises(MailRefused, match="Mailbox full"):
        post()
    assert len(server.to("colleague@alpha.example.kr")) == 1
    waiting = Digest.objects.get(person=due_today.editor)
    assert (waiting.state, waiting.attempts) == ("waiting", 1)
    assert "450" in waiting.error
    assert post() == 0  # not before its time
    with pytest.raises(MailRefused, match="Mailbox full"):
        mail()  # the schedule's note says so until it is taken
    server.busy.clear()
    assert post(at(DUE) + 2 * MINUTE) == 1
    assert Digest.objects.get(person=due_today.editor).error == ""
    assert mail() == {}


REFUSED = [
    ({"editor"}, {"colleague"}),  # who keeps the page hears of it with the editor anyway
    ({"editor", "colleague"}, {"head"}),
    ({"editor", "colleague", "head"}, {"manager", "second_manager"}),
    ({"editor", "colleague", "head", "manager"}, {"second_manager"}),
    ({"editor", "colleague", "head", "manager", "second_manager"}, {"system"}),
]


@pytest.mark.parametrize(("refused", "reached"), REFUSED)
def test_a_mailbox_that_does_not_exist_leads_to_the_next_in_the_chain(due_today, server, refused, reached):
    server.refuse |= {f"{name}@alpha.example.kr" for name in refused}
    assert post() == len(reached)
    assert {address.split("@")[0] for address, _message in server.messages} == reached
    for name in reached - {"colleague"}:
        body = server.to(f"{name}@alpha.example.kr")[0].get_body(("plain",)).get_content()
        assert korean("You are told because whose turn it is cannot be reached.") in body
    given_up = Digest.objects.filter(state="refused", error__contains="5.1.1")
    assert {row.address.split("@")[0] for row in given_up} == refused
    assert EscalationStep.objects.count() == 1
    assert post() == 0


def test_when_every_mailbox_is_refused_it_stays_open_and_tomorrow_all_are_tried_again(due_today, server):
    server.refuse |= set(type(due_today.editor).objects.exclude(email="").values_list("email", flat=True))
    with pytest.raises(NobodyToTell, match="1"):
        post()
    assert not EscalationStep.objects.exists()
    server.refuse.clear()
    due_today.clock.move_to(at(DUE + dt.timedelta(days=1)))
    work_out_the_day()
    tell()
    assert post() == 2
    assert {address.split("@")[0] for address, _message in server.messages} == {"editor", "colleague"}


def test_who_was_refused_is_left_out_for_a_week_unless_the_address_changes(due_today, server):
    server.refuse |= {"editor@alpha.example.kr", "colleague@alpha.example.kr"}
    post()
    kept = PageRecord.objects.select_related("department").get()

    def told(day):
        return set(People.everybody(day).hearers(kept, (Audience.OWNER, Audience.DEPUTY)))

    assert told(DUE + dt.timedelta(days=6)) == {due_today.head.pk}
    assert told(DUE + dt.timedelta(days=7)) == {due_today.editor.pk, due_today.colleague.pk}
    due_today.editor.email = "new@alpha.example.kr"
    due_today.editor.save()
    assert told(DUE) == {due_today.editor.pk}


def test_who_stands_in_after_the_days_message_hears_of_it_with_the_next(due_today, server):
    """One message a person a day: the head's has gone out when the others turn out to be unreachable."""
    Digest.objects.create(person=due_today.head, day=DUE, state="sent", sent_at=at(DUE), next_attempt_at=at(DUE))
    server.refuse |= {"editor@alpha.example.kr", "colleague@alpha.example.kr"}
    assert post() == 0
    due_today.clock.move_to(at(DUE + dt.timedelta(days=1)))
    work_out_the_day()
    tell()
    assert post() == 1
    assert len(server.to("head@alpha.example.kr")) == 1


def test_who_left_before_the_message_went_out_leads_to_the_next_as_well(due_today, server):
    type(due_today.editor).objects.filter(username__in=["editor", "colleague"]).update(is_active=False)
    assert post() == 1
    assert [address for address, _message in server.messages] == ["head@alpha.example.kr"]


def test_a_server_that_does_not_take_mail_from_us_is_no_fault_of_the_mailbox(due_today, server):
    server.answer = "554 5.7.1 Relay access denied"
    server.refuse.add("editor@alpha.example.kr")
    with pytest.raises(MailRefused, match="Relay"):
        post()
    assert Digest.objects.get(person=due_today.editor).state == "waiting"


def test_a_server_that_is_full_or_gone_loses_nothing(due_today, server, settings):
    server.full = True
    with pytest.raises(MailRefused, match="2"):
        post()
    port, settings.EMAIL_PORT = settings.EMAIL_PORT, 1
    with pytest.raises(MailRefused):
        post(at(DUE) + 2 * MINUTE)
    assert set(Digest.objects.values_list("attempts", flat=True)) == {2}
    settings.EMAIL_PORT, server.full = port, False
    assert post(at(DUE) + 10 * MINUTE) == 2
    assert len(server.messages) == 2


def test_waiting_messages_are_seen_at_the_desk(due_today, server, sign_in):  # noqa: F811
    server.full = True
    with pytest.raises(MailRefused):
        post()
    body = sign_in(due_today.manager).get("/admin/reports/reminders/").content.decode()
    assert "Mailbox full" in body
    assert sign_in(due_today.editor).get("/admin/reports/reminders/").status_code in (302, 403)


# Real processes

SCRIPT = """
import datetime as dt, json, sys, time_machine
from django.test.utils import override_settings
from django.core.management import call_command
from tenants.context import tenant
from tenants.models import Municipality
mail = dict(EMAIL_BACKEND="django.core.mail.backends.smtp.EmailBackend", EMAIL_HOST="127.0.0.1", EMAIL_PORT={port})
with override_settings(**mail), time_machine.travel(dt.datetime({year}, {month}, {day}, 1, {minute})):
    {act}
"""
RUN = 'call_command("run_due")'
ONE = """
    with tenant(Municipality.objects.get(slug="gunpo")):
        from cms.pages.due import deadlines, mail, reminders
        deadlines(); reminders(); mail()
"""
PREPARE = """
    with tenant(Municipality.objects.get(slug="gunpo")):
        from tests.factories.departments import DepartmentFactory
        from tests.factories.pages import InformationPageFactory
        from tests.factories.staff import staff
        from cms.departments.models import Role
        from cms.pages.models import PageRecord
        for number in range(6):
            department = DepartmentFactory()
            person = staff(f"person{number}", Role.DEPARTMENT, departments=[department], heads=[department])
            person.email = f"person{number}@gunpo.example.kr"
            person.save()
            for _ in range(3):
                InformationPageFactory(department=department)
        pages = PageRecord.objects.filter(department__head__isnull=False)
        pages.update(confirmed_at=dt.datetime(2025, 1, 2, tzinfo=dt.timezone.utc))
        PageRecord.objects.exclude(pk__in=pages).update(confirmed_at=dt.datetime(2027, 3, 1, tzinfo=dt.timezone.utc))
"""
COUNT = """
    with tenant(Municipality.objects.get(slug="gunpo")):
        from cms.pages.models import Digest, EscalationStep, Told
        states = sorted(Digest.objects.values_list("state", flat=True))
        print(json.dumps([states, EscalationStep.objects.count(), Told.objects.count()]))
"""


@pytest.fixture(scope="module")
def scratch(django_db_setup, django_db_blocker, tmp_path_factory):
    """A municipality of its own with pages long overdue, in which processes may commit."""
    name = f"test_mail_{os.getpid()}"
    with django_db_blocker.unblock():
        database.create_migrated(name)
        made = environment(name, 80, str(tmp_path_factory.mktemp("var")))
        arguments = "onboard --slug=gunpo --name-ko=군포시 --name-en=Gunpo-si --kind=시 --domain=gunpo.localhost"
        command = [sys.executable, "manage.py", *arguments.split(), "--ordinance-profile=anyang", "--languages=ko"]
        subprocess.run([*command, "--without-content"], cwd=settings.BASE_DIR, env=made, check=True)
        run(made, PREPARE).communicate(timeout=120)
        yield made
        database.drop(name)


def run(scratch, act, port=1, day=dt.date(2026, 11, 25), minute=0):
    """A process that does one thing on a day at ten in the morning (Seoul)."""
    script = SCRIPT.format(port=port, year=day.year, month=day.month, day=day.day, minute=minute, act=act.strip())
    command = [sys.executable, "manage.py", "shell", "-v0", "-c", script]
    return subprocess.Popen(command, cwd=settings.BASE_DIR, env=scratch, stdout=subprocess.PIPE, text=True)


def counted(scratch):
    said, _none = run(scratch, COUNT).communicate(timeout=60)
    return json.loads(said.strip().splitlines()[-1])


def test_killed_while_the_server_has_not_answered_yet_then_two_at_once(scratch):
    with mail_server() as (taken, port):
        taken.go_on.clear()
        process = run(scratch, ONE, port)
        assert taken.reached.wait(60)
        os.kill(process.pid, signal.SIGKILL)
        process.wait(10)
        taken.go_on.set()
        states, steps, told = counted(scratch)
        assert (states, steps) == (["waiting"] * 6, 18 * 4)  # each page: the day, the head, management, a repeat
        assert taken.messages == []

        both = [run(scratch, ONE, port, minute=5) for _ in range(2)]
        for one in both:
            one.communicate(timeout=90)
        assert sorted(address for address, _message in taken.messages) == [
            f"person{number}@gunpo.example.kr" for number in range(6)
        ]
        assert len({message["Message-ID"] for _address, message in taken.messages}) == 6
        assert counted(scratch) == [["sent"] * 6, steps, told]


def test_killed_at_any_moment_nothing_is_twice_and_nothing_lost(scratch):
    """The next step is a repeat, weeks later; each run is killed a little later than the one before."""
    day = dt.date(2027, 3, 3)
    with mail_server() as (taken, port):
        for delay in (2.0, 2.5, 3.0, 3.5, 4.0, 4.5):
            process = run(scratch, RUN, port, day)
            timer = threading.Timer(delay, process.kill)
            timer.start()
            process.wait(60)
            timer.cancel()
        run(scratch, RUN, port, day, minute=30).communicate(timeout=90)
        run(scratch, RUN, port, day, minute=31).communicate(timeout=90)
        received = {address: {m["Message-ID"] for m in taken.to(address)} for address, _message in taken.messages}
        assert len(received) == 6
        assert all(len(identities) == 1 for identities in received.values())
        states, _steps, _told = counted(scratch)
        assert states == ["sent"] * 12
