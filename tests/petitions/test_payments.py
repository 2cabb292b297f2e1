"""Fees: nothing is received before it is paid where the ordinance says so, and every won is accounted for."""

import datetime as dt

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.utils import translation

from cms.ordinance.case import State
from petitions.models import BankImport, CaseEvent, Deposit, Notice, Payment, PetitionSetting
from petitions.payments import booking, due
from petitions.payments.importing import ImportRefusedError, carry_out, foresee
from petitions.payments.matching import Fate
from petitions.payments.telling import to_pay
from petitions.services import filing
from petitions.services.acting import Overtaken, Refused
from tests.petitions.conftest import service
from tests.petitions.test_acting import FRIDAY, KST, filed

MONDAY = FRIDAY + dt.timedelta(days=3)


@pytest.fixture
def fee_first(monkeypatch):
    """The ordinance wants the fee before the receipt (안양, 용인)."""
    monkeypatch.setattr(filing, "fee_is_awaited", lambda fee, policy: fee > 0)


@pytest.fixture
def copy(town):
    return service("AL-COPY", "등본 우송", town.petitions, online=True, fee_won=5000)


def bank(*rows: tuple[str, str, int]) -> str:
    lines = [f'"{when}","{payer}","{amount:,}","{number}"' for number, (when, payer, amount) in enumerate(rows)]
    return "거래일시,보낸분,입금액,잔액\n" + "\n".join(lines)


def code(case) -> str:
    return case.number[-4:]


@time_machine.travel(FRIDAY, tick=False)
def test_the_list_of_the_bank_receives_what_is_paid_once(town, copy, fee_first):
    one, two, three = (
        filed(copy, submission=str(n), name=name) for n, name in enumerate(("김민원", "이수수", "박초과"))
    )
    assert (one.at, one.due_on) == (State.AWAITING_PAYMENT, None)
    assert to_pay(one).code == code(one)
    text = bank(
        ("2026-09-21 09:00:00", f"김민원{code(one)}", 5000),
        ("2026-09-21 09:01:00", "이수수", 5000),
        ("2026-09-21 09:02:00", f"박초과{code(three)}", 6000),
        ("2026-09-21 09:03:00", "모르는사람", 700),
    )
    with time_machine.travel(MONDAY, tick=False):
        plan = foresee("b.csv", text)
        assert [line.matched.fate for line in plan.lines] == [Fate.MATCHED, Fate.MATCHED, Fate.TOO_MUCH, Fate.UNKNOWN]
        assert not Deposit.objects.exists(), "a look writes nothing"
        with pytest.raises(PermissionDenied):
            carry_out("b.csv", text, plan.mark, town.engineer)
        done = carry_out("b.csv", text, plan.mark, town.clerk)
        assert (done.paid, done.received, done.to_decide) == (3, 3, 2)
        for case in (one, two, three):
            case.refresh_from_db()
            assert (case.at, case.received_at, case.clock_from) == (State.RECEIVED, MONDAY, MONDAY)
            assert case.due_on is not None
        again = foresee("other name.csv", text)
        assert again.news == 0
        assert carry_out("b.csv", text, again.mark, town.clerk).paid == 0
    assert Deposit.objects.count() == 4
    assert sorted(booking.open_deposits().values_list("rest", flat=True)) == [700, 1000]


@time_machine.travel(MONDAY, tick=False)
def test_only_what_was_looked_at_is_carried_out(town, copy, fee_first):
    with time_machine.travel(FRIDAY, tick=False):
        case = filed(copy, submission="x")
    text = bank(("2026-09-21 09:00:00", code(case), 5000))
    plan = foresee("b.csv", text)
    booking.confirm(case, town.clerk, amount=5000, booked_at=MONDAY, payer="김민원", evidence="창구 수납")
    with pytest.raises(ImportRefusedError):
        carry_out("b.csv", text, plan.mark, town.clerk)
    assert not BankImport.objects.exists()
    assert foresee("b.csv", text).lines[0].matched.fate is Fate.TWICE


