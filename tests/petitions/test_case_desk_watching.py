"""Watching over open petitions: recounts, dunning, the monthly check, statistics, absence cover, the counter."""

import datetime as dt

import pytest
import time_machine
from django.core import mail
from django.urls import reverse

from cms.departments.models import Role
from cms.ordinance.case import Actor, Event, State
from cms.ordinance.case_numbers import shown
from petitions.models import AbsenceCover, Case, DunningLetter, MonthlyCheck, Notice, OddDay, Recount
from petitions.services.acting import SCHEDULE, act
from petitions.services.gifts import Gift
from petitions.watching import dunning, recounting
from tenants.conformity import Status
from tests.duties import ask
from tests.factories.staff import staff
from tests.petitions.test_acting import FRIDAY, KST, filed
from tests.petitions.test_case_desk import desk, head, hole, listed, screen  # noqa: F401 - fixtures

DUE = dt.datetime(2026, 9, 29, 10, tzinfo=KST)
LATE = dt.datetime(2026, 10, 2, 10, tzinfo=KST)


def test_a_new_holiday_counts_every_open_period_anew(town, hole):  # noqa: F811
    closed = filed(town.hole, submission="closed")
    act(closed, Event.ASSIGN, head(town, "engineer"), Gift(officer=town.engineer))
    act(closed, Event.COMPLETE, head(town, "engineer"), Gift(text="끝"))
    before = Case.objects.get(pk=closed.pk).due_at
    with time_machine.travel(FRIDAY, tick=False):
        OddDay.objects.create(day=dt.date(2026, 9, 22), name="임시공휴일")
        OddDay.objects.create(day=dt.date(2026, 12, 30), name="먼 날")
        assert Recount.objects.filter(done_at=None).count() == 1, "one waits already"
        assert recounting.recount_due(FRIDAY) == 1
        assert recounting.recount_due(FRIDAY) == 0, "done once"
    hole.refresh_from_db()
    assert hole.due_at == DUE + dt.timedelta(days=1)
    line = hole.events.get(event="recount")
    assert (line.facts, line.told) == (
        {"before": "2026-09-29T10:00+09:00", "after": "2026-09-30T10:00+09:00"},
        True,
    )
    assert Notice.objects.filter(event=line).exists()
    assert Case.objects.get(pk=closed.pk).due_at == before


@pytest.mark.duty("petition-handling")
def test_what_is_overdue_and_not_dunned_stands_in_the_report(town, hole):  # noqa: F811
    def asked():
        return ask("petition-handling", town.municipality)

    with time_machine.travel(FRIDAY, tick=False):
        act(hole, Event.ASSIGN, head(town, "engineer"), Gift(officer=town.engineer))
        assert asked().status is Status.MET
    with time_machine.travel(LATE, tick=False):
        late = asked()
        assert late.status is Status.NOT_MET
        assert shown(hole.number) in late.evidence[0].text
        act(hole, Event.DUN, SCHEDULE)
        assert asked().status is Status.MET


def test_overdue_ones_are_dunned_once_between_two_checks(town, desk, hole):  # noqa: F811
    clerk, address = desk("clerk"), reverse("petition_cases_bulk")
    town.engineer.email = "engineer@example.kr"
    town.engineer.save()
    with time_machine.travel(FRIDAY, tick=False):
        act(hole, Event.ASSIGN, head(town, "engineer"), Gift(officer=town.engineer))
        early = clerk.get(address, {"act": "dun", "id": hole.pk})
        assert early.context["possible"] == [], "it is not overdue"
    with time_machine.travel(LATE, tick=False):
        page = clerk.get(reverse("petition_monthly_check"))
        assert ([case.pk for case, _s in page.context["rows"]], page.context["is_due"]) == ([hole.pk], True)
        sent = {"act": "dun", "id": hole.pk, f"seen-{hole.pk}": hole.version, "do": "1"}
        assert [row.done for row in clerk.post(address, sent).context["rows"]] == [True]
        again = clerk.get(address, {"act": "dun", "id": hole.pk})
        assert len(again.context["rows"][0].reasons) == 1, "the next one is for the next check"
        assert dunning.post() == {"sent": 1, "later": 0, "nobody": 0}
        clerk.post(reverse("petition_monthly_check"), {"remark": "도로과에 알림"})
        assert clerk.get(reverse("petition_monthly_check")).context["is_due"] is False
    (letter,) = mail.outbox
    assert letter.to == ["engineer@example.kr"]
    assert "김민원" not in letter.body + letter.subject
    assert "도로 파손 신고" in letter.body
    assert DunningLetter.objects.get().told == ["engineer"]
    check = MonthlyCheck.objects.get()
    assert (check.overdue, check.dunned, check.by_name) == (1, 1, "clerk")
    assert desk("engineer").get(reverse("petition_monthly_check")).status_code == 302


