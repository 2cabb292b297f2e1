"""Queues and the screen of a case at the desk."""

import pytest
import time_machine
from django.urls import reverse

from cms.departments.models import Role
from cms.ordinance.case import Actor, Event, State
from cms.privacy.models import AccessEntry
from petitions.models import Case
from petitions.services.acting import By, act
from petitions.services.gifts import Gift
from tests.bench.pages import uncached_queries
from tests.factories.staff import staff
from tests.petitions.test_acting import FRIDAY, filed

QUEUES = ("petition_cases_mine", "petition_cases_department", "petition_cases_all")


@pytest.fixture
def desk(town, client_for):
    return lambda person: client_for(town.municipality).login_as(getattr(town, person))


@pytest.fixture
def hole(town):
    """A petition of the roads department, five days from a Friday morning on."""
    with time_machine.travel(FRIDAY, tick=False):
        return filed(town.hole, submission="desk")


def head(town, person):
    return By(frozenset({Actor.OFFICER, Actor.HEAD}), getattr(town, person))


def screen(case, *event):
    return reverse("petition_case_act", args=[case.pk, *event]) if event else reverse("petition_case", args=[case.pk])


def listed(client, queue, **asked):
    return [case.pk for case, _standing in client.get(reverse(queue), asked).context["object_list"]]


def test_each_sees_their_own_queues_and_nothing_personal_in_them(town, desk, hole):
    with time_machine.travel(FRIDAY, tick=False):
        engineer, clerk = desk("engineer"), desk("clerk")
        assert listed(engineer, QUEUES[0]) == []
        assert listed(engineer, QUEUES[1]) == [hole.pk]
        assert engineer.get(reverse(QUEUES[2])).status_code == 302, "the overall department's alone"
        assert listed(clerk, QUEUES[1]) == []
        assert listed(clerk, QUEUES[2], watch="unassigned") == [hole.pk]
        page = clerk.get(reverse(QUEUES[2])).content.decode()
        assert [act in page for act in ('value="assign"', 'value="dun"', reverse("petition_cases_bulk"))] == [True] * 3
    for personal in ("김민원", "kim@example.com", "집 앞 도로"):
        assert personal not in page
    assert AccessEntry.objects.count() == 0
    for person in ("keeper", "translator"):
        stranger = desk(person)
        assert all(stranger.get(reverse(queue)).status_code in (302, 403) for queue in QUEUES)


def test_another_departments_case_is_not_found_and_each_look_is_written_down(town, desk, hole):
    for person in ("keeper", "translator"):
        assert desk(person).get(screen(hole)).status_code == 404
    other = staff("other", Role.DEPARTMENT, departments=[town.team])
    town.other = other
    assert desk("other").get(screen(hole)).status_code == 404, "a team does not open what its division has"
    assert desk("other").post(screen(hole, "assign"), {"officer": other.pk, "seen": 0}).status_code == 404
    assert AccessEntry.objects.count() == 0
    for person, purpose in (("engineer", "handling"), ("clerk", "supervision")):
        page = desk(person).get(screen(hole))
        assert (page.status_code, "김민원" in page.content.decode()) == (200, True)
        entry = AccessEntry.objects.first()
        assert (entry.account, entry.subject_number, entry.purpose) == (person, hole.number, purpose)
        assert {"name", "email", "body"} <= set(entry.fields)
    assert page["Cache-Control"].count("no-store") == 1


def test_what_somebody_left_behind_waits_for_an_officer(town, desk, hole):
    with time_machine.travel(FRIDAY, tick=False):
        act(hole, Event.ASSIGN, head(town, "engineer"), Gift(officer=town.engineer))
        assert listed(desk("clerk"), "petition_cases_all", watch="unassigned") == []
        town.engineer.is_active = False
        town.engineer.save()
        assert listed(desk("clerk"), "petition_cases_all", watch="unassigned") == [hole.pk]


def posted(client, case, event, **values):
    """The form of an act as a browser sends it, of the version that is there now."""
    seen = values.pop("seen", None)
    return client.post(
        screen(case, event), {"seen": Case.objects.get(pk=case.pk).version if seen is None else seen} | values
    )


def state(case):
    return Case.objects.get(pk=case.pk).at


def test_from_receipt_to_answer(town, desk, hole):
    """Taken, demanded, supplied, extended, answered: each by its own form, the answer looked at before it goes."""
    engineer = desk("engineer")
    with time_machine.travel(FRIDAY, tick=False):
        page = engineer.get(screen(hole)).content.decode()
        assert screen(hole, "assign") in page
        assert screen(hole, "complete") not in page
        engineer.post(reverse("petition_case_take", args=[hole.pk]), {"seen": hole.version})
        assert Case.objects.get(pk=hole.pk).officer == town.engineer
        assert listed(engineer, QUEUES[0]) == [hole.pk]
        assert posted(engineer, hole, "demand_supplement", text="사진", days=7).status_code == 302
        assert posted(engineer, hole, "supply", text="사진입니다", at="").status_code == 302
        assert posted(engineer, hole, "extend", amount=5, reason="현장이 많습니다").status_code == 302
        assert state(hole) is State.EXTENDED
        looked = posted(engineer, hole, "complete", text="고쳤습니다. 010-1234-5678", send="1")
        assert (looked.status_code, state(hole)) == (200, State.EXTENDED), "nobody looked at it yet"
        assert looked.context["looked"].found, "a telephone number stands in it"
        mark = looked.context["looked"].mark
        other = posted(engineer, hole, "complete", text="다른 답변", looked=mark, send="1")
        assert (other.status_code, state(hole)) == (200, State.EXTENDED), "what is sent is what was looked at"
        done = posted(engineer, hole, "complete", text="고쳤습니다. 010-1234-5678", looked=mark, send="1")
        assert (done.status_code, state(hole)) == (302, State.COMPLETED)
        page = engineer.get(screen(hole)).content.decode()
    assert "고쳤습니다" in page
    assert "사진입니다" in page


