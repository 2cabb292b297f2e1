"""Who is told of a page that nobody confirms, day by day; once a day and step, and never nobody."""

import datetime as dt

import pytest
from django.core import mail
from django.utils import timezone, translation
from django.utils.translation import gettext

from cms.pages.models import Digest, EscalationStep, FreshnessPass, FreshnessRule, PageRecord, Told
from cms.pages.services.assigning import assign
from cms.pages.services.clock import reckon_all
from cms.pages.services.confirming import confirm
from cms.pages.services.hearers import NobodyToTell
from cms.pages.services.posting import post
from cms.pages.services.telling import tell, work_out_the_day
from cms.pages.working_days import calendar
from tenants.context import tenant
from tests.departments.conftest import sign_in, town  # noqa: F401 - fixtures
from tests.factories.pages import InformationPageFactory

DUE = dt.date(2026, 12, 2)  # a Wednesday
KST = dt.timezone(dt.timedelta(hours=9))


def at(day: dt.date, hour: int = 9, minute: int = 30) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(hour, minute), KST)


@pytest.fixture
def case(town, time_machine):  # noqa: F811
    """One page of the welfare department, due on 2 December, kept by two; everybody has an address."""
    time_machine.move_to(at(dt.date(2026, 11, 16)))
    for name in ("editor", "colleague", "head", "manager", "second_manager", "system", "roads_editor"):
        person = getattr(town, name)
        person.email = f"{name}@alpha.example.kr"
        person.save()
    FreshnessRule.objects.update(days=30)
    PageRecord.objects.exclude(page=town.welfare_page).delete()
    PageRecord.objects.update(confirmed_at=at(DUE - dt.timedelta(days=30)))
    reckon_all()
    assign([town.welfare_page.pk], town.editor, town.colleague, town.head)
    assert PageRecord.objects.get().due_on == DUE
    town.clock = time_machine
    return town


def run_day(case, day: dt.date) -> list[str]:
    """The schedule of one day, run every so often; returns who got mail."""
    mail.outbox.clear()
    for hour, minute in ((0, 1), (8, 59), (9, 0), (9, 1), (13, 0), (23, 59)):
        case.clock.move_to(at(day, hour, minute))
        work_out_the_day()
        tell()
        post()
    return sorted(address.split("@")[0] for message in mail.outbox for address in message.to)


def korean(message: str) -> str:
    """As it stands in a mail."""
    with translation.override("ko"):
        return gettext(message)


def subject(count: int) -> str:
    """Of a day on which nothing is overdue yet."""
    said = {"municipality": "알파시", "count": count, "overdue": 0}
    return korean("[%(municipality)s] Pages to be checked: %(count)s (overdue: %(overdue)s)") % said


def days(first: dt.date, last: dt.date):
    return [first + dt.timedelta(days=number) for number in range((last - first).days + 1)]


ALL_FOUR = ["colleague", "editor", "head", "manager", "second_manager"]
EXPECTED = {
    dt.date(2026, 11, 25): ["editor"],  # five working days before
    dt.date(2026, 12, 2): ["colleague", "editor"],  # the day itself
    dt.date(2026, 12, 11): ["head"],  # +7
    dt.date(2026, 12, 22): ["colleague", "editor", "head"],  # +14, and so on
    dt.date(2027, 1, 4): ["colleague", "editor", "head"],
    dt.date(2027, 1, 13): ["colleague", "editor", "head"],
    dt.date(2027, 1, 15): ["manager", "second_manager"],  # +30
    dt.date(2027, 1, 26): ALL_FOUR,  # +37
    dt.date(2027, 2, 4): ALL_FOUR,
}


def test_three_months_in_which_nobody_acts(case):
    told = {}
    for day in days(dt.date(2026, 11, 16), dt.date(2027, 2, 7)):
        if people := run_day(case, day):
            told[day] = people
        assert calendar(day).is_working_day(day) or day not in told
    assert told == EXPECTED
    assert EscalationStep.objects.count() == len(EXPECTED)


def test_it_ends_when_somebody_acts_and_begins_anew_with_the_next_round(case):
    run_day(case, DUE)
    confirm([case.welfare_page.pk], case.editor)
    assert all(run_day(case, day) == [] for day in days(dt.date(2026, 12, 3), dt.date(2026, 12, 18)))
    again = PageRecord.objects.get().due_on
    assert again == dt.date(2027, 1, 4)  # thirty days later is a Friday off
    assert run_day(case, again) == ["colleague", "editor"]


