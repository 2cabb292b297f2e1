"""How long a consent to be written to is good before its giver is told of it again (수신동의 여부의 확인)."""

from __future__ import annotations

import datetime

from cms.ordinance.citation import Article
from cms.ordinance.counting import last_by_calendar
from cms.ordinance.laws import NETWORK_ACT, NETWORK_DECREE
from cms.ordinance.periods import Unit
from cms.ordinance.verdict import FactsError, Verdict, judged
from cms.ordinance.verdict import reason as _

DAY = datetime.timedelta(1)
#: 정보통신망법 시행령 제62조의3제1항: 수신동의를 받은 날부터 2년마다.
MOST_YEARS = 2
#: The reminder is begun so many days before its last day, so that a mail server that is away for long delays nothing.
AHEAD = datetime.timedelta(30)

ARTICLES = (Article(NETWORK_ACT, 50, 8), Article(NETWORK_DECREE, 62, 1, branch=3))


def confirm_by(confirmed_on: datetime.date, years: int = MOST_YEARS) -> datetime.date:
    """The last day on which the giver of a consent is to be told of it.

    정보통신망법 시행령 제62조의3제1항: 매 2년이 되는 해의 수신동의를 받은 날과 같은 날 전까지. So it is the day before
    the same day; a tenant may choose a year instead of two, and never more.

    :raises FactsError: for other years than one and two.
    """
    if not 1 <= years <= MOST_YEARS:
        raise FactsError([_("A consent is confirmed every year or every two years, not every %(years)s.", years=years)])
    return last_by_calendar(confirmed_on + DAY, years, Unit.YEARS) - DAY


def is_to_be_confirmed(confirmed_on: datetime.date, today: datetime.date, years: int = MOST_YEARS) -> Verdict:
    """Whether the giver is to be told now (정보통신망법 제50조제8항: 정기적으로 수신동의 여부를 확인하여야 한다).

    :raises FactsError: for a consent of the future, and as :func:`confirm_by`.
    """
    if confirmed_on > today:
        raise FactsError([_("A consent cannot lie in the future (%(day)s).", day=confirmed_on.isoformat())])
    begins = confirm_by(confirmed_on, years) - AHEAD
    early = [_("The consent is good without a reminder until %(day)s.", day=begins.isoformat())]
    return judged(early if today < begins else [], *ARTICLES)
