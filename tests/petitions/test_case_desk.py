"""Queues and the screen of a case at the desk."""


import pytest
import time_machine
from django.urls import reverse

from cms.departments.models import Role
from cms.ordinance.case import Actor
from cms.privacy.models import AccessEntry
from petitions.services.acting import By
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
