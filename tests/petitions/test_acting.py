"""A case lives: filed, received, worked on, answered. With real PostgreSQL and the real clock."""

import datetime as dt

import pytest
import time_machine
from django.db import connection, transaction
from django.db.utils import IntegrityError
from django.utils.translation import gettext

from cms.departments.models import Role
from cms.ordinance.case import Actor, Event, State
from petitions.filing.acts import possible
from petitions.filing.own import OwnCase
from petitions.models import Case, CaseEvent, Notice
from petitions.services.acting import PETITIONER, By, Overtaken, Refused, act
from petitions.services.filing import Filed, file
from petitions.services.gifts import Gift
from tests.factories.staff import staff
from tests.petitions.conftest import service

KST = dt.timezone(dt.timedelta(hours=9))
FRIDAY = dt.datetime(2026, 9, 18, 10, tzinfo=KST)


def filed(service, **values) -> Case:
    """A petition of a resident, once for each ``submission``."""
    values = {
        "service": service,
        "kind": service.kind,
        "title": "도로가 파였습니다",
        "body": "집 앞 도로가 파였습니다.",
        "name": "김민원",
        "email": "kim@example.com",
        "submission": "a",
        "department": service.department,
    } | values
    return file(Filed(**values))


@pytest.fixture
def officer(town):
    return By(frozenset({Actor.OFFICER}), town.engineer)


@time_machine.travel(FRIDAY, tick=False)
def test_filed_once_received_and_due_by_the_law(town):
    case = filed(town.hole)
    assert filed(town.hole).pk == case.pk, "the same form sent twice is one case"
    assert (case.at, case.received_at, case.clock_from) == (State.RECEIVED, FRIDAY, FRIDAY)
    assert case.due_at == dt.datetime(2026, 9, 29, 10, tzinfo=KST), "five days are forty working hours"
    assert list(case.events.values_list("event", "after")) == [("submit", "submitted"), ("receive", "received")]
    assert Notice.objects.filter(case=case).count() == 1


@time_machine.travel(FRIDAY, tick=False)
def test_supplement_stops_the_clock_and_supply_lets_it_run(town, officer):
    case = filed(town.hole, submission="b")
    with pytest.raises(Refused) as refused:
        act(case, Event.COMPLETE, officer, Gift(text="고쳤습니다."))
    assert len(refused.value.reasons) == 1
    act(case, Event.ASSIGN, officer, Gift(officer=town.engineer))
    act(case, Event.DEMAND_SUPPLEMENT, officer, Gift(text="사진", days=7))
    with time_machine.travel(FRIDAY + dt.timedelta(days=3), tick=False):
        act(case, Event.SUPPLY, PETITIONER, Gift(text="사진입니다."))
    assert case.at is State.ASSIGNED
    assert case.due_at == dt.datetime(2026, 9, 30, 10, tzinfo=KST), "one working day later: the pause is not counted"
    assert case.pauses.get().ended_at is not None


@time_machine.travel(FRIDAY, tick=False)
def test_answered_closed_and_refusals_give_every_reason(town, officer):
    case = filed(town.hole, submission="c")
    act(case, Event.ASSIGN, officer, Gift(officer=town.engineer))
    with pytest.raises(Refused) as refused:
        act(case, Event.REFUSE, officer, Gift())
    assert len(refused.value.reasons) == 3, "text, reason and remedy are missing"
    line = act(case, Event.COMPLETE, officer, Gift(text="고쳤습니다."), seen=case.version)
    assert (case.at, case.closed_at, line.told) == (State.COMPLETED, FRIDAY, True)
    assert case.written_answers.get().contact == "031-000-0202"
    assert case.erase_on == dt.date(2031, 9, 19)
    with pytest.raises(Overtaken):
        act(case, Event.RATE, PETITIONER, Gift(score=5), seen=0)


def test_an_officer_of_another_department_is_refused(town):
    case = filed(town.hole, submission="d")
    act(case, Event.ASSIGN, By(frozenset({Actor.HEAD}), town.engineer), Gift(officer=town.engineer))
    stranger = staff("stranger", Role.DEPARTMENT, departments=[town.petitions])
    with pytest.raises(Refused):
        act(case, Event.ASSIGN, By(frozenset({Actor.HEAD}), town.engineer), Gift(officer=stranger))
    with pytest.raises(Refused):
        act(case, Event.COMPLETE, By(frozenset(), stranger), Gift(text="x"))


def test_history_is_kept_below_the_views(town):
    case = filed(town.hole, submission="e")
    line = CaseEvent.objects.filter(case=case).first()
    for query in (
        "UPDATE petitions_caseevent SET event = 'withdraw' WHERE id = %s",
        "DELETE FROM petitions_caseevent WHERE id = %s",
    ):
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(query, [line.pk])
    CaseEvent.objects.filter(pk=line.pk).update(words=None)


@time_machine.travel(FRIDAY, tick=False)
def test_an_objection_is_counted_by_its_own_time(town, officer):
    permit = service("AL-OBJ", "점용 허가", town.roads, online=True)
    case = filed(permit, submission="f")
    act(case, Event.ASSIGN, officer, Gift(officer=town.engineer))
    act(case, Event.REFUSE, officer, Gift(text="불가", reason="기준", remedy="이의신청"))
    act(case, Event.OBJECT, PETITIONER, Gift(reason="사실과 다릅니다."))
    own = OwnCase(case)
    assert (case.due_on, own.due.on, own.due.days[-1].total) == (dt.date(2026, 9, 28), dt.date(2026, 9, 28), 10)
    assert next(day.why for day in own.counted), "the day of the objection is left out, and it says so"
    act(case, Event.EXTEND_OBJECTION, officer, Gift(days=3, reason="심의"))
    longer = OwnCase(case).due
    assert (case.due_on, longer.on, longer.days[-1].total) == (dt.date(2026, 10, 1), dt.date(2026, 10, 1), 13)
    assert str(longer.articles[0]) == "제35조제2항"
    assert [str(each.name) for each in possible(case) if each.event is Event.WITHDRAW] == [
        gettext("Withdraw the objection")
    ]
