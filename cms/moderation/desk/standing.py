"""How a matter stands with its time: in words with an icon, so that no colour is ever the only sign."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.ordinance.calendar import Calendar
from cms.ordinance.working_time_left import Urgency, due, left, urgency

#: Icons of Wagtail's admin.
ICONS = {Urgency.OVER: "warning", Urgency.TODAY: "time", Urgency.SOON: "calendar-alt", Urgency.LATER: "calendar"}
NONE = "none"


@dataclass(frozen=True)
class Standing:
    """``kind``: an :class:`Urgency` or "none"; ``word`` names it, ``left`` says how many working days."""

    kind: str
    icon: str
    word: str
    left: str = ""

    @property
    def said(self) -> str:
        """Both in one line, for spreadsheets."""
        return f"{self.word}, {self.left}" if self.left else self.word


def standing_on(day: dt.date | None, now: dt.datetime, days: Calendar) -> Standing:
    """Of what is to be done by the end of a day; None where no day is set."""
    if day is None:
        return Standing(NONE, "minus", _("no day set"))
    time_left = left(due(day), now, days)
    kind = urgency(time_left)
    return Standing(kind.value, ICONS[kind], _(str(kind.word)), _days(time_left.days, time_left.over))


def _days(number: int, over: bool) -> str:
    amount = abs(number)
    if over:
        return ngettext("%(number)d working day over", "%(number)d working days over", amount) % {"number": amount}
    if not amount:
        return ""
    return ngettext("%(number)d working day left", "%(number)d working days left", amount) % {"number": amount}
