"""The schedule: every municipality's turn comes, what went wrong stops nobody, and what was done can be seen."""

import datetime as dt
import threading
import time

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError, connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.translation import ngettext_lazy
from wagtail.models import Page

from tenants import due
from tenants.context import platform, tenant
from tenants.due import there_are, there_are_none
from tenants.models import DueDeed, DueNote, SchedulePass
from tenants.schedule import pulse
from tenants.services import due_notes, due_ticking
from tenants.services.due import LOCK, run_due
from tenants.services.locks import session_lock

MINUTE = dt.timedelta(minutes=1)


@pytest.fixture
def page_due_in_both(alpha, beta):
    for municipality in (alpha, beta):
        with tenant(municipality):
            page = Page.objects.get(depth=1).add_child(title="곧", slug="soon", live=False)
            page.go_live_at = timezone.now() - dt.timedelta(minutes=1)
            page.save_revision(approved_go_live_at=page.go_live_at)


@pytest.fixture
def only(monkeypatch):
    """No acts but those of the test."""
    monkeypatch.setattr(due, "_acts", {})


def is_live(municipality):
    with tenant(municipality):
        return Page.objects.get(slug="soon").live


def note(municipality, act):
    with platform():
        return DueNote.objects.get(municipality=municipality, act=act)


@pytest.mark.usefixtures("page_due_in_both")
def test_what_is_due_is_published_in_every_municipality_and_said(alpha, beta, capsys):
    call_command("run_due", verbosity=2)
    assert is_live(alpha)
    assert is_live(beta)
    assert note(beta, "scheduled publishing").did == {"published": 1}
    with platform():
        assert DueDeed.objects.get(municipality=alpha, act="scheduled publishing").did == {"published": 1}
    assert "alpha" in capsys.readouterr().out


@pytest.mark.usefixtures("page_due_in_both")
def test_one_that_fails_does_not_stop_the_rest_and_is_seen(alpha, beta, monkeypatch):
    monkeypatch.setattr(due, "_acts", dict(due._acts))

    @due.due_act("a new act", order=1)
    def fails_in_alpha():
        if connection.schema_name == "alpha":
            raise ValueError("no such thing here")

    with pytest.raises(CommandError, match=r"1 of \d+ failed"):
        call_command("run_due")
    assert is_live(alpha)
    assert is_live(beta)
    assert note(alpha, "a new act").error == "ValueError: no such thing here"
    assert note(beta, "a new act").error == ""


def test_two_schedules_do_not_run_at_once(alpha):
    with session_lock(LOCK):
        assert run_due() is None
    assert run_due() is not None


@pytest.mark.usefixtures("only")
def test_a_municipality_at_which_another_round_is_busy_is_passed_over(alpha, beta):
    seen = []
    due.due_act("prompt")(lambda: seen.append(connection.schema_name))
    with session_lock(f"{LOCK} alpha"):
        run_due()
    assert seen == ["beta"]
    run_due()
    assert sorted(seen) == ["alpha", "beta", "beta"]


@pytest.mark.usefixtures("only")
def test_an_idle_round_asks_each_municipality_one_question(alpha, beta):
    gone = Page.objects.filter(slug="none of this name")
    for number in range(9):
        due.due_act(f"act {number}", when=lambda now: [there_are(gone), there_are_none(Page.objects.all())])(int)
    run_due()
    with CaptureQueriesContext(connection) as queries:
        assert run_due() == []
    asked = [query["sql"] for query in queries if "none of this name" in query["sql"]]
    assert len(asked) == 2
    others = [query for query in queries if not any(word in query["sql"] for word in ("search_path", "SAVEPOINT"))]
    assert len(others) <= 2 + 8  # of the platform; savepoints are the test's own


ASKED = [
    (lambda now: False, []),
    (lambda now: True, ["alpha", "beta"]),
    (lambda now: there_are(Page.objects.filter(slug="soon")), ["alpha"]),
    (lambda now: there_are_none(Page.objects.filter(slug="soon")), ["beta"]),
    (lambda now: [False, there_are(Page.objects.filter(slug="soon"))], ["alpha"]),
    (lambda now: [there_are(Page.objects.none()), there_are_none(Page.objects.all())], []),
    (lambda now: there_are_none(Page.objects.filter(pk__in=[])), ["alpha", "beta"]),
]


@pytest.mark.usefixtures("only")
@pytest.mark.parametrize(("when", "expected"), ASKED)
def test_an_act_is_run_where_its_question_is_answered_with_yes(alpha, beta, when, expected):
    with tenant(alpha):
        Page.objects.get(depth=1).add_child(title="곧", slug="soon")
    seen = []
    due.due_act("asked", when=when)(lambda: seen.append(connection.schema_name))
    run_due()
    assert seen == expected


