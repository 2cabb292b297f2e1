"""The overall department hears in the day's message that the monthly check of petitions is to be made."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.departments.models import Department, Membership
from cms.ordinance.calendar import Calendar
from cms.ordinance.freshness import working_days
from cms.pages.services.hearers import FALLBACK, People
from cms.pages.services.voices import Line, Part, told_in_digest
from petitions import clock
from petitions.models import Case
from petitions.watching.checking import is_due, last_check
from petitions.watching.overdue import overdue
from tenants.addresses import desk_address

#: Working days between two tellings.
WEEK = 5


@dataclass(frozen=True)
class Check:
    """The check of a month; ``since`` is the day from which it is to be made."""

    since: dt.date
    overdue: int


@told_in_digest
class MonthlyCheckVoice:
    """Told on the first day on which it is due, and then every week until it is made."""

    kind = "petitions checked"

    def pressing(self, day: dt.date, keys: Collection[str] | None = None) -> Mapping[str, Check]:
        """This month's, where there is any petition to check."""
        known = clock.calendar()
        now = timezone.now()
        if not Case.objects.exists() or not is_due(now, known):
            return {}
        last = last_check()
        since = known.next_working_day(day.replace(day=1)) if last else day
        key = f"{day:%Y-%m}"
        return {key: Check(since, overdue(now, known).count())} if keys is None or key in keys else {}

    def last_day(self, matter: Check) -> dt.date:
        """The first working day of the month."""
        return matter.since

    def steps(self, matter: Check, day: dt.date, known: Calendar) -> Iterable[int]:
        """Of the weeks that it has waited the last alone."""
        return [working_days(matter.since, day, known) // WEEK] if day >= matter.since else []

    def hearers(self, matter: Check, step: int, people: People, without: Collection[int] = ()) -> dict[int, str]:
        """The department that oversees petitions; homepage management where nobody there can be reached."""
        overall = Department.objects.open().filter(handles_petitions=True)
        members = set(Membership.objects.filter(department__in=overall).values_list("user_id", flat=True))
        heads = set(overall.exclude(head=None).values_list("head_id", flat=True))
        for audience, persons in (("theirs", members | heads), (FALLBACK, people.management)):
            reachable = [one for one in sorted(persons) if one in people.addresses]
            reachable = [one for one in reachable if one not in {*without, *people.refused}]
            if reachable:
                return dict.fromkeys(reachable, audience)
        return {}

    def part(self, lines: list[Line]) -> Part:
        """With how many are overdue, and where the check is made."""
        url = f"{desk_address()}{reverse('petition_monthly_check')}"
        said: list[dict[str, Any]] = [{"overdue": line.matter.overdue, "url": url} for line in lines]
        headline = _("Monthly check of petitions to be made")
        return Part(headline, "petitions/watching/check.txt", "petitions/watching/check.html", said)
