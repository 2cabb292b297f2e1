"""What befalls one municipality in the middle of a round: the others' turn comes, and the next round makes it good.

In a database of their own, committed: connections that are lost and threads beside each other are real here.
"""

import datetime as dt
import threading

import pytest
from django.db import Error, connection, connections, transaction
from django.utils import timezone
from wagtail.models import Page

from cms.publication import scheduled
from cms.publication.models import PublicationRegister
from tenants import due
from tenants.context import platform, tenant
from tenants.due import there_are, there_are_none
from tenants.models import DueDeed, DueNote, Municipality, SchedulePass
from tenants.services import due_ticking
from tenants.services.due import run_due
from tenants.services.due_asking import STANDING, last_migrations
from tests import database
from tests.factories.departments import DepartmentFactory
from tests.factories.pages import InformationPageFactory

SIDE, MARK = "lost", "acted"


@pytest.fixture(scope="module")
def apart(django_db_setup, django_db_blocker):
    """Alpha and beta once more, copied."""
    with django_db_blocker.unblock():
        here = connections.settings["default"]["NAME"]
        name = f"{here}_{SIDE}"
        connections.close_all()
        database._create(name, template_database=here)
        database._use(name)
        try:
            yield
        finally:
            connections.close_all()
            database._use(here)
            database.drop(name)


@pytest.fixture
def towns(apart, django_db_blocker, monkeypatch):
    """Both, with no acts but those of the test, and without notes or marks of another."""
    monkeypatch.setattr(due, "_acts", {})
    with django_db_blocker.unblock():
        with platform():
            for rows in (DueNote, DueDeed, SchedulePass):
                rows.objects.all().delete()
            both = list(Municipality.objects.order_by("slug"))
        for town in both:
            with tenant(town):
                Page.objects.filter(depth__gt=1, slug__startswith=MARK).delete()
        yield both


def mark(slug=MARK):
    Page.objects.get(depth=1).add_child(title="표", slug=slug, live=False)


def marks(town):
    with tenant(town):
        return Page.objects.filter(slug__startswith=MARK).count()


def errors():
    with platform():
        return {(note.municipality.slug, note.act): note.error for note in DueNote.objects.exclude(error="")}


def unmarked(now):
    return there_are_none(Page.objects.filter(slug=MARK))


@pytest.mark.parametrize("patient", [False, True])
@pytest.mark.parametrize("swallowed", [False, True])
def test_a_connection_lost_in_an_act_costs_the_others_nothing(towns, patient, swallowed):
    alpha, beta = towns
    broken = [True]

    @due.due_act("writes", when=unmarked, patient=patient)
    def writes():
        try:
            with transaction.atomic():
                mark()
                if broken and connection.schema_name == "alpha":
                    with database._server() as other:
                        number = connection.connection.get_backend_pid()
                        other.execute("SELECT pg_terminate_backend(%s, 5000)", [number])
                    Page.objects.count()
        except Error:
            if not swallowed:
                raise

    run_due()
    assert (marks(alpha), marks(beta)) == (0, 1)
    found = errors()
    assert set(found) == (set() if swallowed else {("alpha", "writes")})
    broken.clear()
    with platform():  # a patient one waits a minute
        DueNote.objects.update(finished_at=timezone.now() - dt.timedelta(minutes=2))
    run_due()
    assert (marks(alpha), marks(beta)) == (1, 1)
    assert errors() == {}


def test_a_connection_lost_between_two_acts_is_not_even_noticed(towns):
    seen = []

    @due.due_act("first", order=1, when=lambda now: there_are(Page.objects.filter(depth=1)))
    def first():
        seen.append(connection.schema_name)
        with database._server() as other:
            other.execute("SELECT pg_terminate_backend(%s, 5000)", [connection.connection.get_backend_pid()])

    due.due_act("second", order=2, when=unmarked, patient=True)(mark)
    run_due()
    assert seen == ["alpha", "beta"]
    assert list(map(marks, towns)) == [1, 1]
    assert errors() == {}


def behind():
    with connection.cursor() as cursor:
        app, name = last_migrations()[0]
        cursor.execute("DELETE FROM django_migrations WHERE app = %s AND name = %s", [app, name])
    return lambda: _insert(app, name)


