"""The petitioner's own page: who opens it, what they see, what they can do, and what strangers learn by trying."""

import datetime as dt

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation

from cms.ordinance.case import Actor, Event, State
from cms.ordinance.case_numbers import shown
from cms.privacy.files import Checked, keep
from petitions.filing import passwords
from petitions.filing.keys import path_of
from petitions.models import Attempt, Case, CaseFile, InternalNote, Origin, PasswordKey
from petitions.services.acting import By, Refused, act
from petitions.services.filing import new_number
from petitions.services.gifts import Gift
from tests.petitions.filing.conftest import NOW

PASSWORD = "My own 1 word!"


@pytest.fixture
def officer(town):
    return By(frozenset({Actor.OFFICER, Actor.HEAD}), town.engineer)


@pytest.fixture
def case(citizen):
    return citizen.file()


def ask(citizen, number, secret):
    return citizen.client.post("/~petition/case/", {"number": number, "secret": secret})


def test_number_and_contact_open_it(citizen, case):
    found = ask(citizen, shown(case.number).lower().replace("0", "o"), " KIM@example.com ")
    assert found.url == path_of(case)
    page = citizen.client.get(found.url).content.decode()
    for said in ("김민원", "집 앞 도로가 깊이 파였습니다.", "도로과", "031-000-0202", "2026. 9. 30."):
        assert said in page
    assert Attempt.objects.count() == 0, "who was right has tried nothing out"


def test_strangers_learn_nothing(beta, citizen, case, client_for, monkeypatch):
    there, not_there = ask(citizen, case.number, "x@example.com"), ask(citizen, new_number(), "x@example.com")
    assert there.status_code == not_there.status_code == 422
    plain = [page.content.decode().split("error-summary")[1].split("</ul>")[0] for page in (there, not_there)]
    assert plain[0] == plain[1]
    assert citizen.client.get(path_of(case).replace(path_of(case).split("/")[-2], "0" * 40)).status_code == 404
    assert client_for(beta).get(path_of(case)).status_code == 404
    assert citizen.client.get("/~petition/case/%00/abc/").status_code == 404, "what no database takes"
    for _time in range(4):
        ask(citizen, case.number, "x@example.com")
    refused = ask(citizen, case.number, "kim@example.com")
    assert refused.status_code == 429, "now the right one waits, too"
    with translation.override("ko"):
        still = translation.gettext("The address on your receipt and in our mails opens your petition at any time.")
    assert still in refused.content.decode()
    elsewhere = {"number": case.number, "secret": "kim@example.com"}
    opened = citizen.client.post("/~petition/case/", elsewhere, REMOTE_ADDR="203.0.113.9")
    assert opened.url == path_of(case), "nobody keeps the owner out by trying from elsewhere"
    monkeypatch.setattr("petitions.filing.limits.MOST_TOGETHER", 5)
    assert citizen.client.post("/~petition/case/", elsewhere, REMOTE_ADDR="203.0.113.9").status_code == 429
    with time_machine.travel(NOW + dt.timedelta(minutes=16), tick=False):
        assert ask(citizen, case.number, "kim@example.com").status_code == 302


def test_one_address_cannot_try_number_after_number(citizen, monkeypatch):
    monkeypatch.setattr("petitions.filing.limits.MOST_BY_SENDER", 3)
    answers = [ask(citizen, new_number(), "x").status_code for _time in range(4)]
    assert answers == [422, 422, 422, 429]


def test_a_password_closes_the_other_way_and_is_changed_on_exposure(citizen, officer):
    citizen.to_check()
    case_path = citizen.send("check", password=PASSWORD, password_again=PASSWORD).url.removesuffix("receipt/")
    case = Case.objects.get()
    assert ask(citizen, case.number, "kim@example.com").status_code == 422
    assert ask(citizen, case.number, PASSWORD).url == case_path
    with pytest.raises(Refused):
        passwords.give_key(case, officer, exposed=True, demanded=True, verified=False)
    address = passwords.give_key(case, officer, exposed=True, demanded=True, verified=True)
    place = "/~petition" + address.split("/~petition")[1]
    new = "Another 1 word!"
    assert citizen.client.post(place, {"password": new, "password_again": "x"}).status_code == 422
    answer = citizen.client.post(place, {"password": new, "password_again": new})
    assert answer.status_code == 302
    assert citizen.client.get(place).status_code == 410, "a key is good once"
    assert citizen.client.get(case_path).status_code == 404, "who came in by the old one stays outside"
    assert citizen.client.get(answer.url).status_code == 200
    assert ask(citizen, case.number, PASSWORD).status_code == 422
    assert [line.event for line in case.events.order_by("-pk")[:2]] == ["password", "identity"]


