"""What an ordinance wants done again and again: whether it was done in time.

Met or not met, with the reason; the same answer serves an alarm.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from cms.ordinance import platform_floor
from cms.ordinance.citation import Article
from cms.ordinance.policy import Policy
from cms.ordinance.verdict import FactsError, Reason, Verdict, allowed, judged
from cms.ordinance.verdict import reason as _

DAY = datetime.timedelta(1)
DAYS_A_YEAR = 365


def opinions_gathered(last_on: datetime.date | None, policy: Policy, today: datetime.date) -> Verdict:
    """Whether users' opinions were gathered often enough.

    Yongin 제4조: 연 1회 이상 이용자들의 의견을 수렴하여 반영하는 등 지속적으로 노력하여야 한다. The others
    ask for it without a number.
    """
    clause = policy.homepage.feedback_per_year
    if not clause:
        return allowed(*([policy.homepage.feedback.article] if policy.homepage.feedback else []))
    return _within_days(last_on, DAYS_A_YEAR // clause.value, clause.article, today)


def privacy_policy_renewed(last_on: datetime.date | None, policy: Policy, today: datetime.date) -> Verdict:
    """Whether the privacy policy (개인정보 처리방침) is posted and young enough.

    Dongjak 제22조제5항: 매년 개인정보 보호방침을 정하여 홈페이지에 게시하여야 한다. The others ask that it is
    posted.
    """
    page, months = policy.privacy.policy_page, policy.privacy.policy_every_months
    if months:
        return _within_days(last_on, months.value * DAYS_A_YEAR // 12, months.article, today)
    reasons = []
    if page and last_on is None:
        reasons.append(_("It has never been done.", page.article))
    return judged(reasons, *([page.article] if page else []))


def app_checked(checks: Iterable[datetime.date], policy: Policy, today: datetime.date) -> Verdict:
    """Whether the app was checked often enough in the month that is over.

    Anyang 제16조제1항: 모바일 앱의 효율적인 서비스가 제공되도록 월 1회 이상 점검 및 유지 관리하여야 한다. A
    month counts by the calendar; the present one is not over.
    """
    clause = policy.services.app_checks_per_month
    if not clause:
        return allowed()
    last_day = today.replace(day=1) - DAY
    done = sum(1 for day in checks if (day.year, day.month) == (last_day.year, last_day.month))
    reasons = []
    if done < clause.value:
        reasons.append(
            _(
                "%(done)s checks in %(month)s, %(wanted)s are needed.",
                clause.article,
                done=done,
                month=last_day.strftime("%Y-%m"),
                wanted=clause.value,
            )
        )
    return judged(reasons, clause.article)


def backed_up(
    last_full: datetime.datetime | None, last_changed: datetime.datetime | None, policy: Policy, now: datetime.datetime
) -> Verdict:
    """Whether the backups are young enough; the platform's floor holds for everybody.

    Dongjak 제23조제2항: 매주 전체자료와 매일 변동자료를 복사하여 별도의 안전한 장소에 보관·관리하여야 하며 …
    Anyang, Yongin 제18조제2항: 일정한 주기로. A full backup holds what changed, too.
    """
    moments = [moment for moment in (last_full, last_changed, now) if moment is not None]
    naive = [moment for moment in moments if moment.utcoffset() is None]
    if naive:
        raise FactsError([_("%(time)s has no time zone.", time=moment.isoformat()) for moment in naive])
    article = policy.security.backups.article if policy.security.backups else None
    days, hours = platform_floor.full_backup_days(policy), platform_floor.changed_backup_hours(policy)
    newest = max((moment for moment in (last_full, last_changed) if moment is not None), default=None)
    reasons: list[Reason] = []
    if last_full is None or now - last_full > datetime.timedelta(days=days):
        reasons.append(_("No full backup within %(days)s days.", article, days=days))
    if newest is None or now - newest > datetime.timedelta(hours=hours):
        reasons.append(_("No backup of what changed within %(hours)s hours.", article, hours=hours))
    return judged(reasons, *([article] if article else []))


def _within_days(last_on: datetime.date | None, days: int, article: Article, today: datetime.date) -> Verdict:
    """Done less than so many days ago: on the last of them the alarm is due."""
    if last_on is None:
        return judged([_("It has never been done.", article)], article)
    if last_on > today:
        raise FactsError([_("%(day)s lies in the future.", day=last_on.isoformat())])
    age = (today - last_on).days
    reasons = []
    if age >= days:
        reasons.append(_("It was last done %(age)s days ago, %(days)s are the limit.", article, age=age, days=days))
    return judged(reasons, article)
