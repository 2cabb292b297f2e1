"""The desk of fees: who sees what, and the bank's list from the file to the deed."""

import datetime as dt
import re

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile

from cms.ordinance.case import State
from cms.ordinance.case_numbers import shown
from cms.privacy.models import AccessEntry
from petitions.models import Deposit, Payment, PetitionSetting
from petitions.payments import booking
from petitions.services import filing
from tenants.conformity import Status
from tests.duties import ask, said
from tests.petitions.conftest import service
from tests.petitions.test_acting import FRIDAY, filed

MONDAY = FRIDAY + dt.timedelta(days=3)
ROOT = "/admin/petitions/fees/"


@pytest.fixture
def case(town, monkeypatch):
    """A petition of the roads department that waits for its fee."""
    monkeypatch.setattr(filing, "fee_is_awaited", lambda fee, policy: fee > 0)
    with time_machine.travel(FRIDAY, tick=False):
        return filed(service("AL-COPY", "등본 우송", town.roads, online=True, fee_won=5000))


@pytest.fixture
def desk(in_alpha, client_for):
    def sign_in(user):
        client = client_for(in_alpha)
        client.force_login(user)
        return client

    return sign_in


def hidden(html: str, name: str) -> str:
    return re.search(rf'name="{name}" value="([^"]*)"', html)[1]


@time_machine.travel(MONDAY, tick=False)
def test_the_list_is_looked_at_and_then_carried_out(town, case, desk):
    client = desk(town.clerk)
    rows = (
        "조회일,2026.09.21\n\n거래일시,보낸분,입금액\n"
        f'2026-09-21 09:00,김민원{case.number[-4:]},"5,000"\n'
        "2026-09-21 09:30,=HYPERLINK(1),700\n어제,이상,5\n"
    )
    shown = client.post(f"{ROOT}bank/", {"file": SimpleUploadedFile("b.csv", rows.encode("cp949"))}).content.decode()
    assert "=HYPERLINK(1)" in shown
    assert ">6<" in shown, "the line that cannot be read, by its number"
    assert not Deposit.objects.exists()
    data = {"name": "b.csv", "text": rows, "mark": hidden(shown, "mark")}
    forged = client.post(f"{ROOT}bank/", data | {"mark": "x"})
    assert (forged.status_code, Deposit.objects.count()) == (422, 0)
    assert client.post(f"{ROOT}bank/", data)["Location"].endswith("/differences/")
    case.refresh_from_db()
    assert case.at is State.RECEIVED
    assert client.post(f"{ROOT}bank/", data).status_code == 422, "the same again is not what was looked at"
    differences = client.get(f"{ROOT}differences/").content.decode()
    assert "=HYPERLINK(1)" in differences
    one = booking.open_deposits().get()
    address = f"{ROOT}differences/{one.pk}/"
    wrong = client.post(address, {"act": "assign", "assign-number": "1111-2222-3334"})
    assert wrong.status_code == 422
    settled = client.post(
        address, {"act": "settle", "settle-kind": "other", "settle-amount": 700, "settle-reason": "다른 수입"}
    )
    assert (settled.status_code, booking.open_deposits().count()) == (302, 0)
    assert AccessEntry.objects.count() == 2, "the list of differences, and the one that was refused"


@pytest.mark.parametrize("data", [b"", b"\x00" * 10, b"\xff\xfe\x80\x81", b"a,b\n1,2", b'"' * 50, b"x" * 2_100_000])
def test_hostile_files_get_a_sentence(data, town, desk):
    answer = desk(town.clerk).post(f"{ROOT}bank/", {"file": SimpleUploadedFile("b.csv", data)})
    assert answer.status_code in (200, 422)
    assert not Deposit.objects.exists()


@time_machine.travel(MONDAY, tick=False)
def test_a_department_confirms_its_own_over_the_counter_and_sees_no_bank(town, case, desk):
    engineer, stranger = desk(town.engineer), desk(town.keeper)
    assert stranger.get(ROOT).status_code == 302
    for closed in ("bank/", "differences/", "export/"):
        assert engineer.get(f"{ROOT}{closed}").status_code == 302
    page = engineer.get(f"{ROOT}{case.pk}/").content.decode()
    assert AccessEntry.objects.get().subject_pk == str(case.pk)
    data = {"seen": hidden(page, "seen"), "amount": "5000", "booked_at": "2026.09.21 09:00", "payer": "=김"}
    refused = engineer.post(f"{ROOT}{case.pk}/", data)
    assert (refused.status_code, Payment.objects.count()) == (422, 0)
    assert "2026.09.21 09:00" in refused.content.decode(), "nothing typed is lost"
    assert engineer.post(f"{ROOT}{case.pk}/", data | {"evidence": "영수증 3"}).status_code == 302
    assert engineer.get(f"{ROOT}{case.pk}/").status_code == 404, "nothing is owed any more"
    table = desk(town.clerk).get(f"{ROOT}export/").content.decode()
    assert ",'=김," in table, "no formula in the table"


@pytest.mark.duty("fee-before-receipt")
def test_the_duty_of_the_fee(town, case, in_alpha):
    finding = ask("fee-before-receipt", in_alpha)
    assert finding.status is Status.NOT_MET
    assert "no account is named" in said(finding)
    PetitionSetting.objects.create(bank_account="농협 000-00 안양시")
    assert ask("fee-before-receipt", in_alpha).status is Status.MET
    with time_machine.travel(MONDAY, tick=False):
        booking.confirm(case, town.clerk, amount=5000, booked_at=MONDAY, payer="", evidence="창구")
    assert ask("fee-before-receipt", in_alpha).status is Status.MET
    type(case).objects.filter(pk=case.pk).update(paid_at=None)
    assert shown(case.number) in said(ask("fee-before-receipt", in_alpha))