@time_machine.travel(MONDAY, tick=False)
def test_by_hand_in_parts_and_back(town, copy, fee_first):
    with time_machine.travel(FRIDAY, tick=False):
        case = filed(copy, submission="y")
    how = {"booked_at": MONDAY, "payer": "김민원", "evidence": "통장 9월 21일 3번째 줄"}
    with translation.override("en"), pytest.raises(Refused) as refused:
        booking.confirm(case, town.engineer, amount=0, booked_at=FRIDAY - dt.timedelta(days=2), payer="", evidence=" ")
    assert len(refused.value.reasons) == 4, "a stranger, no amount, before the filing, no evidence"
    with pytest.raises(Overtaken):
        booking.confirm(case, town.clerk, amount=5000, seen=case.version + 1, **how)
    booking.confirm(case, town.clerk, amount=2000, **how)
    assert case.at is State.AWAITING_PAYMENT
    assert to_pay(case).owed == 3000
    booking.confirm(case, town.clerk, amount=3500, seen=case.version, **how)
    assert (case.at, case.paid_at) == (State.RECEIVED, MONDAY)
    rest = booking.open_deposits().get()
    assert rest.rest == 500
    with pytest.raises(Refused):
        booking.settle(rest, "refund", 501, "계좌 1", town.clerk)
    booking.settle(rest, "refund", 500, "김민원 계좌로 반환", town.clerk)
    assert not booking.open_deposits().exists()
    with pytest.raises(Refused):
        booking.confirm(case, town.clerk, amount=5000, **how)
    assert Payment.objects.count() == 2, "what was refused left nothing"


@time_machine.travel(FRIDAY, tick=False)
def test_where_the_ordinance_is_silent_the_fee_stays_open(town, copy, monkeypatch):
    monkeypatch.setattr(filing, "fee_is_awaited", lambda fee, policy: False)
    case = filed(copy, submission="z")
    assert (case.at, to_pay(case).until, list(booking.owing())) == (State.RECEIVED, None, [case])
    booking.confirm(case, town.clerk, amount=5000, booked_at=FRIDAY, payer="", evidence="창구")
    assert (case.at, case.received_at, case.paid_at) == (State.RECEIVED, FRIDAY, FRIDAY)
    assert CaseEvent.objects.filter(case=case, event="pay").exists()
    assert not booking.owing().exists()


def test_reminded_three_days_before_and_returned_after_the_last(town, copy, fee_first):
    PetitionSetting.objects.create(payment_days=14, bank_account="농협 000-00 안양시")
    with time_machine.travel(FRIDAY, tick=False):
        case, part = filed(copy, submission="r"), filed(copy, submission="s")
        booking.confirm(part, town.clerk, amount=100, booked_at=FRIDAY, payer="", evidence="창구")
    last = to_pay(case).until
    assert last == dt.date(2026, 10, 2)
    steps = []
    for day in range(10, 17):
        with time_machine.travel(FRIDAY + dt.timedelta(days=day), tick=False):
            steps.append(tuple(due.fees().values()))
            due.fees()
    assert steps == [(0, 0), (1, 0), (0, 0), (0, 0), (0, 0), (0, 1), (0, 0)], "on the 29th, and after the 2nd, once"
    case.refresh_from_db()
    part.refresh_from_db()
    assert (case.at, part.at) == (State.RETURNED, State.AWAITING_PAYMENT)
    assert Notice.objects.filter(case=case, event__event="remind_payment").count() == 1
    with time_machine.travel(dt.datetime(2026, 10, 6, tzinfo=KST), tick=False):
        assert foresee("b.csv", bank(("2026-10-05 09:00:00", code(case), 5000))).lines[0].matched.fate is Fate.CLOSED


def test_no_petition_is_returned_while_its_money_may_be_there(town, copy, fee_first):
    with time_machine.travel(FRIDAY, tick=False):
        twins = [filed(copy, submission=each, name="김민원") for each in ("g", "h")]
        other = filed(copy, submission="i", name="박다른")
    with time_machine.travel(MONDAY, tick=False):
        text = bank(("2026-09-21 09:00:00", "김민원", 5000))
        assert not carry_out("b.csv", text, foresee("b.csv", text).mark, town.clerk).paid
    with time_machine.travel(FRIDAY + dt.timedelta(days=30), tick=False):
        assert due.fees()["returned"] == 1
        for case in (*twins, other):
            case.refresh_from_db()
        assert [case.at for case in (*twins, other)] == [
            State.AWAITING_PAYMENT, State.AWAITING_PAYMENT, State.RETURNED,
        ]  # fmt: skip
        booking.assign(booking.open_deposits().get(), twins[0], town.clerk)
        assert due.fees()["returned"] == 1


@time_machine.travel(MONDAY, tick=False)
def test_a_difference_is_laid_to_a_case_and_payers_go_with_it(town, copy, fee_first):
    with time_machine.travel(FRIDAY, tick=False):
        case = filed(copy, submission="q")
    text = bank(("2026-09-21 09:00:00", "어머니", 5000))
    carry_out("b.csv", text, foresee("b.csv", text).mark, town.clerk)
    deposit = booking.open_deposits().get()
    assert (deposit.payer, deposit.rest) == ("어머니", 5000)
    booking.assign(deposit, case, town.clerk)
    assert case.at is State.RECEIVED
    due.erase_payers(case)
    deposit.refresh_from_db()
    assert (deposit.payer, deposit.source, deposit.amount) == (None, None, 5000)
    assert foresee("b.csv", text).news == 0, "an erased line is known all the same"
