"""A service's period and fee in words."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.ordinance.periods import IMMEDIATE_HOURS, Period, Unit
from petitions.models import Case, Service


def period_words(service: Service | Case) -> str:
    """The processing period (처리기간) of a service or a petition: 즉시(근무시간 3시간 이내), 7일, 1개월."""
    number = service.period_amount
    return {
        Unit.IMMEDIATE: _("Immediately (within %(number)d working hours)") % {"number": IMMEDIATE_HOURS},
        Unit.HOURS: ngettext("%(number)d working hour", "%(number)d working hours", number),
        Unit.DAYS: ngettext("%(number)d day", "%(number)d days", number),
        Unit.WEEKS: ngettext("%(number)d week", "%(number)d weeks", number),
        Unit.MONTHS: ngettext("%(number)d month", "%(number)d months", number),
        Unit.YEARS: ngettext("%(number)d year", "%(number)d years", number),
    }[Unit(service.period_unit)] % {"number": number}


def counting_words(period: Period) -> str:
    """How the period is counted (민원 처리에 관한 법률 제19조), and by which provision."""
    if period.unit is Unit.IMMEDIATE:
        return _("It runs in working hours from the moment of receipt; Saturdays and public holidays are left out.")
    if period.is_in_hours:
        return _("Up to five days run in working hours, eight a day, from the time of receipt; days off are left out.")
    if period.unit is Unit.DAYS:
        return _("Six days or more run in days; the day of receipt counts, Saturdays and public holidays do not.")
    return _("It runs by the calendar from the day of receipt. If its last day is a day off, the next working day is.")


def fee_words(won: int, note: str) -> str:
    """The fee: 52,000원 with its note, the note alone where the sum depends on something, else that there is none."""
    if not won:
        return note or _("no fee")
    amount = _("%(won)s won") % {"won": f"{won:,}"}
    return f"{amount} ({note})" if note else amount
