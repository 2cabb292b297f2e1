"""Field surveys (현장조사) whose days are used up: the clock runs again, whether somebody says so or not.

영 제17조제4항: 14일의 범위에서 … 7일의 범위에서 그 기간을 한 차례만 연장할 수 있다.
"""

from __future__ import annotations

import datetime as dt
import logging

from django.db import connection
from django.db.models import QuerySet

from cms.ordinance.case import Event
from cms.ordinance.case_rules import PauseGround
from petitions import clock
from petitions.models import Case
from petitions.services.acting import SCHEDULE, Refused, act

logger = logging.getLogger(__name__)


def lasting() -> QuerySet[Case]:
    """Cases that are surveyed now; a merged one goes by the leading one's clock."""
    rows = Case.objects.filter(closed_at=None, merged_into=None)
    return rows.filter(pauses__ground=PauseGround.SURVEY.value, pauses__ended_at=None)


def end_surveys(now: dt.datetime) -> int:
    """Let the clock run where the days are used up; how many."""
    days = clock.calendar(now)
    return sum(_end(case, now) for case in lasting() if _is_over(clock.survey_over(case, days), now))


def _is_over(over: dt.datetime | None, now: dt.datetime) -> bool:
    return over is not None and over <= now


def _end(case: Case, now: dt.datetime) -> int:
    try:
        act(case, Event.RESUME_CLOCK, SCHEDULE, now=now)
    except Refused as refused:  # ended by somebody this very moment
        logger.warning("%s: the survey of %s goes on: %s", connection.schema_name, case.number, refused)
        return 0
    return 1
