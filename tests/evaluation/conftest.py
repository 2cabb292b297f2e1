"""A November that is lived through night by night, and evaluated."""

import datetime as dt
from contextlib import contextmanager

import pytest
import time_machine

from cms.evaluation.due import evaluate_departments
from cms.evaluation.models import EvaluationSetting
from cms.pages.services.telling import work_out_the_day

SEOUL = dt.timezone(dt.timedelta(hours=9))


@contextmanager
def at(day: str, hour: int = 10):
    """That day, at that hour in Korea."""
    moment = dt.datetime.combine(dt.date.fromisoformat(day), dt.time(hour), SEOUL)
    with time_machine.travel(moment, tick=False):
        yield


def night(day: str) -> None:
    """The schedule of the night before this day's morning."""
    with at(day, 4):
        work_out_the_day()
        evaluate_departments()


def nights(first: str, last: str) -> None:
    """The mornings from the one to the other, both in it."""
    day, end = dt.date.fromisoformat(first), dt.date.fromisoformat(last)
    while day <= end:
        night(day.isoformat())
        day += dt.timedelta(days=1)


@pytest.fixture
def evaluating(in_alpha):
    """The municipality of the test has chosen to evaluate."""
    EvaluationSetting.objects.create(switched_on=True)
    return in_alpha
