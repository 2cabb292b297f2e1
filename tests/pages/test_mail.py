"""Reminders through a real mail server: refused, busy, full, gone.

Processes that are killed half-way, and two at once: ``tests/tenants/test_due_killed.py``.
"""

import datetime as dt
from email.utils import parseaddr

import pytest

from cms.ordinance.freshness import Audience
from cms.pages.due import mail
from cms.pages.models import Digest, EscalationStep, PageRecord
from cms.pages.services.hearers import NobodyToTell, People
from cms.pages.services.posting import MailRefused, post
from cms.pages.services.telling import tell, work_out_the_day
from tenants.addresses import desk_address
from tests.departments.conftest import sign_in, town  # noqa: F401 - fixtures
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
