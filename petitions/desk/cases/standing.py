"""How a case stands with its time: in words with an icon, so that no colour is ever the only sign."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.ordinance.calendar import Calendar
from cms.ordinance.case import State
from cms.ordinance.case_rules import PauseGround
from cms.ordinance.working_time_left import Left, Urgency, due, left, urgency
from petitions.models import Case, CasePause

#: Icons of Wagtail's admin.
ICONS = {Urgency.OVER: "warning", Urgency.TODAY: "time", Urgency.SOON: "calendar-alt", Urgency.LATER: "calendar"}
PAUSED, NONE, CLOSED = "paused", "none", "closed"
_HOUR, _MINUTE = 3600, 60


@dataclass(frozen=True)
class Standing:
    """``kind``: an :class:`Urgency`, "paused", "none" (its period does not run yet) or "closed".

    ``word`` names it, ``left`` says how much working time is left or over.
    """

    kind: str
    icon: str
    word: str
    left: str = ""

    @property
    def said(self) -> str:
        """Both in one line, for spreadsheets."""
        return f"{self.word}, {self.left}" if self.left else self.word


def standing_of(case: Case, ground: str | None, now: dt.datetime, days: Calendar) -> Standing:
    """Of one case; ``ground`` is why its clock stands still, None while it runs."""
    if not case.is_open:
        return Standing(CLOSED, "circle-check", _("petition closed"))
    if ground is not None:
        return Standing(PAUSED, "minus", _("time not counted"), _(str(PauseGround(ground).word)))
    if case.due_on is None:
        waits = case.at is State.AWAITING_PAYMENT
        return Standing(NONE, "minus", _("awaiting payment") if waits else _("not received yet"))
    time_left = left(due(case.due_on, case.due_at), now, days)
    kind = urgency(time_left)
    return Standing(kind.value, ICONS[kind], _(str(kind.word)), _left_words(case, time_left))


def standings(cases: Iterable[Case], now: dt.datetime, days: Calendar) -> list[tuple[Case, Standing]]:
    """Of a page of the list. One query for the pauses of all of them."""
    rows = list(cases)
    theirs = {case.merged_into_id or case.pk for case in rows}  # a merged one stands still with the leading one
    grounds = dict(CasePause.objects.filter(case__in=theirs, ended_at=None).values_list("case_id", "ground"))
    return [(case, standing_of(case, grounds.get(case.merged_into_id or case.pk), now, days)) for case in rows]


def _left_words(case: Case, time_left: Left) -> str:
    """Hours where hours are counted and on the last day; else working days."""
    if case.due_at is not None or time_left.days == 0:
        amount = working_time(abs(time_left.seconds))
        return (_("%(time)s of working time over") if time_left.over else _("%(time)s of working time left")) % {
            "time": amount
        }
    number = abs(time_left.days)
    if time_left.over:
        return ngettext("%(number)d working day over", "%(number)d working days over", number) % {"number": number}
    return ngettext("%(number)d working day left", "%(number)d working days left", number) % {"number": number}


def working_time(seconds: int) -> str:
    """Hours and minutes of working time."""
    hours, minutes = seconds // _HOUR, seconds % _HOUR // _MINUTE
    if not hours:
        return ngettext("%(minutes)d minute", "%(minutes)d minutes", minutes) % {"minutes": minutes}
    said = ngettext("%(hours)d hour", "%(hours)d hours", hours) % {"hours": hours}
    if not minutes:
        return said
    return f"{said} {ngettext('%(minutes)d minute', '%(minutes)d minutes', minutes) % {'minutes': minutes}}"
