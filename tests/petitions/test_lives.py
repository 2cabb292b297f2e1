"""What a case keeps and must not keep, however long it lives: reopened, merged, surveyed, erased, unreached."""

import datetime as dt

import pytest
import time_machine
from django.db import IntegrityError, connection, transaction
from django.utils import translation

from cms.ordinance.case import Actor, Event, State
from petitions import clock
from petitions.filing.acts import carry_out, named
from petitions.filing.keys import path_of
from petitions.filing.own import OwnCase
from petitions.merging.joining import merge, unmerge
from petitions.models import Case, Notice, NoticeState
from petitions.notices.digest import Petitions
from petitions.notices.reminding import tell_progress
from petitions.services.acting import PETITIONER, SCHEDULE, By, Refused, act
from petitions.services.erasing import erase
from petitions.services.gifts import Gift
from petitions.services.repeats import digits_of
from petitions.watching.overdue import is_over
from petitions.watching.surveying import end_surveys
from tests.petitions.conftest import service
from tests.petitions.test_acting import FRIDAY, KST, filed

NO = Gift(text="글", reason="까닭", remedy="이의신청")


@pytest.fixture
def officer(town):
    return By(frozenset({Actor.OFFICER, Actor.HEAD}), town.engineer)


def after(days: float):
    return time_machine.travel(FRIDAY + dt.timedelta(days=days), tick=False)


def assigned(town, officer, what, **values) -> Case:
    case = filed(what, **values)
    act(case, Event.ASSIGN, officer, Gift(officer=town.engineer))
    return case


def test_taken_up_again_it_is_decided_extended_and_objected_to_anew(town, officer):
    with after(0):
        case = assigned(town, officer, service("AL-PX", "점용 허가", town.roads, online=True))
        act(case, Event.EXTEND, officer, Gift(amount=3, reason="현장 확인"))
        act(case, Event.REFUSE, officer, NO)
        act(case, Event.OBJECT, PETITIONER, NO)
        act(case, Event.DISMISS, officer, NO)
        with pytest.raises(Refused):
            act(case, Event.OBJECT, PETITIONER, NO)
    with after(4):
        act(case, Event.REOPEN, officer, NO)
        act(case, Event.ASSIGN, officer, Gift(officer=town.engineer))
        assert "(「민원 처리에 관한 법률」 제19조제2항)" in str(OwnCase(case).due_reasons[-1]), (
            "nothing of an extension"
        )
        act(case, Event.DEMAND_SUPPLEMENT, officer, Gift(text="도면", days=3))
        act(case, Event.SUPPLY, PETITIONER, NO)
        assert case.at is State.ASSIGNED, "the period that runs now was not extended"
        act(case, Event.REFUSE, officer, NO)
        act(case, Event.OBJECT, PETITIONER, NO)
        act(case, Event.UPHOLD, officer, NO)
    assert list(case.objections.values_list("serial", "outcome")) == [(1, "dismiss"), (2, "uphold")]


def test_a_refusal_that_nobody_was_told_of_keeps_its_way_open(town, officer):
    with after(0):
        case = assigned(town, officer, service("AL-PX", "점용 허가", town.roads, online=True))
        act(case, Event.REFUSE, officer, NO)
        Notice.objects.filter(case=case).update(state=NoticeState.BY_HAND)
    with after(80), transaction.atomic():
        act(case, Event.OBJECT, PETITIONER, NO)
        transaction.set_rollback(True)
    Notice.objects.filter(case=case).update(state=NoticeState.TOLD, sent_at=FRIDAY + dt.timedelta(days=1))
    case.refresh_from_db()
    with after(80), pytest.raises(Refused):
        act(case, Event.OBJECT, PETITIONER, NO)


def test_a_field_survey_stops_the_clock_for_three_weeks_and_no_longer(town, officer):
    grievance = service("AL-G", "고충", town.roads, kind="고충", online=True)
    with after(0):
        one, other = (assigned(town, officer, grievance, submission=each) for each in "ab")
        for case in (one, other):
            act(case, Event.STOP_CLOCK, officer, Gift(ground="survey", reason="현장 조사"))
    with after(60):
        act(one, Event.RESUME_CLOCK, officer)
        assert end_surveys(FRIDAY + dt.timedelta(days=20)) == 0
        assert (end_surveys(FRIDAY + dt.timedelta(days=21)), end_surveys(FRIDAY + dt.timedelta(days=60))) == (1, 0)
        other.refresh_from_db()
        last = dt.datetime(2026, 10, 9, tzinfo=KST)
        assert [case.pauses.get().ended_at for case in (one, other)] == [last, last], "the end of the 21st day"
        assert one.due_on == other.due_on == dt.date(2026, 10, 20), "the 9th is a holiday: seven days from the 12th"
        with translation.override("en"), pytest.raises(Refused, match="used up"):
            act(one, Event.STOP_CLOCK, officer, Gift(ground="survey", reason="한 번 더"))