def test_a_provider_verifies_for_a_new_password(citizen):
    citizen.to_check()
    place = citizen.send("check", password=PASSWORD, password_again=PASSWORD).url.replace("receipt/", "password/")
    page = citizen.client.post(place, {"provider": "development"}).content.decode()
    state = page.split('name="state" value="')[1].split('"')[0]
    back = f"{place}development/"
    assert citizen.client.post(back, {"state": state, "verified_name": "남"}).status_code == 422
    assert "/~petition/password/" in citizen.client.post(back, {"state": state, "verified_name": "김민원"}).url


def test_supplement_with_files_once(citizen, case, officer, town):
    act(case, Event.ASSIGN, officer, Gift(officer=town.engineer))
    place = f"{path_of(case)}supply/"
    assert b"<form" not in citizen.client.get(place).content.split(b"<main")[1], "nothing was demanded"
    act(case, Event.DEMAND_SUPPLEMENT, officer, Gift(text="사진을 내 주세요", days=7))
    assert "사진을 내 주세요" in citizen.client.get(path_of(case)).content.decode()
    before = case.version
    longer = citizen.client.post(f"{path_of(case)}ask-longer/", {"seen": before, "days": "3"})
    assert longer.url.endswith("?done=ask-longer")
    late = {"seen": before, "text": "사진입니다"}
    assert citizen.client.post(place, late).status_code == 422, "the case has changed since it was seen"
    case.refresh_from_db()
    photo = SimpleUploadedFile("사진.txt", b"x", "text/plain")
    sent = {"seen": case.version, "text": "사진입니다"}
    assert citizen.client.post(place, {**sent, "attachments": photo}).url.endswith("?done=supply")
    assert citizen.client.post(place, sent).url.endswith("?done=supply"), "clicked twice"
    file = CaseFile.objects.get(case=case)
    assert (file.origin, file.event.event) == (Origin.SUPPLEMENT, "supply")
    case.refresh_from_db()
    assert case.at is State.ASSIGNED


def test_change_withdraw_rate_and_disclosure(citizen, case, officer, town):
    base = path_of(case)
    changed = citizen.client.post(
        f"{base}change/", {"seen": case.version, "title": "새 제목", "text": "900101-1234567"}
    )
    assert changed.status_code == 422
    citizen.client.post(f"{base}change/", {"seen": case.version, "title": "새 제목", "text": "새 내용"})
    case.refresh_from_db()
    assert (case.title, case.body) == ("새 제목", "새 내용")
    assert citizen.client.post(f"{base}opt-in/", {"seen": case.version}).status_code == 422, "not of a public kind"
    case.is_public_kind = True
    case.save()
    citizen.client.post(f"{base}opt-in/", {"seen": case.version})
    case.refresh_from_db()
    assert case.objects_to_disclosure is False
    act(case, Event.ASSIGN, officer, Gift(officer=town.engineer))
    act(case, Event.COMPLETE, officer, Gift(text="고쳤습니다."))
    page = citizen.client.get(base).content.decode()
    assert "고쳤습니다." in page
    assert f"{base}rate/" in page
    assert f"{base}withdraw/" not in page
    citizen.client.post(f"{base}rate/", {"seen": case.version, "score": "4", "text": ""})
    case.refresh_from_db()
    assert case.satisfaction.score == 4


def test_the_desk_keeps_its_own_to_itself(citizen, case, officer):
    InternalNote.objects.create(case=case, by_name="엔지니어", text="속 이야기")
    inner = CaseFile.objects.create(case=case, file=keep(Checked("속.txt", "txt", b"x")), origin=Origin.INTERNAL)
    page = citizen.client.get(path_of(case)).content.decode()
    assert "속 이야기" not in page
    assert citizen.client.get(f"{path_of(case)}file/{inner.pk}/").status_code == 404


def test_an_officer_who_has_verified_gives_a_key_away(citizen, town, client_for, alpha):
    citizen.to_check()
    citizen.send("check", password=PASSWORD, password_again=PASSWORD)
    case = Case.objects.get()
    place = f"/admin/petitions/password/{case.pk}/"
    desk = client_for(alpha).login_as(town.engineer)
    assert desk.post(place, {"exposed": "on", "demanded": "on"}).status_code == 422
    assert PasswordKey.objects.count() == 0
    given = desk.post(place, {"exposed": "on", "demanded": "on", "verified": "on"}).content.decode()
    key = given.split("/~petition/password/")[1].split("/")[0]
    assert citizen.client.get(f"/~petition/password/{key}/").status_code == 200
    assert client_for(alpha).login_as(town.translator).get(place).status_code == 404
