"""A draft survives loss of session and connection, is opened by nobody else, and goes when its days are over."""

import datetime as dt

import time_machine
from django.core import mail
from django.db import connection

from cms.ordinance.case_numbers import shown
from petitions.filing import limits
from petitions.filing.due import erase_drafts
from petitions.models import Attempt, Draft
from petitions.services.filing import new_number
from tests.petitions.filing.conftest import NOW, WHAT, WHO, Citizen


def test_it_is_gone_on_with_elsewhere_by_its_number(citizen, client_for, alpha):
    citizen.agree()
    citizen.send("who", **WHO)
    assert citizen.send("what", q_subject="도로", do="save").url.endswith("/saved/")
    number = shown(citizen.number)
    assert number in citizen.get("saved").content.decode()
    elsewhere = client_for(alpha)
    found = elsewhere.post("/~petition/resume/", {"number": f" {number.lower()} "})
    assert elsewhere.get(found.url).url == f"{citizen.place}what/"
    assert 'value="도로"' in citizen.get("what").content.decode()
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM petitions_draft")
        stored = str(cursor.fetchall())
    assert citizen.number not in stored
    assert "김민원" not in stored
    assert "도로" not in stored


def test_the_address_is_mailed_and_nothing_else(citizen):
    citizen.agree()
    citizen.send("who", **WHO)
    for _time in range(limits.MOST_BY_SUBJECT):
        assert citizen.send("saved", email="kim@example.com").status_code == 200
    assert citizen.send("saved", email="kim@example.com").status_code == 429
    assert len(mail.outbox) == limits.MOST_BY_SUBJECT
    assert f"{citizen.place}resume/" in mail.outbox[0].body
    assert "김민원" not in mail.outbox[0].body


def test_numbers_cannot_be_tried_out(citizen, client_for, alpha):
    citizen.agree()
    stranger = client_for(alpha)
    assert stranger.post("/~petition/resume/", {"number": "7KMP-30XH-R9T0"}).status_code == 422
    assert Attempt.objects.count() == 0, "what is mistyped is no attempt"
    wrong = new_number()
    answers = [stranger.post("/~petition/resume/", {"number": wrong}).status_code for _time in range(6)]
    assert answers == [422] * 5 + [429]


def test_it_goes_with_its_files_when_its_days_are_over(citizen):
    citizen.agree()
    citizen.send("who", **WHO)
    with time_machine.travel(NOW + dt.timedelta(days=6), tick=False):
        assert citizen.send("what", **WHAT).status_code == 302, "its days begin anew with each step"
        assert erase_drafts() == {"erased": 0}
    with time_machine.travel(NOW + dt.timedelta(days=14), tick=False):
        assert citizen.get("what").status_code == 410
        assert erase_drafts() == {"erased": 1}
    assert Draft.objects.count() == 0


def test_it_is_given_up_at_once(citizen):
    citizen.agree()
    assert citizen.get("discard").status_code == 200
    assert Draft.objects.count() == 1
    assert citizen.send("discard").status_code == 200
    assert citizen.send("who", **WHO).status_code == 410
    assert Draft.objects.count() == 0


def test_nobody_begins_hundreds(citizen, monkeypatch):
    monkeypatch.setattr("petitions.filing.drafts.MOST_BY_SENDER", 2)
    answers = [Citizen(citizen.client, citizen.code).agree().status_code for _time in range(3)]
    assert answers == [302, 302, 429]
