"""What stands against an act on a case, before it is done: the rule, and what the desk asks besides."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from cms.ordinance.case import Event
from petitions.desk.cases.reach import by
from petitions.models import Case
from petitions.people import can_be_officer
from petitions.services.acting import may
from petitions.services.gifts import Gift


def verdict_of(case: Case, event: Event, user: Any, gift: Gift) -> tuple[str, ...]:
    """Every reason; the deed asks once more under the lock of the case."""
    reasons = list(may(case, event, by(user, case), gift))
    if event is Event.ASSIGN and gift.officer and not can_be_officer(gift.officer, case):
        names = {"name": gift.officer.get_full_name(), "department": case.department}
        reasons.append(_("%(name)s does not work for %(department)s.") % names)
    if event is Event.PASS_ON and gift.department and gift.department.pk == case.department_id:
        reasons.append(_("%(name)s has this petition already.") % {"name": gift.department})
    return tuple(reasons)
