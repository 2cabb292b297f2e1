"""Who is told of translations that are theirs to write or to review: in the day's one message, never twice."""

import datetime as dt

import pytest
from django.core import mail

from cms.pages.services.posting import post
from cms.pages.services.telling import tell, work_out_the_day
from cms.translating.models import Assignment
from cms.translating.services import assigning, handing_in, reviewing
from tests.languages.conftest import at
from tests.pages.test_mail import server  # noqa: F401 - fixture
from tests.translating.test_review import translate


def day(month: int, number: int) -> dict[str, str]:
    """Whose mailbox has which text after the schedule of a day."""
    mail.outbox.clear()
    for hour in (9, 10):
        with at(month, number, hour):
            work_out_the_day()
            tell()
            post()
    assert len({message.to[0] for message in mail.outbox}) == len(mail.outbox)
    return {message.to[0].split("@")[0]: message.body for message in mail.outbox if "여권 안내" in message.body}


@pytest.fixture
def given(begun):
    """Given to the agency on Monday 1 June, to be done by the 12th."""
    for name in ("outside", "translator", "colleague", "head", "manager"):
        person = getattr(begun, name)
        person.email = f"{name}@alpha.example.kr"
        person.save()
    with at(6, 1):
        assigning.assign(
            begun.translation, begun.outside, begun.manager, due_on=dt.date(2026, 6, 12), note="여권 쪽부터"
        )
    return begun


def test_an_agency_hears_of_its_assignment_once_then_before_the_day_and_week_by_week(given):
    told = day(6, 1)
    assert set(told) == {"outside"}
    assert "여권 쪽부터" in told["outside"]
    assert f"/admin/translations/work/{given.translation.pk}/" in told["outside"]
    assert day(6, 2) == {}
    assert set(day(6, 9)) == {"outside"}
    assert day(6, 10) == {}
    assert set(day(6, 12)) == {"outside"}
    assert set(day(6, 19)) == {"outside"}
    assert day(6, 22) == {}
    assigning.end(Assignment.objects.get(), given.manager)
    assert day(6, 26) == {}


def test_reviewers_hear_of_what_waits_and_translators_of_what_came_back(given):
    with at(6, 1, 8):
        translate(given.translation, given.outside)
        state = handing_in.hand_in(given.translation, given.outside)
    assert set(day(6, 1)) == {"translator", "colleague", "head"}
    assert day(6, 2) == {}
    assert set(day(6, 9)) == {"translator", "colleague", "head"}
    with at(6, 10, 8):
        reviewing.return_(state, given.colleague, comment="수수료를 확인해 주십시오.")
    told = day(6, 10)
    assert set(told) == {"outside"}
    assert "수수료를 확인해 주십시오." in told["outside"]


def test_of_a_contract_that_is_over_homepage_management_hears(given):
    given.outside.contractor_grant.expires_on = dt.date(2026, 6, 1)
    given.outside.contractor_grant.save()
    assert set(day(6, 2)) == {"manager"}