def test_what_is_wrong_is_said_at_once_and_nothing_typed_is_lost(town, desk, hole):
    engineer = desk("engineer")
    with time_machine.travel(FRIDAY, tick=False):
        act(hole, Event.ASSIGN, head(town, "engineer"), Gift(officer=town.engineer))
        wrong = posted(engineer, hole, "extend", amount=60, reason="")
        assert wrong.status_code == 422
        assert set(wrong.context["form"].errors) == {"amount", "reason"}
        posted(engineer, hole, "extend", amount=5, reason="첫 번째")
        again = posted(engineer, hole, "extend", amount=5, reason="두 번째 사유입니다")
        assert again.status_code == 422
        assert len(again.context["form"].non_field_errors()) == 1, "the second one needs consent"
        assert "두 번째 사유입니다" in again.content.decode()
        agreed = posted(engineer, hole, "extend", amount=5, reason="두 번째 사유입니다", consents="on")
        assert agreed.status_code == 302
        assert engineer.get(screen(hole, "extend")).context["offer"].reasons, "a third is never possible"


def test_of_two_officers_one_wins_and_the_other_is_told(town, desk, hole):
    engineer = desk("engineer")
    with time_machine.travel(FRIDAY, tick=False):
        act(hole, Event.ASSIGN, head(town, "engineer"), Gift(officer=town.engineer))
        seen = hole.version
        act(hole, Event.EXTEND, head(town, "engineer"), Gift(amount=5, reason="x"), seen=seen)
        late = posted(engineer, hole, "tell_progress", text="보고 있습니다", seen=seen)
        assert (late.status_code, len(late.context["form"].non_field_errors())) == (422, 1)
        assert "보고 있습니다" in late.content.decode()
        assert posted(engineer, hole, "tell_progress", text="보고 있습니다").status_code == 302
        act(hole, Event.COMPLETE, head(town, "engineer"), Gift(text="끝"))
        gone = posted(engineer, hole, "extend", amount=5, reason="긴 사유", seen=seen)
        assert gone.status_code == 422
        assert "긴 사유" in gone.content.decode()


def test_many_at_once_are_looked_at_first(town, desk, hole):
    with time_machine.travel(FRIDAY, tick=False):
        second, third = (filed(town.hole, submission=name) for name in ("second", "third"))
        act(third, Event.ASSIGN, head(town, "engineer"), Gift(officer=town.engineer))
        act(third, Event.COMPLETE, head(town, "engineer"), Gift(text="끝"))
        engineer, address = desk("engineer"), reverse("petition_cases_bulk")
        chosen = {"act": "assign", "id": [hole.pk, second.pk, third.pk]}
        assert engineer.get(address, chosen).context["step"] == "choose"
        chosen |= {f"seen-{case.pk}": case.version for case in (hole, second)} | {"officer": town.engineer.pk}
        looked = engineer.post(address, chosen)
        assert [row.case.pk for row in looked.context["possible"]] == [hole.pk, second.pk]
        assert state(hole) is State.RECEIVED
        act(second, Event.ASSIGN, head(town, "engineer"), Gift(officer=town.engineer))
        done = engineer.post(address, chosen | {"do": "1"})
        assert {row.case.pk for row in done.context["rows"] if row.done} == {hole.pk}, (
            "the second was changed meanwhile"
        )
        assert engineer.get(address, {"act": "dun", "id": hole.pk}).status_code == 404
        stranger = desk("clerk").get(address, {"act": "assign", "id": hole.pk})
        assert [row.case.pk for row in stranger.context["rows"]] == [hole.pk], "the overall department assigns, too"


def test_a_person_is_found_for_a_reason_that_is_kept(town, desk, hole):
    address, engineer = reverse("petition_person"), desk("engineer")
    assert engineer.post(address, {"email": "kim@example.com"}).status_code == 422
    found = engineer.post(address, {"email": " KIM@example.com ", "reason": "본인 요청"})
    assert [case.pk for case, _standing in found.context["rows"]] == [hole.pk]
    entry = AccessEntry.objects.first()
    assert (entry.how, entry.reason, entry.subjects, entry.fields) == ("search", "본인 요청", 1, ["email"])
    town.other = staff("searcher", Role.DEPARTMENT, departments=[town.team])
    assert desk("other").post(address, {"email": "kim@example.com", "reason": "x"}).context["rows"] == []
    assert desk("keeper").post(address, {"email": "kim@example.com", "reason": "x"}).status_code == 302


#: What a queue asks at most, whatever it holds: session, person, reach, menus, filters, count, rows, pauses, calendar.
MOST_QUERIES = {"petition_cases_mine": 40, "petition_cases_department": 40, "petition_cases_all": 40}


def test_a_queue_asks_the_same_whatever_it_holds(town, desk, hole):
    def asked(person, queue):
        return len(uncached_queries(desk(person), reverse(queue)))

    with time_machine.travel(FRIDAY, tick=False):
        act(hole, Event.ASSIGN, head(town, "engineer"), Gift(officer=town.engineer))
        people = dict(zip(QUEUES, ("engineer", "engineer", "clerk"), strict=True))
        before = {queue: asked(person, queue) for queue, person in people.items()}
        for number in range(12):
            more = filed(town.hole, submission=f"more {number}")
            act(more, Event.ASSIGN, head(town, "engineer"), Gift(officer=town.engineer))
        after = {queue: asked(person, queue) for queue, person in people.items()}
    assert after == before
    assert all(before[queue] <= most for queue, most in MOST_QUERIES.items()), before