def test_statistics_of_a_department_and_of_all(town, desk, hole):  # noqa: F811
    with time_machine.travel(FRIDAY, tick=False):
        filed(town.hole, submission="other", department=town.petitions)
        act(hole, Event.ASSIGN, head(town, "engineer"), Gift(officer=town.engineer))
    with time_machine.travel(FRIDAY + dt.timedelta(hours=2), tick=False):
        act(hole, Event.COMPLETE, head(town, "engineer"), Gift(text="끝"))
        address = reverse("petition_statistics")
        mine = desk("engineer").get(address, {"span": "2026-09"}).context
        assert (mine["total"]["received"], mine["total"]["share"]) == (1, 100.0)
        assert mine["total"]["median"] == 0.2, "two hours of a day of eight, rounded"
        everything = desk("clerk").get(address, {"span": "2026-Q3"}).context
        assert everything["total"]["received"] == 2
        assert [row["name"] for _title, rows in everything["tables"] for row in rows][-2:] == ["도로과", "민원과"]
        assert desk("clerk").get(address, {"span": "2025"}).context["total"]["received"] == 0
        table = b"".join(desk("clerk").get(address, {"span": "2026", "export": "csv"}).streaming_content).decode()
        assert "도로과,1,1,1,0,0,100.0" in table
        assert desk("keeper").get(address).status_code == 302


def test_a_deputy_acts_while_somebody_is_away_and_no_longer(town, desk, hole):  # noqa: F811
    town.deputy = staff("deputy", Role.DEPARTMENT, departments=[town.petitions.__class__.objects.create(
        code="T9", name="하수과", telephone="031-1")])  # fmt: skip
    town.chief = staff("chief", Role.DEPARTMENT, heads=[town.roads])
    add = reverse("wagtailsnippets_petitions_absencecover:add")
    data = {"absent": town.engineer.pk, "deputy": town.deputy.pk, "department": town.roads.pk,
            "first_day": "2026-09-18", "last_day": "2026-09-18"}  # fmt: skip
    with time_machine.travel(FRIDAY, tick=False):
        assert desk("engineer").get(add).status_code == 302, "heads arrange it"
        chief = desk("chief")
        chief.post(add, data | {"department": town.petitions.pk})
        chief.post(add, data | {"deputy": town.engineer.pk})
        assert not AbsenceCover.objects.exists()
        assert desk("deputy").get(screen(hole)).status_code == 404
        chief.post(add, data)
        assert AbsenceCover.objects.get().deputy == town.deputy
        deputy = desk("deputy")
        assert listed(deputy, "petition_cases_department") == [hole.pk]
        deputy.post(reverse("petition_case_take", args=[hole.pk]), {"seen": hole.version})
        assert Case.objects.get(pk=hole.pk).officer == town.deputy
    with time_machine.travel(FRIDAY + dt.timedelta(days=1), tick=False):
        assert desk("deputy").get(screen(hole)).status_code == 404


def test_what_comes_on_paper_is_received_once(town, desk):  # noqa: F811
    clerk, address = desk("clerk"), reverse("petition_counter")
    form = clerk.get(address).context["form"]
    paper = {"token": form["token"].value(), "name": "이종이", "title": "여권", "body": "급합니다", "language": "ko",
             "signers": 1, "service": town.passport.pk}  # fmt: skip
    missing = clerk.post(address, paper | {"service": "", "body": ""})
    assert set(missing.context["form"].errors) == {"body", "kind", "department"}
    assert "이종이" in missing.content.decode()
    assert clerk.post(address, paper).status_code == 422, "nobody could be told the result"
    with time_machine.travel(FRIDAY, tick=False):
        for _twice in range(2):
            answer = clerk.post(address, paper | {"telephone": "010-1111-2222"})
        case = Case.objects.get()
    assert answer.url == screen(case)
    assert (case.channel, case.department, case.events.first().by) == ("counter", town.petitions, town.clerk)
    assert case.events.first().actor == Actor.OFFICER
    assert case.at in (State.RECEIVED, State.AWAITING_PAYMENT)


@pytest.mark.parametrize(("hour", "number"), [(9, 0), (10, 1)])
def test_what_is_not_received_within_eight_working_hours_is_flagged(town, desk, hole, hour, number):  # noqa: F811
    Case.objects.filter(pk=hole.pk).update(
        state="submitted", received_at=None, clock_from=None, due_on=None, due_at=None
    )
    with time_machine.travel(dt.datetime(2026, 9, 21, hour, 30, tzinfo=KST), tick=False):
        found = listed(desk("clerk"), "petition_cases_all", watch="unreceived")
    assert len(found) == number, "ten on Friday to ten on Monday are eight working hours"
