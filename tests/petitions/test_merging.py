"""Petitions of the same purport under one, what becomes of them, and who speaks for joint petitioners."""

import datetime as dt

import pytest
import time_machine

from cms.ordinance.case import Actor, Event, State
from cms.ordinance.case_numbers import shown
from petitions.merging import representatives
from petitions.merging.joining import merge, unmerge
from petitions.models import Case, Notice
from petitions.services.acting import PETITIONER, By, Refused, act
from petitions.services.gifts import Gift
from tests.petitions.test_acting import FRIDAY, filed

WHY = "같은 도로의 파손을 고쳐 달라는 민원입니다."


@pytest.fixture
def officer(town):
    return By(frozenset({Actor.OFFICER}), town.engineer)


@pytest.fixture
def five(town):
    return [filed(town.hole, submission=str(number), email=f"p{number}@example.com") for number in range(5)]


def _fresh(cases) -> list[Case]:
    return [Case.objects.get(pk=case.pk) for case in cases]


def test_five_under_the_first_and_told_the_same_result(town, officer, five):
    with pytest.raises(Refused) as refused:
        merge(five[:4], officer, WHY)
    assert len(refused.value.reasons) == 1, "영 제6조제6항: five petitioners"
    assert not Case.objects.filter(merged_into__isnull=False).exists()
    leading = merge(five, officer, WHY)
    assert leading.number == five[0].number
    assert all(case.merged_into_id == leading.pk for case in _fresh(five[1:]))
    act(leading, Event.ASSIGN, officer, Gift(officer=town.engineer))
    with pytest.raises(Refused):
        act(five[1], Event.ASSIGN, officer, Gift(officer=town.engineer))
    act(leading, Event.COMPLETE, officer, Gift(text="고쳤습니다.", document_number="도로과-7"))
    for case in _fresh(five):
        assert case.at is State.COMPLETED
        assert (case.written_answers.get().text, case.written_answers.get().document_number) == (
            "고쳤습니다.",
            "도로과-7",
        )
        assert Notice.objects.filter(case=case, event__event="complete").count() == 1


def test_one_petitioner_five_times_is_one_petitioner(town, officer):
    same = [filed(town.hole, submission=str(number)) for number in range(5)]
    with pytest.raises(Refused):
        merge(same, officer, WHY)
    joint = filed(town.hole, submission="j", email="j@example.com", signers=4)
    assert merge([same[0], joint], officer, WHY).pk == same[0].pk


def test_taken_out_again_it_goes_on_by_itself(town, officer, five):
    leading = merge(five, officer, WHY)
    with pytest.raises(Refused) as refused:
        unmerge(leading, By(frozenset()), "")
    assert len(refused.value.reasons) == 3
    line = unmerge(five[1], officer, "다른 도로입니다.")
    assert (line.event, line.told, line.facts) == ("unmerge", True, {"from": leading.number})
    act(leading, Event.ASSIGN, officer, Gift(officer=town.engineer))
    act(leading, Event.COMPLETE, officer, Gift(text="고쳤습니다."))
    assert [case.at for case in _fresh(five[1:3])] == [State.RECEIVED, State.COMPLETED]


def test_where_the_leading_one_is_withdrawn_the_next_leads(town, officer, five):
    leading = merge(five, officer, WHY)
    act(leading, Event.WITHDRAW, PETITIONER)
    first, second, *_rest = _fresh(five[1:])
    assert (first.merged_into_id, second.merged_into_id) == (None, first.pk)
    assert first.at is State.RECEIVED


def test_transferred_all_go_along(town, officer, five):
    leading = merge(five, officer, WHY)
    act(leading, Event.TRANSFER, officer, Gift(agency="한국도로공사", reason="고속도로입니다."))
    assert {case.at for case in _fresh(five)} == {State.TRANSFERRED}
    assert {case.transfer_letter.agency for case in _fresh(five)} == {"한국도로공사"}