@pytest.mark.usefixtures("only")
def test_prompt_acts_of_all_come_before_patient_ones_and_who_waited_longest_is_first(alpha, beta):
    seen = []
    due.due_act("b", order=1, patient=True)(lambda: seen.append(f"patient {connection.schema_name}"))
    due.due_act("a", order=2)(lambda: seen.append(f"prompt {connection.schema_name}"))
    with platform():
        for municipality, days in ((alpha, 1), (beta, 2)):
            DueNote.objects.create(municipality=municipality, act="b", seconds=0)
            long_ago = timezone.now() - dt.timedelta(days=days)
            DueNote.objects.filter(municipality=municipality).update(finished_at=long_ago)
    run_due()
    assert seen == ["prompt alpha", "prompt beta", "patient beta", "patient alpha"]


@pytest.mark.usefixtures("only")
def test_a_failure_is_counted_from_its_first_time_and_tried_again_until_it_is_gone(alpha, time_machine):
    begun = timezone.now()
    time_machine.move_to(begun, tick=False)
    broken, calls = [True], []

    @due.due_act("prompt", when=lambda now: len(calls) == 0)
    def fails():
        calls.append(timezone.now())
        if broken:
            raise ValueError("no")

    for minute in range(3):
        time_machine.move_to(begun + minute * MINUTE, tick=False)
        run_due()
    found = note(alpha, "prompt")
    assert (found.failures, found.failed_since) == (3, begun)
    broken.clear()
    run_due()  # though its question is answered with no by now
    found = note(alpha, "prompt")
    assert (found.error, found.failures, found.failed_since) == ("", 0, None)


@pytest.mark.usefixtures("only")
def test_a_patient_act_that_fails_waits_longer_each_time(alpha, time_machine):
    begun, calls = timezone.now(), []

    @due.due_act("patient", patient=True)
    def fails():
        if connection.schema_name == "alpha":
            calls.append(int((timezone.now() - begun).total_seconds() // 60))
            raise ValueError("no")

    for minute in range(130):
        time_machine.move_to(begun + minute * MINUTE, tick=False)
        run_due()
    assert calls == [0, 1, 3, 7, 15, 31, 63, 123]


@pytest.mark.usefixtures("only")
def test_an_act_that_rests_is_left_alone(alpha, time_machine):
    begun, calls = timezone.now(), []
    due.due_act("resting", rest=5 * MINUTE)(lambda: calls.append(connection.schema_name))
    for minute in range(6):
        time_machine.move_to(begun + minute * MINUTE, tick=False)
        run_due()
    assert calls.count("alpha") == 2


@pytest.mark.usefixtures("only")
def test_what_was_done_before_it_failed_is_noted(alpha):
    class HalfDoneError(Exception):
        did = {"sent": 2, "nothing": 0}

    @due.due_act("mail", says={"sent": ngettext_lazy("%(count)s message sent", "%(count)s messages sent", "count")})
    def fails():
        raise HalfDoneError("the third was not taken")

    run_due()
    found = note(alpha, "mail")
    assert found.did == {"sent": 2}
    assert found.error.endswith("the third was not taken")
    assert found.sentence != found.act  # words come from the act, numbers from the row
    assert "2" in found.sentence


@pytest.mark.usefixtures("only")
def test_notes_that_cannot_be_written_do_not_stop_the_schedule(alpha, beta, monkeypatch):
    seen = []
    due.due_act("prompt")(lambda: seen.append(connection.schema_name) or {"done": 1})

    def refuse(*args, **kwargs):
        raise OperationalError("no room")

    monkeypatch.setattr(due_notes.DueDeed.objects, "bulk_create", refuse)
    run_due()
    assert seen == ["alpha", "beta"]


def test_rounds_are_kept_for_a_week(alpha):
    with platform():
        old = SchedulePass.objects.create(started_at=timezone.now() - dt.timedelta(days=8))
        run_due()
        (row,) = SchedulePass.objects.all()
    assert row.pk != old.pk
    assert row.finished_at
    assert row.municipalities == 2


PULSES = [(None, True), (4 * MINUTE, False), (6 * MINUTE, True)]


@pytest.mark.parametrize(("ago", "late"), PULSES)
def test_a_schedule_that_stands_still_is_told_to_probes(alpha, client_for, ago, late):
    with platform():
        type(alpha).objects.update(created_at=timezone.now() - dt.timedelta(days=1))
        if ago:
            SchedulePass.objects.create(started_at=timezone.now() - ago, finished_at=timezone.now() - ago)
        SchedulePass.objects.create()  # killed: it does not count
    assert pulse().late is late
    assert bool(pulse().sentence) is late
    platform_host = client_for(None)
    assert platform_host.get("/schedulez").status_code == (503 if late else 200)
    ready = platform_host.get("/readyz")
    assert ready.status_code == 200
    assert ("schedule" in ready.content.decode()) is late


def test_the_minute_goes_on_beside_something_slow():
    rounds, over = threading.Semaphore(0), threading.Event()

    def act():
        rounds.release()
        if not over.is_set():
            raise ValueError("one that fails is no end")

    with due_ticking.meanwhile(act, every=0.01):
        assert all(rounds.acquire(timeout=10) for _number in range(3))
        over.set()
    while rounds.acquire(blocking=False):
        pass
    time.sleep(0.05)
    assert not rounds.acquire(blocking=False)
