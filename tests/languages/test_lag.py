"""The lag of translations: from the history alone, the same whenever it is asked."""

import datetime as dt

import time_machine

from cms.languages.selectors import lag_in
from cms.languages.services import making
from cms.languages.services.reckoning import follow_text
from cms.pages.models import PageRecord
from tests.factories.departments import DepartmentFactory
from tests.languages.conftest import at

JUNE = dt.date(2026, 6, 1), dt.date(2026, 6, 30)
JULY = dt.date(2026, 7, 1), dt.date(2026, 7, 31)


def told(lags) -> list[tuple]:
    return [(lag.department_id, lag.behind_since.isoformat(), lag.caught_up_on, lag.critical, lag.days) for lag in lags]


def test_days_behind_are_counted_at_their_end(pair):
    department = pair.source.department_id
    with at(6, 20):
        pair.say("수수료는 2,000원입니다.", "시청에서 신청합니다.")
    with at(6, 28):
        pair.say("수수료는 3,000원입니다.", "시청에서 신청합니다.")
    with at(7, 3):
        pair.say_in_english("3,000 won", "City hall")
    with at(8, 1):
        (june,) = lag_in(*JUNE)
        assert (june.page_id, june.language) == (pair.page.pk, "en")
        assert told([june]) == [(department, "2026-06-20", None, True, 11)]
        assert told(lag_in(*JULY)) == [(department, "2026-06-20", dt.date(2026, 7, 3), True, 2)]
        assert told(lag_in(dt.date(2026, 6, 1), dt.date(2026, 6, 27))) == [(department, "2026-06-20", None, False, 8)]
        assert lag_in(dt.date(2026, 7, 3), dt.date(2026, 7, 31)) == []


def test_a_period_comes_out_the_same_whenever_it_is_asked(pair):
    with at(6, 20):
        pair.say("수수료는 3,000원입니다.", "구청에서 신청합니다.")
    with at(7, 1, 4):
        closed = lag_in(*JUNE)
    with at(7, 10):
        pair.say_in_english("3,000 won", "City hall")
        PageRecord.objects.filter(page=pair.source).update(department=DepartmentFactory())
        pair.say("수수료는 5,000원입니다.")
        type(pair.page).objects.get(pk=pair.page.pk).delete()
        type(pair.source).objects.get(pk=pair.source.pk).delete()
    with at(12, 1):
        assert lag_in(*JUNE) == closed
        assert told(closed) == [(pair.source.department_id, "2026-06-20", None, True, 11)]


def test_each_department_has_its_own_days(pair):
    old, new = pair.source.department_id, DepartmentFactory().pk
    with at(6, 20):
        pair.say("수수료는 3,000원입니다.", "구청에서 신청합니다.")
    with at(6, 25):
        PageRecord.objects.filter(page=pair.source).update(department_id=new)
        follow_text(pair.row, None)
    with at(7, 1):
        days = {lag.department_id: lag.days for lag in lag_in(*JUNE)}
    assert days == {old: 5, new: 6}


def test_caught_up_on_the_same_day_is_no_lag_and_today_is_not_over(pair):
    with at(6, 20):
        pair.say("수수료는 3,000원입니다.", "구청에서 신청합니다.")
    with at(6, 20, 15):
        pair.say_in_english("3,000 won")
    with at(6, 22):
        pair.say("수수료는 4,000원입니다.", "구청에서 신청합니다.")
        assert lag_in(*JUNE) == []
    with at(6, 23):
        assert [lag.days for lag in lag_in(*JUNE)] == [1]


def test_what_is_withdrawn_is_not_behind_and_has_not_caught_up(pair):
    with at(6, 20):
        pair.say("수수료는 3,000원입니다.", "구청에서 신청합니다.")
    with at(6, 22):
        type(pair.page).objects.get(pk=pair.page.pk).unpublish()
    with at(7, 1):
        assert told(lag_in(*JUNE)) == [(pair.source.department_id, "2026-06-20", None, True, 2)]
    with at(7, 2):
        making.set_own_text(pair.row, True)
        pair.edit(pair.page)
    with time_machine.travel("2026-09-01"):
        assert lag_in(*JULY) == []