def test_representatives_are_asked_for_and_the_clock_stands_still(town, officer):
    with time_machine.travel(FRIDAY, tick=False):
        case = filed(town.hole, signers=12)
        due = case.due_at
        representatives.ask(case, officer, "대표자 3명 이내를 정해 주십시오.")
        with pytest.raises(Refused) as refused:
            representatives.name(case, officer, [("가", "1"), ("가", "1"), ("나", ""), ("다", "3")])
        assert len(refused.value.reasons) == 3
    with time_machine.travel(FRIDAY + dt.timedelta(days=3), tick=False):
        representatives.name(case, officer, [("김대표", "010-0000-0000"), ("", "")], seen=case.version)
        assert case.due_at == due + dt.timedelta(days=1), "one working day was not counted"
        assert case.representatives.get().name == "김대표"
        with pytest.raises(Refused):
            representatives.ask(case, officer, "다시")


def test_one_by_one_the_rule_holds_as_well(town, officer, five):
    with pytest.raises(Refused) as refused:
        act(five[1], Event.MERGE, officer, Gift(case=five[0], reason=WHY))
    assert len(refused.value.reasons) == 1
    merge(five, officer, WHY)
    sixth = filed(town.hole, submission="6", email="p6@example.com")
    act(sixth, Event.MERGE, officer, Gift(case=five[0], reason=WHY))
    assert Case.objects.get(pk=sixth.pk).merged_into_id == five[0].pk


def test_those_of_the_same_purport_are_proposed_and_no_others(town, five, client_for):
    other = filed(town.hole, submission="o", email="o@example.com", title="가로등", body="가로등이 꺼져 있습니다.")
    mine = filed(town.hole, submission="m", email="p0@example.com")
    engineer, clerk = client_for(town.municipality), client_for(town.municipality)
    engineer.login_as(town.engineer)
    clerk.login_as(town.clerk)
    form = engineer.get(f"/admin/petitions/merge/?like={five[0].pk}").content.decode()
    assert all(shown(case.number) in form for case in five)
    assert shown(other.number) not in form
    assert shown(mine.number) not in form, "the same petitioner's is a repeat, no petition of somebody else"
    assert shown(other.number) in clerk.get(f"/admin/petitions/merge/?like={other.pk}").content.decode(), "총괄"


def test_merged_at_the_desk_by_their_numbers(town, five, client_for):
    client = client_for(town.municipality)
    client.login_as(town.engineer)
    numbers = "\n".join(shown(case.number).lower() for case in five)
    typed = {"numbers": f"{numbers}\n0000-0000-0000", "reason": WHY, "same_purport": "on"}
    refused = client.post("/admin/petitions/merge/", typed)
    assert refused.status_code == 422
    assert WHY in refused.content.decode(), "nothing typed is lost"
    assert client.post("/admin/petitions/merge/", typed | {"numbers": numbers, "same_purport": ""}).status_code == 422
    assert client.post("/admin/petitions/merge/", typed | {"numbers": numbers}).status_code == 302
    assert Case.objects.get(pk=five[0].pk).merged.count() == 4


def test_representatives_at_the_desk(town, officer, client_for):
    case, alone = filed(town.hole, signers=12), filed(town.hole, submission="s")
    with pytest.raises(Refused):
        act(alone, Event.STOP_CLOCK, officer, Gift(ground="representatives", reason="x"))
    client = client_for(town.municipality)
    client.login_as(town.engineer)
    address = f"/admin/petitions/representatives/{case.pk}/"
    assert client.get(f"/admin/petitions/case/{case.pk}/").content.decode().count(address) == 1
    assert client.post(address, {"act": "ask", "reason": ""}).status_code == 422
    assert client.post(address, {"act": "ask", "reason": "정해 주십시오."}).status_code == 302
    typed = {"act": "name", "name": ["김대표", "이대표", ""], "contact": ["010-0000-0000", "", ""]}
    refused = client.post(address, typed)
    assert refused.status_code == 422
    assert "이대표" in refused.content.decode(), "nothing typed is lost"
    assert client.post(address, typed | {"contact": ["010-0000-0000", "kim@example.com", ""]}).status_code == 302
    assert case.representatives.count() == 2
    assert not case.pauses.filter(ended_at=None).exists()
