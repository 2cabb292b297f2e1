"""Notices by text message: chosen, least words, never the content or the key; told by hand where that fails."""

import json

import pytest
import time_machine
from django.core import mail
from django.urls import reverse
from django.utils import translation

from cms.members.messages import sms
from cms.ordinance.case import Actor, Event
from cms.ordinance.case_numbers import shown
from petitions.filing.keys import case_key
from petitions.models import Case, Notice
from petitions.notices import texting
from petitions.notices.posting import post
from petitions.notices.telling import Round
from petitions.services.acting import By, act
from petitions.services.gifts import Gift
from tests.petitions.filing.conftest import WHAT, WHO, asked, citizen  # noqa: F401
from tests.petitions.test_acting import FRIDAY, filed

PHONE = {"email": "", "telephone": "010-1234-5678", "wants_sms": True}
SECRET = "카나리아-4711"


@pytest.fixture
def sent(settings, tmp_path):
    """What went out, read from the files of the development sender, the latest last."""
    settings.VAR_DIR = tmp_path
    folder = tmp_path / "sms" / "alpha"

    def read():
        paths = sorted(folder.glob("*.json"), key=lambda path: path.stat().st_mtime_ns)
        return [json.loads(path.read_text()) for path in paths]

    return read


@time_machine.travel(FRIDAY, tick=False)
def test_receipt_extension_and_result_go_to_the_telephone_in_least_words(town, sent):
    officer = By(frozenset({Actor.OFFICER}), town.engineer)
    case = filed(town.hole, title=SECRET, body=SECRET, name=SECRET, **PHONE)
    assert post() == {"sent": 1}
    act(case, Event.ASSIGN, officer, Gift(officer=town.engineer))
    act(case, Event.EXTEND, officer, Gift(amount=3, reason=SECRET))
    act(case, Event.COMPLETE, officer, Gift(text=SECRET))
    assert post() == {"sent": 2}
    texts = [each["text"] for each in sent()]
    assert len(texts) == 3
    for text in texts:
        for said in (shown(case.number), "도로과", "031-000-0202", reverse("petition_lookup")):
            assert said in text, said
        assert SECRET not in text
        assert case_key(case) not in text, "whoever holds the telephone may be somebody else"
    assert "2026. 9. 29." in texts[0]
    assert "engineer" in texts[1]
    assert {each["to"] for each in sent()} == {"01012345678"}
    assert set(Notice.objects.values_list("state", "sent_by")) == {("sent", "sms")}
    assert mail.outbox == []


@time_machine.travel(FRIDAY, tick=False)
def test_only_where_it_was_chosen_and_somebody_can_be_reached(town, sent, settings, monkeypatch):
    for number, values in enumerate((
        PHONE | {"wants_sms": False},
        PHONE | {"telephone": "031-123-4567"},
        PHONE | {"email": "kim@example.com"},
        {"email": "kim@example.com", "wants_sms": True},
    )):  # fmt: skip
        filed(town.hole, submission=str(number), **values)
    assert post() == {"by_hand": 1, "undeliverable": 1, "sent": 2}
    assert (sent(), len(mail.outbox)) == ([], 2)
    case = filed(town.hole, submission="later", **PHONE)
    monkeypatch.setattr(sms, "sender", lambda: None)
    monkeypatch.setattr(sms, "is_offered", lambda: True)
    assert post() == {"later": 1}
    monkeypatch.undo()
    assert case.notices.get().state == "waiting"
    monkeypatch.setattr(texting, "MOST_A_DAY", 0)
    with time_machine.travel(FRIDAY.replace(hour=15), tick=False):
        assert post() == {"by_hand": 1}, "a number that had enough today is told by somebody"


@time_machine.travel(FRIDAY, tick=False)
def test_a_language_that_telephones_cannot_show_is_said_in_english(town):
    for language, expected in (("ko", "ko"), ("vi", "en"), ("en", "en")):
        case = filed(town.hole, submission=language, language=language, **PHONE)
        found, text = texting._readable(case.notices.get(), Round())
        assert found == expected
        with translation.override(expected):
            assert translation.gettext("We have received your petition.") in text


def test_the_form_offers_it_and_asks_for_a_mobile_number(citizen, settings):  # noqa: F811
    citizen.agree()
    assert "wants_sms" in citizen.get("who").content.decode()
    wrong = citizen.send("who", name="김", email="", telephone="031-123-4567", wants_sms="on")
    assert (wrong.status_code, "031-123-4567" in wrong.content.decode()) == (422, True)
    citizen.send("who", name="김", email="", telephone="010 1234 5678", wants_sms="on")
    assert citizen.send("what", **WHAT).status_code == 302
    with translation.override("ko"):
        assert translation.gettext("yes") in citizen.get("check").content.decode()
    citizen.send("check")
    assert Case.objects.get().wants_sms is True
    settings.SMS_SENDER = ""
    citizen.agree()
    assert "wants_sms" not in citizen.get("who").content.decode()
    citizen.send("who", **WHO, wants_sms="on")
    assert citizen.page.status_code == 302
