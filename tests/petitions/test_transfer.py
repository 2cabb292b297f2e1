"""A petition goes to another municipality: whole, once, and away from the sender."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse

from cms.core.encryption import Unreadable
from cms.departments.models import Department
from cms.ordinance.case import Actor, Event, State
from cms.privacy.files import check, keep, open_sealed
from petitions.filing.keys import path_of
from petitions.models import (
    PERSONAL,
    Case,
    CaseEvent,
    CaseFile,
    Channel,
    Fault,
    Notice,
    NoticeState,
    TransferIn,
    TransferLetter,
    TransferOut,
)
from petitions.services.acting import By, Refused, act
from petitions.services.gifts import Gift
from petitions.transfer import delivering, receiving, redirecting
from petitions.transfer.choices import known_as, municipalities
from petitions.transfer.delivering import deliver, deliver_due
from petitions.transfer.erasing import erase_delivered
from petitions.transfer.sending import send, send_letter
from petitions.transfer.whereabouts import due, moved, whereabouts
from tenants.context import platform, tenant
from tenants.models import Municipality
from tests.factories.departments import DepartmentFactory
from tests.petitions.test_acting import filed

WHY = "다른 시의 도로입니다."


@pytest.fixture
def officer(town):
    return By(frozenset({Actor.OFFICER}), town.engineer)


@pytest.fixture
def there(beta, in_alpha):
    """The other municipality has a department that oversees petitions."""
    with tenant(beta):
        Department.objects.update(handles_petitions=False)
        return DepartmentFactory(code="B1", name="민원여권과", telephone="02-000-0001", handles_petitions=True)


def _sent(town, officer, **values) -> Case:
    case = filed(town.hole, telephone="010-1234-5678", signers=4, **values)
    file = keep(check("사진.txt", SimpleUploadedFile("x", "구멍".encode()), most_bytes=1000))
    CaseFile.objects.create(case=case, file=file, origin="petition", field="photo")
    send(case, officer, "beta", WHY, seen=case.version)
    return case


def test_the_case_arrives_whole_under_the_receivers_key_and_is_erased_here(alpha, beta, town, officer, there):
    case = _sent(town, officer)
    here = {field: getattr(case, field) for field in PERSONAL}
    told = Notice.objects.get(case=case, event__event="transfer")
    assert deliver_due() == {"arrived": 1, "later": 0}
    out = TransferOut.objects.get(case=case)
    with tenant(beta):
        arrived = Case.objects.get(number=out.new_number)
        assert {field: getattr(arrived, field) for field in PERSONAL} == here
        assert (arrived.at, arrived.channel, arrived.signers) == (State.RECEIVED, Channel.TRANSFER, 4)
        assert arrived.department == there
        assert arrived.clock_from == arrived.received_at == arrived.arrived_at > case.arrived_at
        assert arrived.email_index
        assert arrived.email_index != case.email_index
        assert [line.event for line in arrived.events.all()] == ["arrive", "receive"]
        assert arrived.events.first().facts == {"from": alpha.name_ko, "number": case.number}
        history = json.loads(arrived.transfer_in.history)
        assert [line["event"] for line in history] == ["submit", "receive", "transfer"]
        assert history[-1]["words"] == WHY
        sealed = CaseFile.objects.get(case=arrived)
        assert (open_sealed(sealed.file).decode(), sealed.file.name, sealed.field) == ("구멍", "사진.txt", "photo")
        assert Notice.objects.filter(case=arrived).count() == 1, "the receiver tells of its receipt"
        raw = _raw("body", arrived.pk)
    with pytest.raises(Unreadable):
        Case._meta.get_field("body").from_db_value(raw, None, None)  # nothing that was closed there opens here
    assert whereabouts(case) == moved(case.number)
    assert (moved(case.number).number, moved(case.number).contact) == (out.new_number, "민원여권과 02-000-0001")

    assert erase_delivered() == 0, "the petitioner has not been told yet"
    told.refresh_from_db()
    Notice.objects.filter(case=case).update(state=NoticeState.SENT)
    assert erase_delivered() == 1
    case.refresh_from_db()
    assert [getattr(case, field) for field in PERSONAL] == [None] * len(PERSONAL)
    assert not CaseEvent.objects.filter(case=case, words__isnull=False).exists()
    assert CaseFile.objects.get(case=case).file.removed_at is not None
    assert moved(case.number).number == out.new_number, "the old number still leads there"


def _raw(column: str, pk: int) -> str:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM petitions_case WHERE id = %s", [pk])
        return cursor.fetchone()[0]


def test_once_where_the_sender_dies_before_it_can_write_it_down(beta, town, officer, there, monkeypatch):
    case = _sent(town, officer)
    out = TransferOut.objects.get(case=case)
    with monkeypatch.context() as patch:
        patch.setattr(delivering, "arrived", lambda row, taken: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            deliver(out.pk)
    assert TransferOut.objects.get(pk=out.pk).is_under_way
    assert deliver(out.pk)
    with tenant(beta):
        assert Case.objects.filter(channel=Channel.TRANSFER).count() == TransferIn.objects.count() == 1
    assert deliver(out.pk), "and delivered once more it is the same"


def test_a_fault_leaves_nothing_there_and_everything_here(beta, town, officer, there, monkeypatch, caplog):
    case = _sent(town, officer)
    out = TransferOut.objects.get(case=case)
    with monkeypatch.context() as patch:
        patch.setattr(receiving, "keep", lambda content: 1 / 0)
        assert not deliver(out.pk)
    out.refresh_from_db()
    assert (out.fault, out.attempts, out.is_under_way) == (Fault.ERROR, 1, True)
    assert "집 앞" not in caplog.text
    assert "ZeroDivisionError" in caplog.text
    with tenant(beta):
        assert not Case.objects.filter(channel=Channel.TRANSFER).exists()
        Department.objects.update(handles_petitions=False)
    assert not deliver(out.pk)
    assert TransferOut.objects.get(pk=out.pk).fault == Fault.NO_DEPARTMENT
    with platform():
        Municipality.objects.filter(slug="beta").update(state="suspended")
    assert not deliver(out.pk)
    assert TransferOut.objects.get(pk=out.pk).fault == Fault.SUSPENDED
    assert Case.objects.get(pk=case.pk).body, "nothing is lost meanwhile"


@pytest.mark.parametrize(("slug", "suspended"), [("alpha", False), ("nowhere", False), ("beta", True)])
def test_refused_where_nobody_could_take_it(beta, town, officer, there, slug, suspended):
    case = filed(town.hole)
    if suspended:
        with platform():
            Municipality.objects.filter(slug="beta").update(state="suspended")
    assert [agency.slug for agency in municipalities()] == ([] if suspended else ["beta"])
    with pytest.raises(Refused) as refused:
        send(case, officer, slug, WHY)
    assert len(refused.value.reasons) == 1
    assert Case.objects.get(pk=case.pk).at is State.RECEIVED
    assert not TransferOut.objects.exists()


def test_whatever_door_it_takes_the_case_goes_along(beta, town, officer, there):
    """The desk's own form knows only the agency's name."""
    case = filed(town.hole)
    act(case, Event.TRANSFER, officer, Gift(agency=f" {beta.name_ko} ", reason=WHY))
    assert TransferOut.objects.get(case=case).to_slug == "beta"
    other = filed(town.hole, submission="z")
    send_letter(other, officer, "한국도로공사", WHY, address="김천시 혁신8로 77", number="도로과-12")
    letter = TransferLetter.objects.get(case=other)
    assert (letter.agency, letter.document_number, letter.contact) == ("한국도로공사", "도로과-12", "031-000-0202")
    assert whereabouts(other).by_letter


def test_passed_back_it_keeps_the_whole_history(alpha, beta, town, officer, there):
    case = _sent(town, officer)
    deliver_due()
    with tenant(beta):
        arrived = Case.objects.get(channel=Channel.TRANSFER)
        send(arrived, By(frozenset({Actor.COORDINATOR})), "alpha", "알파시의 도로가 맞습니다.")
        assert deliver_due() == {"arrived": 1, "later": 0}
    again = Case.objects.get(channel=Channel.TRANSFER)
    assert (again.body, again.department) == (case.body, town.petitions)
    assert again.transfer_in.first_arrived_at == case.arrived_at
    agencies = [line["agency"] for line in json.loads(again.transfer_in.history)]
    assert agencies == [alpha.name_ko] * 3 + [beta.name_ko] * 3


def test_what_is_not_taken_is_sent_elsewhere_or_by_letter(beta, town, officer, there):
    case = _sent(town, officer)
    row = TransferOut.objects.get(case=case)
    with tenant(beta):
        Department.objects.update(handles_petitions=False)
    assert not redirecting.retry(row, officer)
    with pytest.raises(Refused):
        redirecting.send_by_letter(row, officer, "", "x")
    with pytest.raises(Refused):
        redirecting.send_elsewhere(row, officer, "alpha", WHY)
    redirecting.send_elsewhere(row, officer, "beta", WHY)
    again = TransferOut.objects.get(case=case)
    assert (again.uuid != row.uuid, again.fault, again.attempts) == (True, "", 0)
    redirecting.send_by_letter(again, officer, "한국도로공사", WHY)
    assert whereabouts(case).by_letter
    assert [notice.state for notice in Notice.objects.filter(event__event="transfer")] == ["settled"] * 2 + ["waiting"]
    assert deliver_due() == {"arrived": 0, "later": 0}


def test_nothing_goes_elsewhere_that_the_receiver_has(beta, town, officer, there, monkeypatch):
    case = _sent(town, officer)
    row = TransferOut.objects.get(case=case)
    with monkeypatch.context() as patch:
        patch.setattr(delivering, "arrived", lambda row, taken: None)  # the sender died before it wrote it down
        deliver(row.pk)
    with pytest.raises(Refused):
        redirecting.send_by_letter(row, officer, "한국도로공사", WHY)
    assert not TransferLetter.objects.exists()


def test_the_desk_sees_what_is_under_way_and_prints_letters(beta, town, officer, there, client_for):
    case, other = _sent(town, officer), filed(town.hole, submission="z")
    send_letter(other, officer, "한국도로공사", WHY)
    with tenant(beta):
        Department.objects.update(handles_petitions=False)
    deliver_due()
    client = client_for(town.municipality)
    client.login_as(town.engineer)
    page = client.get("/admin/petitions/transfers/").content.decode()
    assert "한국도로공사" in page
    assert beta.name_ko in page
    assert "집 앞 도로가" not in page
    client.post(f"/admin/petitions/transfers/{case.transfer_out.pk}/", {"act": "retry"})
    assert TransferOut.objects.get(case=case).attempts == 2
    address = f"/admin/petitions/transfers/letter/{other.pk}/"
    client.post(address, {"agency": "한국도로공사 수원지사", "document_number": "도로과-3", "sent_on": "2026-11-23"})
    letter = client.get(address).content.decode()
    for words in ("한국도로공사 수원지사", "도로과-3", "집 앞 도로가 파였습니다.", "김민원"):
        assert words in letter, words
    client.login_as(town.clerk)
    assert client.get(address).status_code == 200, "the overall department oversees"
    client.login_as(town.translator)
    assert client.get(address).status_code in (302, 404)
    assert client.get("/admin/petitions/transfers/").status_code in (302, 403)


def test_the_old_number_leads_to_the_new_one(beta, town, officer, there, client_for):
    case = _sent(town, officer)
    deliver_due()
    Notice.objects.filter(case=case).update(state=NoticeState.SENT)
    erase_delivered()
    lookup = reverse("petition_lookup")
    shown = client_for(town.municipality).post(lookup, {"number": case.number, "secret": "x"}).content.decode()
    new = TransferOut.objects.get(case=case).new_number
    assert new[:4] in shown
    assert "민원여권과" in shown
    assert "김민원" not in shown
    own = client_for(town.municipality).get(path_of(case)).content.decode()
    assert new[:4] in own
    assert "이 민원의 개인정보는 우리 기관에 더 이상 남아 있지 않습니다" in own, "it went; its time was not over"


@pytest.mark.parametrize(
    ("typed", "slug"), [("베타구", "beta"), (" 베타구청 ", "beta"), ("Beta", "beta"), ("beta", "beta"), ("베타", None)]
)
def test_a_municipality_is_known_by_its_names(beta, typed, slug):
    found = known_as(typed)
    assert (found.slug if found else None) == slug


def test_the_desks_form_says_to_whom_and_until_when(beta, town, there, client_for):
    case = filed(town.hole)
    client = client_for(town.municipality)
    client.login_as(town.engineer)
    shown = client.get(f"/admin/petitions/case/{case.pk}/transfer/").content.decode()
    assert beta.name_ko in shown
    assert f"{due(case):%Y-%m-%d %H:%M}" in shown
