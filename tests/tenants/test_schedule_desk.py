"""What operators and homepage management see of the schedule."""

import datetime as dt

import pytest
from django.core.management import call_command
from django.utils import timezone

from tenants.context import platform
from tenants.models import DueDeed, DueNote, SchedulePass
from tests.departments.conftest import sign_in, town, town_of_module  # noqa: F401 - fixtures

REPORT = "/admin/reports/schedule/"


@pytest.fixture
def deeds(alpha, beta):
    """Three published in alpha, seven in beta; reminders fail in alpha."""
    with platform():
        now = timezone.now()
        SchedulePass.objects.create(finished_at=now)
        for municipality, count in ((alpha, 3), (beta, 7)):
            DueDeed.objects.create(
                municipality=municipality, act="scheduled publishing", seconds=1, did={"published": count}
            )
        since = now - dt.timedelta(days=2)
        DueNote.objects.create(
            municipality=alpha, act="freshness: mail", seconds=1, error="refused", failures=4, failed_since=since
        )


@pytest.mark.usefixtures("deeds")
def test_homepage_management_reads_what_was_done_for_its_own_municipality(town, sign_in):  # noqa: F811
    desk = sign_in(town.manager)
    assert desk.get(REPORT).context["object_list"][0].did == {"published": 3}
    csv = b"".join(desk.get(f"{REPORT}?export=csv").streaming_content).decode("utf-8-sig")
    assert csv.count("\n") == 2
    assert "3" in csv.splitlines()[1].split(",")[2]
    assert desk.get(f"{REPORT}?export=xlsx").status_code == 200
    assert not desk.get(f"{REPORT}?act=links").context["object_list"]
    assert len(desk.get(f"{REPORT}?act=scheduled+publishing").context["object_list"]) == 1
    assert sign_in(town.editor).get(REPORT).status_code in (302, 403)


@pytest.mark.usefixtures("deeds")
def test_the_desk_says_that_something_fails_or_that_the_schedule_stands_still(town, sign_in):  # noqa: F811
    desk = sign_in(town.manager)
    assert "help-block help-warning" in desk.get("/admin/").content.decode()
    assert "help-block help-warning" not in sign_in(town.editor).get("/admin/").content.decode()
    with platform():
        SchedulePass.objects.update(finished_at=timezone.now() - dt.timedelta(minutes=6))
    assert "help-block help-critical" in desk.get("/admin/").content.decode()


@pytest.mark.usefixtures("deeds")
def test_operators_see_rounds_failures_and_each_municipality(client_for, operator, alpha):
    client = client_for(None).login_as(operator)
    body = client.get("/console/schedule/").content.decode()
    assert "refused" in body
    assert 'role="alert"' not in body
    own = client.get("/console/alpha/schedule/").content.decode()
    assert "refused" in own
    with platform():
        SchedulePass.objects.update(finished_at=timezone.now() - dt.timedelta(minutes=6))
    for path in ("/console/schedule/", "/console/"):
        assert 'role="alert"' in client.get(path).content.decode()
    assert client_for(None).get("/console/schedule/").status_code == 302


def test_every_number_that_acts_return_has_a_sentence(alpha, beta):
    """After a real round nothing is shown by the bare name of a number."""
    call_command("run_due")
    with platform():
        for deed in DueDeed.objects.all():
            assert not any(f"{name}: " in deed.sentence for name in deed.did), deed.sentence