def test_a_schedule_that_stood_still_tells_everybody_once(case):
    assert run_day(case, dt.date(2027, 1, 26)) == ALL_FOUR
    assert sorted(EscalationStep.objects.values_list("day", flat=True)) == [0, 7, 30, 37]
    assert run_day(case, dt.date(2027, 1, 27)) == []


def test_one_message_a_person_a_day_with_every_page_in_it(case):
    for number in range(12):
        page = InformationPageFactory(title=f"복지 {number}", department=case.welfare)
        PageRecord.objects.filter(page_id=page.pk).update(confirmed_at=at(DUE - dt.timedelta(days=30)))
        assign([page.pk], case.editor, None, case.head)
    assert run_day(case, DUE) == ["colleague", "editor"]
    message = next(message for message in mail.outbox if message.to == ["editor@alpha.example.kr"])
    assert message.subject == subject(13)
    for number in range(12):
        assert f"복지 {number}" in message.body
    assert f"/admin/freshness/{case.welfare_page.pk}/" in message.body
    assert "복지 11" in message.alternatives[0][0]


CHAIN = [
    ([], ["colleague", "editor"]),
    (["editor"], ["colleague"]),
    (["editor", "colleague"], ["head"]),
    (["editor", "colleague", "head"], ["manager", "second_manager"]),
    (["editor", "colleague", "head", "manager", "second_manager"], ["system"]),
]


@pytest.mark.parametrize("how", ["deactivated", "without an address", "gone"])
@pytest.mark.parametrize(("missing", "told"), CHAIN)
def test_never_to_nobody(case, missing, told, how):
    for name in missing:
        person = getattr(case, name)
        if how == "gone":
            person.delete()
        else:
            person.is_active, person.email = how != "deactivated", person.email if how == "deactivated" else ""
            person.save()
    assert run_day(case, DUE) == told
    if len(missing) > 1:
        assert korean("You are told because whose turn it is cannot be reached.") in mail.outbox[0].body


def test_when_nobody_at_all_is_left_it_is_an_error_and_stays_open(case):
    type(case.editor).objects.update(is_active=False)
    case.clock.move_to(at(DUE))
    work_out_the_day()
    with pytest.raises(NobodyToTell, match="1"):
        tell()
    assert not EscalationStep.objects.exists()
    type(case.editor).objects.filter(pk=case.head.pk).update(is_active=True)
    assert run_day(case, DUE + dt.timedelta(days=1)) == ["head"]


def test_what_was_settled_between_is_not_mailed(case):
    case.clock.move_to(at(DUE))
    work_out_the_day()
    tell()
    confirm([case.welfare_page.pk], case.colleague)
    mail.outbox.clear()
    assert post() == 0
    assert not mail.outbox
    assert set(Digest.objects.values_list("state", flat=True)) == {"settled"}


def test_a_days_pass_says_what_it_found(case):
    run_day(case, dt.date(2026, 12, 11))
    day = FreshnessPass.objects.get(day=dt.date(2026, 12, 11))
    assert (day.overdue, day.due_soon, day.steps, day.messages) == (1, 0, 2, 3)
    assert Told.objects.count() == 3


def test_another_municipality_hears_nothing(beta, case):
    with tenant(beta):
        from tests.factories.pages import front_page

        page = InformationPageFactory(parent=front_page())
        PageRecord.objects.filter(page_id=page.pk).update(confirmed_at=at(DUE - dt.timedelta(days=300)))
        case.clock.move_to(at(DUE))
        work_out_the_day()
        with pytest.raises(NobodyToTell):
            tell()
        assert not EscalationStep.objects.exists()
    assert run_day(case, DUE) == ["colleague", "editor"]


def test_nothing_is_told_on_a_day_off_or_before_the_office_opens(case):
    for moment in (at(DUE, 8, 59), at(dt.date(2026, 12, 5)), at(dt.date(2026, 12, 25))):
        case.clock.move_to(moment)
        assert tell() is None
    assert timezone.localdate() == dt.date(2026, 12, 25)
    assert not Digest.objects.exists()
