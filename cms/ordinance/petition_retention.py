"""How long what is personal in a petition is kept, and when it goes.

개인정보 보호법 제21조제1항: 보유기간의 경과, 처리 목적 달성 등 그 개인정보가 불필요하게 되었을 때에는 지체 없이 파기.
No ordinance says how long; each municipality's records schedule (기록관리기준표) does, in years, and the petitioner
agrees to that. The years are counted as the Civil Act does: the day of closing is left out (민법 제157조), the last day
is kept to its end (제159조, 제160조).
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from cms.ordinance.citation import Article
from cms.ordinance.counting import last_by_calendar
from cms.ordinance.laws import CIVIL_ACT, PRIVACY_ACT
from cms.ordinance.periods import Unit
from cms.ordinance.verdict import FactsError, Reason, Verdict, judged
from cms.ordinance.verdict import reason as _

DAY = datetime.timedelta(1)
#: What most records schedules give petitions (민원 5년).
USUAL_YEARS = 5
LONGEST_YEARS = 30
ERASURE = Article(PRIVACY_ACT, 21, 1)
COUNTED = (Article(CIVIL_ACT, 157), Article(CIVIL_ACT, 159), Article(CIVIL_ACT, 160))


@dataclass(frozen=True, slots=True)
class Closed:
    """A petition that is over. ``is_objected``: an objection or a lawsuit about it is open."""

    closed_on: datetime.date | None
    is_objected: bool = False


def kept_until(closed_on: datetime.date, years: int = USUAL_YEARS) -> datetime.date:
    """The last day on which what is personal is kept. Raises FactsError for no years, or more than thirty."""
    if not 1 <= years <= LONGEST_YEARS:
        raise FactsError(
            [_("Petitions are kept from 1 to %(most)s years, not %(years)s.", most=LONGEST_YEARS, years=years)]
        )
    return last_by_calendar(closed_on + DAY, years, Unit.YEARS)


def erasable_from(closed_on: datetime.date, years: int = USUAL_YEARS) -> datetime.date:
    """The first day on which it goes without delay."""
    return kept_until(closed_on, years) + DAY


def may_erase(petition: Closed, years: int, today: datetime.date) -> Verdict:
    """Whether what is personal in a petition goes now. An objection keeps it until that is decided."""
    reasons: list[Reason] = []
    if petition.closed_on is None:
        reasons.append(_("The petition is not closed.", ERASURE))
    elif today <= (last := kept_until(petition.closed_on, years)):
        reasons.append(_("It is kept until the end of %(day)s.", ERASURE, day=last.isoformat()))
    if petition.is_objected:
        reasons.append(_("An objection about it is open.", ERASURE))
    return judged(reasons, ERASURE, *COUNTED)


def draft_kept_until(changed_at: datetime.datetime, days: int) -> datetime.datetime:
    """The moment at which a petition that was never sent goes: so many days of twenty-four hours after its last change.

    Raises FactsError for a time without a zone and for less than a day.
    """
    if changed_at.utcoffset() is None:
        raise FactsError([_("%(time)s has no time zone.", time=changed_at.isoformat())])
    if days < 1:
        raise FactsError([_("A draft is kept for a day at least.")])
    return changed_at + datetime.timedelta(days)
