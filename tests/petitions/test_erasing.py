"""After its time nothing personal is left of a case, and what counts stays."""

import datetime as dt

import time_machine
from django.db import connection

from cms.core.encryption import indexes_of
from cms.ordinance.case import Actor, Event
from petitions.models import PERSONAL, InternalNote
from petitions.services.acting import PETITIONER, By, act
from petitions.services.erasing import erase_due, forget_senders
from petitions.services.gifts import Gift
from tests.petitions.test_acting import FRIDAY, filed

EVERYTHING = """
SELECT (SELECT count(*) FROM petitions_caseevent WHERE words IS NOT NULL)
     + (SELECT count(*) FROM petitions_supplement WHERE items IS NOT NULL OR answer IS NOT NULL)
     + (SELECT count(*) FROM petitions_answer WHERE COALESCE(text, reasons, remedy) IS NOT NULL)
     + (SELECT count(*) FROM petitions_internalnote WHERE text IS NOT NULL)
     + (SELECT count(*) FROM petitions_satisfaction WHERE comment IS NOT NULL)
"""


def test_erased_on_its_day_and_not_before(town):
    officer = By(frozenset({Actor.OFFICER}), town.engineer)
    with time_machine.travel(FRIDAY, tick=False):
        case = filed(town.hole, address="192.0.2.1")
        act(case, Event.ASSIGN, officer, Gift(officer=town.engineer))
        act(case, Event.DEMAND_SUPPLEMENT, officer, Gift(text="사진", days=7))
        act(case, Event.SUPPLY, PETITIONER, Gift(text="사진입니다"))
        act(case, Event.COMPLETE, officer, Gift(text="고쳤습니다"))
        act(case, Event.RATE, PETITIONER, Gift(score=5, text="고맙습니다"))
        InternalNote.objects.create(case=case, by=town.engineer, by_name="x", text="메모")
        assert case.sender
        assert forget_senders() == 0
    with time_machine.travel(FRIDAY + dt.timedelta(days=1, minutes=1), tick=False):
        assert forget_senders() == 1
    last_day = dt.datetime(2031, 9, 18, 23, 59, tzinfo=FRIDAY.tzinfo)
    with time_machine.travel(last_day, tick=False):
        assert erase_due() == 0
    with time_machine.travel(last_day + dt.timedelta(minutes=1), tick=False):
        assert (erase_due(), erase_due()) == (1, 0)
    case.refresh_from_db()
    assert not any(getattr(case, field) for field in (*PERSONAL, "email_index", "telephone_index", "sender"))
    assert (case.state, case.kind, case.satisfaction.score) == ("completed", "기타", 5)
    assert case.events.last().event == "erase"
    with connection.cursor() as cursor:
        cursor.execute(EVERYTHING)
        assert cursor.fetchone() == (0,)


def test_indexes_can_be_made_anew_under_another_key():
    assert {(index.field, index.source) for index in indexes_of("petitions.case")} == {
        ("email_index", "email"),
        ("telephone_index", "telephone"),
    }
