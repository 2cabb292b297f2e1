"""Two runs at once, a run that is killed, a page saved meanwhile, in real processes."""

import json
import os
import signal
import subprocess
import sys

import pytest
from django.conf import settings

from tests import database
from tests.live import environment

DEPARTMENTS, PAGES = 8, 40
IN_TOWN = """
import json, sys
from tenants.context import platform, tenant
from tenants.models import Municipality
from cms.departments.models import *
from cms.departments.reorganising.services import apply, confirm, undo
from cms.pages.models import InformationPage, PageRecord
with platform():
    town = Municipality.objects.get(slug="gunpo")
"""
PREPARE = (
    f"D, P = {DEPARTMENTS}, {PAGES}"
    + """
from tests.departments.reorganisations import plan, line
from tests.factories.departments import DepartmentFactory
from tests.factories.pages import InformationPageFactory, stream
with tenant(town):
    departments = [DepartmentFactory(code=f"D{n:02}", name=f"{n}과") for n in range(D)]
    for n in range(P):
        of = departments[n % len(departments)]
        contact = stream(("contact", {"department": departments[-n % len(departments)].pk, "place": "", "hours": ""}))
        InformationPageFactory(slug=f"p{n}", department=of, body=contact).save_revision()
    lines = [line("new", f"N{n:02}", name=f"새{n}과", telephone="031-000-0000") for n in range(D // 2)]
    lines += [line("merge", f"D{n:02}", f"N{n // 2:02}") for n in range(D)]
    confirm(plan(*lines), None)
"""
)
APPLY = """
with tenant(town):
    apply(Reorganisation.objects.get())
"""
UNDO = """
with tenant(town):
    undo(Reorganisation.objects.get())
"""
STOPS_BEFORE_CLOSING = """
from cms.departments.reorganising import structure
closing = structure.closing
def stop(*arguments):
    print("moved", flush=True)
    sys.stdin.readline()
    return closing(*arguments)
structure.closing = stop
"""
STATE = """
with tenant(town):
    row = Reorganisation.objects.get()
    moved = InformationPage.objects.filter(department__code__startswith="N").count()
    orphans = PageRecord.objects.filter(department__closed_on__isnull=False).count()
    print(json.dumps([str(row.state), moved, orphans, row.changes.filter(mover="pages").count()]))
"""
SAVE = """
with tenant(town):
    page = InformationPage.objects.get(slug="p7")
    print("go", flush=True)
    try:
        page.title = "고침"
        page.save()
        print("saved")
    except Exception as error:
        print("refused", error)
"""
DUMP = """
from tests.departments.states import dump
with tenant(town):
    print(json.dumps(dump()))
"""


@pytest.fixture(scope="module")
def scratch(django_db_setup, django_db_blocker, tmp_path_factory):
    """A municipality in which processes may commit; its reorganisation is due."""
    name = f"test_reorganising_{os.getpid()}"
    with django_db_blocker.unblock():
        database.create_migrated(name)
        made = environment(name, 80, str(tmp_path_factory.mktemp("var")))
        arguments = "onboard --slug=gunpo --name-ko=군포시 --name-en=Gunpo-si --kind=시 --domain=gunpo.localhost"
        command = [sys.executable, "manage.py", *arguments.split(), "--ordinance-profile=anyang", "--languages=ko"]
        subprocess.run([*command, "--without-content"], cwd=settings.BASE_DIR, env=made, check=True)
        said(made, PREPARE)
        yield made
        database.drop(name)


def process(scratch, *acts: str) -> subprocess.Popen:
    command = [sys.executable, "manage.py", "shell", "-v0", "--no-imports", "-c", IN_TOWN + "".join(acts)]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    return subprocess.Popen(command, cwd=settings.BASE_DIR, env=scratch, text=True, **pipes)


def said(scratch, *acts: str) -> list:
    """What each line of these acts' words says, all in one process: starting one takes longer than what it does."""
    words, _none = process(scratch, *acts).communicate(timeout=240)
    return [json.loads(line) for line in words.strip().splitlines()]


def test_killed_after_everything_was_moved_nothing_was(scratch):
    (before,) = said(scratch, DUMP)
    running = process(scratch, STOPS_BEFORE_CLOSING, APPLY)
    assert running.stdout.readline().strip() == "moved"
    os.kill(running.pid, signal.SIGKILL)
    running.wait(10)
    assert said(scratch, STATE, DUMP) == [["confirmed", 0, 0, 0], before]


def test_two_at_once_apply_once_and_a_page_saved_meanwhile_is_not_orphaned(scratch):
    """The first run holds everything; the second and an editor wait for it."""
    first = process(scratch, DUMP, STOPS_BEFORE_CLOSING, APPLY)
    before = json.loads(first.stdout.readline())
    assert first.stdout.readline().strip() == "moved"
    second, editor = process(scratch, APPLY), process(scratch, SAVE)
    assert editor.stdout.readline().strip() == "go"
    assert first.poll() is None
    first.communicate("go on\n", timeout=120)
    second.communicate(timeout=120)
    outcome, _none = editor.communicate(timeout=120)
    assert outcome.startswith("refused")
    (state, moved, orphans, logged), after = said(scratch, STATE, UNDO, DUMP)
    assert (state, moved, orphans, logged) == ("applied", PAGES, 0, PAGES)
    assert after == before
