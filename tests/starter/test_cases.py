"""Petitions of the demonstration: in every state, something due today, and nobody is written to."""

import datetime as dt

import pytest
from django.contrib.auth import get_user_model
from django.core import mail
from django.utils import timezone

from cms.ordinance.calendar import Calendar
from home.starter.case_days import Days
from home.starter.cases import ensure_cases, table
from home.starter.people import ensure_staff
from petitions import clock
from petitions.desk.cases.reach import department_cases, own_cases
from petitions.disclosure.keeping import policy_now
from petitions.models import Case, Notice, PublicCase, Satisfaction, Service
from petitions.notices.posting import due
from petitions.people import cases_of, coordinates
from petitions.watching.overdue import overdue

REACHED = {
    "received", "assigned", "supplement", "consultation", "extended", "transferred", "completed", "returned",
    "withdrawn", "repeat", "objection",
}  # fmt: skip


@pytest.fixture
def people(city):
    ensure_staff(city, "http://city.localhost:8000", [])
    return {user.username: user for user in get_user_model().objects.all()}


def test_petitions_stand_in_every_state_and_nobody_is_written_to(city, people):
    made = ensure_cases(city)
    offered = {code.partition("-")[2] for code in Service.objects.values_list("code", flat=True)}
    rows = table(city.slug)["case"]
    assert made == len([row for row in rows if row["service"] in offered]) == Case.objects.count()
    assert len(rows) - made == (city.slug == "seoul")  # which has no street lamps of its own
    assert ensure_cases(city) == 0
    policy = policy_now()
    pay = {"awaiting_payment"} if policy.petitions.fee_before_receipt else set()
    assert set(Case.objects.values_list("state", flat=True)) == REACHED | pay
    spoken = set(Case.objects.values_list("language", flat=True))
    assert spoken >= {"ko", "en"}
    assert len(spoken) == 3
    assert spoken <= set(city.languages)
    assert Satisfaction.objects.count() == 2
    assert all("010-0000-" in case.telephone for case in Case.objects.all())
    assert PublicCase.objects.exclude(result="").count() == (2 if policy.disclosure.listing else 0)
    now = timezone.now()
    working = Days(clock.calendar(), now).today
    still_open = list(Case.objects.filter(closed_at=None).exclude(state="objection"))
    assert any(case.due_on == working for case in still_open)
    assert overdue(now, clock.calendar()).exists()
    assert not mail.outbox
    assert Notice.objects.exists()
    assert not due(timezone.now() + dt.timedelta(days=9)).exists()
    officer, editor = people["officer"], people["editor"]
    assert own_cases(officer).filter(closed_at=None).count() >= 6
    assert department_cases(officer).count() < Case.objects.count()
    assert not coordinates(officer)
    assert coordinates(editor)
    assert cases_of(editor).count() == Case.objects.count()
    assert cases_of(people["translator"]).count() == 0


@pytest.mark.parametrize(
    ("now", "today"),
    [
        ("2026-11-20T08:00+09:00", "2026-11-20"),
        ("2026-11-20T16:00+09:00", "2026-11-23"),  # Friday afternoon
        ("2026-11-22T10:00+09:00", "2026-11-23"),  # Sunday
    ],
)
def test_no_moment_of_the_demonstration_is_later_than_now(now, today):
    now = dt.datetime.fromisoformat(now)
    days = Days(Calendar({}, (2025, 2027)), now)
    assert days.today.isoformat() == today
    moments = [days.moment(ago, number) for ago in (9, 5, 1, 0) for number in (0, 1)]
    assert moments == sorted(moments)
    assert moments[-1] <= now
    assert all(days.calendar.is_working_day(each.date()) for each in moments[:-2])