def test_merged_ones_go_by_the_clock_of_the_first(town, officer):
    question = service("AL-Q", "질의", town.roads, kind="질의", online=True)
    with after(0):
        five = [filed(question, submission=str(each), email=f"k{each}@example.com") for each in range(5)]
        leading = merge(five, officer, "같은 취지")
        act(leading, Event.ASSIGN, officer, Gift(officer=town.engineer))
        act(leading, Event.EXTEND, officer, Gift(amount=5, reason="조사"))
        others = [Case.objects.get(pk=case.pk) for case in five if case.pk != leading.pk]
        assert {case.due_on for case in others} == {leading.due_on} == {dt.date(2026, 10, 8)}
        assert Notice.objects.filter(event__event="extend").count() == 5, "each is told why and until when (영 21)"
        act(leading, Event.STOP_CLOCK, officer, Gift(ground="hearing", reason="청문"))
    with after(40):
        late = is_over(FRIDAY + dt.timedelta(days=40), clock.calendar())
        assert not Case.objects.filter(late).exists(), "they stand still together"
        assert tell_progress() == 1
        assert Notice.objects.filter(event__event="tell_progress").count() == 5, "each is told once how far it is"
        apart = unmerge(others[0], officer, "다른 내용입니다") and Case.objects.get(pk=others[0].pk)
        assert apart.due_on == dt.date(2026, 9, 30), "by itself it has its own time again"


def test_of_a_member_no_name_stands_outside_of_the_case_and_nothing_stays(town, officer):
    town.translator.display_name = "카나리아회원"
    town.translator.save()
    with after(0):
        case = assigned(town, officer, town.hole, member=town.translator)
        form = named("withdraw").form({"seen": case.version, "reason": ""})
        assert form.is_valid()
        carry_out(case, named("withdraw"), form, town.translator)
    line = case.events.get(event="withdraw")
    assert (line.actor, line.by, line.by_name) == ("petitioner", None, "")
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO petitions_caseevent (case_id, at, event, before, after, actor, by_name, department_name,"
            " facts, told, policy_version) SELECT case_id, at, event, before, after, actor, '김', '', '{}', false, 1"
            " FROM petitions_caseevent WHERE id = %s",
            [line.pk],
        )
    erase(case.pk, SCHEDULE)
    case.refresh_from_db()
    assert case.member is None
    for event, gift in ((Event.RATE, Gift(score=5, text="제 번호는")), (Event.REOPEN, NO), (Event.OPT_IN, NO)):
        with pytest.raises(Refused):
            act(case, event, By(frozenset(Actor)), gift)


def test_a_supplement_that_did_not_come_is_told_to_the_officer(town, officer):
    with after(0):
        case = assigned(town, officer, town.hole)
        act(case, Event.DEMAND_SUPPLEMENT, officer, Gift(text="사진", days=3))
    until, voice = case.supplements.get().due_on, Petitions()

    def told(day):
        return [each for each in voice.pressing(day).values() if each.about == "supplement"]

    assert told(until) == []
    assert [(each.pk, each.last_day) for each in told(until + dt.timedelta(days=1))] == [(case.pk, until)]
    with after(20):
        act(case, Event.RETURN, officer, NO)
    assert told(until + dt.timedelta(days=1)) == []


@after(0)
def test_a_page_opens_in_a_language_that_the_municipality_offers(town, client_for, alpha, monkeypatch):
    case = filed(town.hole, language="vi")
    page = client_for(alpha).get(path_of(case))
    assert (page.status_code, page["Content-Language"]) == (200, "en")
    monkeypatch.setattr(connection.tenant, "languages", ["ko"])
    assert path_of(case).startswith("/~petition/")


@pytest.mark.parametrize(
    "typed", ["010-1234-5678", "+82 10 1234 5678", "+82 (0)10-1234-5678", "0082-10-1234-5678", "０１０１２３４５６７８"]
)
def test_a_telephone_number_has_one_spelling(typed):
    assert digits_of(typed) == "01012345678"


@after(0)
def test_found_by_either_spelling_and_changed_before_it_is_paid(town, client_for, alpha, monkeypatch):
    monkeypatch.setattr("petitions.services.filing.fee_is_awaited", lambda fee, policy: fee > 0)
    copy = service("AL-COPY", "등본", town.roads, online=True, fee_won=5000)
    case = filed(copy, email="", telephone="+82 10-1234-5678")
    act(case, Event.CHANGE, PETITIONER, Gift(title="제목", text="새 글"))
    assert (case.at, case.body) == (State.AWAITING_PAYMENT, "새 글")
    opened = client_for(alpha).post("/~petition/case/", {"number": case.number, "secret": "01012345678"})
    assert opened.url == path_of(case)