def _insert(app, name):
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO django_migrations (app, name, applied) VALUES (%s, %s, now())", [app, name])


def missing():
    with connection.cursor() as cursor:
        cursor.execute("ALTER SCHEMA alpha RENAME TO somewhere_else")
    return restored


def restored():
    with connection.cursor() as cursor:
        cursor.execute("ALTER SCHEMA somewhere_else RENAME TO alpha")


@pytest.mark.parametrize(("break_it", "said"), [(behind, "migrate_tenants"), (missing, "municipality")])
def test_one_whose_tables_do_not_stand_is_left_out_and_said_so(towns, break_it, said, settings):
    settings.LANGUAGE_CODE = "en"
    alpha, beta = towns
    due.due_act("asked", order=1, when=unmarked)(mark)
    due.due_act("always", order=2)(lambda: mark(f"{MARK}-{timezone.now():%f}"))
    with tenant(alpha):
        mend = break_it()
    try:
        outcomes = run_due()
        assert [outcome.act for outcome in outcomes if outcome.municipality == "alpha"] == [STANDING]
        assert set(errors()) == {("alpha", STANDING)}
        assert marks(beta) == 2
    finally:
        with tenant(alpha):
            mend()
    assert marks(alpha) == 0
    run_due()
    assert marks(alpha) == 2
    assert errors() == {}
    assert [outcome.act for outcome in run_due()] == ["always", "always"]  # and is not spoken of again


def test_what_fails_after_it_has_written_leaves_nothing_and_is_done_once_by_the_next(towns, monkeypatch):
    """The real publishing by date, its page and its line in the register."""
    due.due_act("scheduled publishing")(scheduled.publish_scheduled)
    for town in towns:
        with tenant(town):
            page = InformationPageFactory(slug="by-date", department=DepartmentFactory(), live=False)
            page.go_live_at = timezone.now() - dt.timedelta(minutes=1)
            page.save_revision(approved_go_live_at=page.go_live_at)
    real = scheduled._publish

    def fails_after(revision):
        real(revision)
        if connection.schema_name == "alpha":
            raise ValueError("no room")

    monkeypatch.setattr(scheduled, "_publish", fails_after)
    run_due()
    assert [published(town) for town in towns] == [(False, 0), (True, 1)]
    assert set(errors()) == {("alpha", "scheduled publishing")}
    monkeypatch.setattr(scheduled, "_publish", real)
    for _round in range(2):
        run_due()
    assert [published(town) for town in towns] == [(True, 1), (True, 1)]
    assert errors() == {}


def published(town):
    with tenant(town):
        page = Page.objects.get(slug="by-date")
        return page.live, PublicationRegister.objects.filter(page_id=page.pk).count()


def test_while_one_takes_its_time_the_others_prompt_acts_go_on_and_none_is_done_twice(towns, monkeypatch):
    alpha, beta = towns
    monkeypatch.setattr(due_ticking, "EVERY_SECONDS", 0.05)
    prompt, slow, answered, over = [], [], threading.Event(), threading.Event()
    wanted = Page.objects.filter(slug=f"{MARK}-wanted")

    @due.due_act("prompt", when=lambda now: [there_are(wanted)])
    def answers():
        prompt.append((connection.schema_name, over.is_set()))
        wanted.all().delete()
        answered.set()

    @due.due_act("slow", patient=True, when=unmarked)
    def takes_its_time():
        if connection.schema_name != "alpha":
            mark()
            return
        slow.append("begun")
        for town in (alpha, beta):  # somebody puts a page on this minute in both
            with tenant(town):
                mark(f"{MARK}-wanted")
        with tenant(alpha):
            assert answered.wait(20)
            threading.Event().wait(0.3)  # more rounds go by
            mark()
        over.set()

    with platform():  # alpha has waited longer: it is first
        DueNote.objects.create(municipality=beta, act="slow", seconds=0)
    for _round in range(2):
        run_due()
    assert prompt == [("beta", False), ("alpha", True)]  # alpha's own wait for the slow one
    assert (len(slow), marks(alpha), marks(beta)) == (1, 1, 1)
