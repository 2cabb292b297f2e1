"""The schedule: every municipality's turn comes, and how it went can be seen."""

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone
from wagtail.models import Page

from tenants import due
from tenants.context import platform, tenant
from tenants.models import DueNote
from tenants.services.due import LOCK, run_due
from tenants.services.locks import session_lock


@pytest.fixture
def page_due_in_both(alpha, beta):
    for municipality in (alpha, beta):
        with tenant(municipality):
            page = Page.objects.get(depth=1).add_child(title="곧", slug="soon", live=False)
            page.go_live_at = timezone.now() - timedelta(minutes=1)
            page.save_revision(approved_go_live_at=page.go_live_at)


def is_live(municipality):
    with tenant(municipality):
        return Page.objects.get(slug="soon").live


@pytest.mark.usefixtures("page_due_in_both")
def test_what_is_due_is_published_in_every_municipality(alpha, beta):
    call_command("run_due")
    assert is_live(alpha)
    assert is_live(beta)


@pytest.mark.usefixtures("page_due_in_both")
def test_one_that_fails_does_not_stop_the_rest_and_is_seen(alpha, beta, monkeypatch):
    monkeypatch.setattr(due, "_acts", dict(due._acts))

    @due.due_act("a new act")
    def fails_in_alpha():
        if connection.schema_name == "alpha":
            raise ValueError("no such thing here")

    with pytest.raises(CommandError, match=r"1 of \d+ failed"):
        call_command("run_due")
    assert is_live(beta)
    with platform():
        assert DueNote.objects.get(municipality=alpha, act="a new act").error == "ValueError: no such thing here"
        assert DueNote.objects.get(municipality=beta, act="a new act").error == ""


def test_two_schedules_do_not_run_at_once(alpha):
    with session_lock(LOCK):
        assert run_due(print) is None
    assert run_due(print) is not None
