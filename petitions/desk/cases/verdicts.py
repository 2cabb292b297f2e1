"""What stands against an act on a case, before it is done: the rule, and what the desk asks besides."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from cms.ordinance.calendar import Calendar
from cms.ordinance.case import Event
from petitions import clock
from petitions.desk.cases.reach import by
from petitions.models import Case
from petitions.people import can_be_officer
from petitions.services.acting import may
from petitions.services.gifts import Gift
from petitions.watching.dunning import dunning_verdict


def verdict_of(case: Case, event: Event, user: Any, gift: Gift) -> tuple[str, ...]:
    """Every reason; the deed asks once more under the lock of the case."""
    reasons = list(may(case, event, by(user, case), gift))
    if event is Event.ASSIGN and gift.officer and not can_be_officer(gift.officer, case):
        names = {"name": gift.officer.get_full_name(), "department": case.department}
        reasons.append(_("%(name)s does not work for %(department)s.") % names)
    if event is Event.PASS_ON and gift.department and gift.department.pk == case.department_id:
        reasons.append(_("%(name)s has this petition already.") % {"name": gift.department})
    return (*reasons, *reasons_besides(case, event, clock.calendar(), timezone.now()))


def reasons_besides(case: Case, event: Event, days: Calendar, now: dt.datetime) -> tuple[str, ...]:
    """What the rule of the monthly check says of dunning: only what is overdue, and once between two checks."""
    verdict = dunning_verdict(case, days, now) if event is Event.DUN else None
    return () if verdict is None else tuple(reason.said(_) for reason in verdict.reasons)
