"""By when a petition is to be dealt with, and why: in the language in use."""

from __future__ import annotations

from django.utils.translation import gettext as _

from cms.core.tongues import KOREAN
from cms.ordinance.deadlines import NOT_COUNTED, Deadline
from cms.ordinance.laws import written
from cms.ordinance.periods import EXTENSION
from petitions.notices.telling import Telling
from petitions.wording import counting_words, period_words


def due_words(telling: Telling) -> list[str]:
    """The day, then the reasons; nothing where no period runs."""
    due = telling.due
    if due is None:
        return []
    return [_("It is to be dealt with by %(day)s.") % {"day": _day(telling, due)}, " ".join(_reasons(telling, due))]


def due_day(telling: Telling) -> str:
    """The day alone, with its time where hours are counted."""
    return _day(telling, telling.due) if telling.due else ""


def _day(telling: Telling, due: Deadline) -> str:
    return telling.day(due.at or due.on)


def _reasons(telling: Telling, due: Deadline) -> list[str]:
    case = telling.case
    reasons = [_("The processing period is %(period)s.") % {"period": period_words(case)}, counting_words(case.period)]
    if EXTENSION in due.articles:
        reasons.append(_("It was extended."))
    if NOT_COUNTED in due.articles:
        reasons.append(_("Time that the law does not count, as for a supplement, was left out."))
    if telling.language == KOREAN:
        reasons.append(f"({written(case.period.article)})")
    return reasons
