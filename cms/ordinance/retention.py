"""How long data about people is kept: dormant members, access logs, the history of permissions."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from cms.ordinance.citation import Article
from cms.ordinance.counting import last_by_calendar
from cms.ordinance.laws import CIVIL_ACT, SAFETY_STANDARD
from cms.ordinance.periods import Unit
from cms.ordinance.policy import Policy
from cms.ordinance.verdict import FactsError, Reason, Verdict, judged, refused
from cms.ordinance.verdict import reason as _

DAY = datetime.timedelta(1)
ACCESS_LOG_YEARS, ACCESS_LOG_YEARS_LARGE = 1, 2
PERMISSION_HISTORY_YEARS = 3
LARGE_NUMBER_OF_SUBJECTS = 50_000


@dataclass(frozen=True, slots=True)
class Hold:
    """A legal duty to keep something of a member: what, by which article, and until when if that is known."""

    what: str
    article: Article
    until: datetime.date | None = None

    def lasts(self, today: datetime.date) -> bool:
        return self.until is None or today <= self.until


@dataclass(frozen=True, slots=True)
class Member:
    joined_on: datetime.date
    last_login_on: datetime.date | None = None
    holds: tuple[Hold, ...] = ()


@dataclass(frozen=True, slots=True)
class Retention:
    """``verdict``: whether the member's data may be deleted. ``kept``: what a legal duty keeps all the same."""

    verdict: Verdict
    last_day_kept: datetime.date | None
    kept: tuple[Hold, ...] = ()


def dormant(member: Member, policy: Policy, today: datetime.date) -> Retention:
    """Whether the data of a member who stays away may be deleted.

    Dongjak 제22조제7항: 회원가입 후 1년 이상 로그인 기록이 없는 경우 해당 이용자의 개인정보를 삭제할 수 있다.

    The year begins with the day after the last login (민법 제157조: 기간의 초일은 산입하지 아니한다) and
    ends with the end of the same day a year later (제159조, 제160조). So after 364 days and on the
    365th the data is kept, for “1년 이상” is complete only when that day is over; on the 366th day it
    may go. With a 29 February in between it is a day more.
    """
    clause, years = policy.privacy.dormant_deletion, policy.privacy.dormant_years
    if not (clause and years):
        return Retention(refused([_("The ordinance knows no deletion of dormant members.")]), None)
    since = max(member.joined_on, member.last_login_on or member.joined_on)
    if since > today:
        raise FactsError([_("A login cannot lie in the future (%(day)s).", day=since.isoformat())])
    last_day = _years_after(since, years.value)
    reasons: list[Reason] = []
    if today <= last_day:
        reasons.append(
            _("The member's data is kept until the end of %(day)s.", clause.article, day=last_day.isoformat())
        )
    kept = tuple(hold for hold in member.holds if hold.lasts(today))
    articles = (clause.article, Article(CIVIL_ACT, 157), Article(CIVIL_ACT, 160), *(hold.article for hold in kept))
    return Retention(judged(reasons, *articles), last_day, kept)


def access_log_kept_until(recorded_on: datetime.date, subjects: int, has_sensitive_data: bool) -> datetime.date:
    """The last day on which a record of access to personal data is kept at least.

    개인정보의 안전성 확보조치 기준 제8조제1항: one year; two with 50,000 subjects or more, or with
    unique identifiers or sensitive data (고유식별정보 또는 민감정보).
    """
    if subjects < 0:
        raise FactsError([_("A number of people is not negative: %(number)s.", number=subjects)])
    large = has_sensitive_data or subjects >= LARGE_NUMBER_OF_SUBJECTS
    return _years_after(recorded_on, ACCESS_LOG_YEARS_LARGE if large else ACCESS_LOG_YEARS)


def permission_history_kept_until(changed_on: datetime.date) -> datetime.date:
    """The last day on which a change of access rights is kept at least.

    개인정보의 안전성 확보조치 기준 제5조제3항: 최소 3년간 보관.
    """
    return _years_after(changed_on, PERMISSION_HISTORY_YEARS)


#: For the rooms that cite them.
ACCESS_LOG, PERMISSION_HISTORY = Article(SAFETY_STANDARD, 8, 1), Article(SAFETY_STANDARD, 5, 3)


def _years_after(day: datetime.date, years: int) -> datetime.date:
    """The last day of so many years, the first day left out."""
    return last_by_calendar(day + DAY, years, Unit.YEARS)
