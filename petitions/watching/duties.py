"""Whether petitions are handled as the law lays down, seen from the cases (안양 §8③, 용인 §8①, 동작 §9).

영 제6조제7항: received within eight working hours; 영 제28조제2항: whatever is overdue is dunned.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.db.models import Count
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.ordinance.calendar import Calendar
from cms.ordinance.case_numbers import shown
from petitions import clock
from petitions.models import Case
from petitions.watching.dunning import dunning_verdict
from petitions.watching.overdue import is_over, is_unreceived_too_long, overdue
from tenants.conformity import Evidence, Finding, Question, conformity_check, met, not_met

NAMED = 10


@conformity_check("petition-handling")
def petition_handling(question: Question) -> Finding:
    """Met while each petition was received in time, and what became overdue was dunned."""
    now = timezone.now()
    days = clock.calendar(now)
    wrong = [*_unreceived(now, days), *_not_dunned(now, days)]
    facts = _facts(now, days)
    return not_met(*wrong[:NAMED], facts) if wrong else met(facts)


def _unreceived(now: dt.datetime, days: Calendar) -> Iterator[Evidence]:
    sentence = _("%(number)s arrived more than eight working hours ago and is not received.")
    for case in Case.objects.filter(is_unreceived_too_long(now, days)).order_by("pk")[:NAMED]:
        yield _of_case(sentence, case)


def _not_dunned(now: dt.datetime, days: Calendar) -> Iterator[Evidence]:
    sentence = _("%(number)s is overdue, and no dunning letter went to its department.")
    for case in overdue(now, days).order_by("due_on", "pk")[:NAMED]:
        if dunning_verdict(case, days, now):
            yield _of_case(sentence, case)


def _of_case(sentence: str, case: Case) -> Evidence:
    """With its place at the desk: a receipt number is nothing for everybody."""
    return Evidence(sentence % {"number": shown(case.number)}, url=reverse("petition_case", args=[case.pk]))


def _facts(now: dt.datetime, days: Calendar) -> Evidence:
    late = Count("pk", filter=is_over(now, days))
    found = Case.objects.filter(closed_at=None).aggregate(number=Count("pk"), late=late)
    count = found["number"]
    sentence = ngettext(
        "%(count)d petition is open, %(late)d of them overdue.",
        "%(count)d petitions are open, %(late)d of them overdue.",
        count,
    )
    return Evidence(sentence % {"count": count, "late": found["late"]}, count=count)
