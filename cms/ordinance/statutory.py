"""The other periods of the Petition Act and of the Information Disclosure Act.

Each function takes the day or moment from which the law counts and gives the last day or moment.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from itertools import count, takewhile

from cms.ordinance import counting
from cms.ordinance.calendar import Calendar
from cms.ordinance.citation import Article
from cms.ordinance.counting import DAY, NO_PAUSES, DayKind
from cms.ordinance.deadlines import CIVIL_PERIODS, Deadline
from cms.ordinance.laws import CIVIL_ACT, FOI_ACT, PETITION_ACT, PETITION_DECREE
from cms.ordinance.periods import IMMEDIATE, Period, Unit
from cms.ordinance.verdict import FactsError, Reason, Verdict, judged
from cms.ordinance.verdict import reason as _
from cms.ordinance.words import Worded, gettext_noop

FIRST_DAY_LEFT_OUT = Article(CIVIL_ACT, 157)
RECEIPT_HOURS = 8
PROGRESS_DAYS = 30
UNCOLLECTED_DAYS = 15
RENEWED_DEMAND_DAYS = 10
PETITIONERS_EXTENSIONS = 2
FIELD_SURVEY_DAYS, FIELD_SURVEY_EXTENSION = 14, 7
OBJECTION_DAYS = 60
OBJECTION_DECISION_DAYS = 10
FOI_DECISION_DAYS = 10
FOI_OBJECTION_DAYS = 30
FOI_OBJECTION_DECISION_DAYS = 7
FOI_THIRD_PARTY_DAYS = 3


class PetitionKind(Worded):
    """Kinds of petition (민원의 종류) for which the decree itself sets a period."""

    LEGAL_QUESTION = "legal_question", gettext_noop("question about statutes")  # 법령에 관한 질의민원
    QUESTION = "question", gettext_noop("question about other matters")  # 법령 외의 질의민원
    SUGGESTION = "suggestion", gettext_noop("suggestion")  # 건의민원
    OTHER = "other", gettext_noop("other petition")  # 기타민원
    GRIEVANCE = "grievance", gettext_noop("grievance")  # 고충민원


#: 영 제14조–제17조. 법정민원 has the period that the 민원처리기준표 publishes for it.
PROCESSING = {
    PetitionKind.LEGAL_QUESTION: (Period(14, Unit.DAYS), Article(PETITION_DECREE, 14, 0, 1)),
    PetitionKind.QUESTION: (Period(7, Unit.DAYS), Article(PETITION_DECREE, 14, 0, 2)),
    PetitionKind.SUGGESTION: (Period(14, Unit.DAYS), Article(PETITION_DECREE, 15)),
    PetitionKind.OTHER: (IMMEDIATE, Article(PETITION_DECREE, 16, 1)),
    PetitionKind.GRIEVANCE: (Period(7, Unit.DAYS), Article(PETITION_DECREE, 17, 1)),
}


class Transfer(Worded):
    """Where a petition is passed on (이송)."""

    TO_DEPARTMENT = "to_department", gettext_noop("to the department in charge")  # 민원실 → 처리주무부서
    TO_FAR_DEPARTMENT = (
        "to_far_department",
        gettext_noop("to a distant department in charge"),
    )  # 상당히 떨어져 있는 등 특별한 사유
    WRONG_DEPARTMENT = (
        "wrong_department",
        gettext_noop("on to the right department"),
    )  # 같은 행정기관 내에서 소관이 아닌
    OTHER_AGENCY = "other_agency", gettext_noop("to another agency")  # 다른 행정기관 소관


#: 영 제13조: ① 1근무시간 이내 … 3근무시간 이내, ② 3근무시간 이내, ③ 8근무시간 이내.
TRANSFER_HOURS = {
    Transfer.TO_DEPARTMENT: (1, Article(PETITION_DECREE, 13, 1)),
    Transfer.TO_FAR_DEPARTMENT: (3, Article(PETITION_DECREE, 13, 1)),
    Transfer.WRONG_DEPARTMENT: (3, Article(PETITION_DECREE, 13, 2)),
    Transfer.OTHER_AGENCY: (8, Article(PETITION_DECREE, 13, 3)),
}


def receipt_due(arrived: datetime.datetime, calendar: Calendar) -> Deadline:
    """When a petition that arrived must have been received (접수).

    영 제6조제7항: 그 민원이 소관 행정기관의 전자민원창구에 도달한 때부터 8근무시간 이내에 접수해야 한다.
    """
    return _in_hours(arrived, RECEIPT_HOURS, calendar, Article(PETITION_DECREE, 6, 7))


def transfer_due(since: datetime.datetime, transfer: Transfer, calendar: Calendar) -> Deadline:
    """When a petition must have been passed on.

    영 제13조제1항: 1근무시간 이내에 이를 처리주무부서에 이송하여야 한다. 다만, 처리주무부서가 상당히
    떨어져 있는 등 특별한 사유가 있어 … 3근무시간 이내에 이송할 수 있다. ② 소관이 아닌 민원문서를 접수한
    경우에는 3근무시간 이내에 … ③ 다른 행정기관 소관의 민원문서를 접수한 경우에는 8근무시간 이내에 소관
    행정기관에 이송하고, 그 사실을 민원인에게 통지하여야 한다.
    """
    amount, article = TRANSFER_HOURS[transfer]
    return _in_hours(since, amount, calendar, article)


def progress_notices(
    received: datetime.datetime, until: datetime.datetime, calendar: Calendar
) -> tuple[datetime.date, ...]:
    """Every day by which the petitioner is told how far things are, up to and with ``until``.

    영 제23조: ① 민원이 접수된 날부터 30일이 지났으나 처리가 완료되지 아니한 경우 … 통지하여야 한다.
    ② 제1항에 따른 통지는 민원이 접수된 날부터 30일이 지날 때마다 통지하는 것을 원칙으로 한다. The
    thirty days run by the calendar; a notice that falls on a day not worked is due on the next.
    """
    first, last = calendar.local(received).date(), calendar.local(until).date()
    calendar.require_known(first, last)
    due = (calendar.next_working_day(first + days * DAY) for days in count(PROGRESS_DAYS, PROGRESS_DAYS))
    return tuple(takewhile(lambda day: day <= last, due))


def civil_days(since: datetime.date, amount: int, calendar: Calendar, *articles: Article) -> Deadline:
    """So many days after a day by the Civil Act, that day itself left out.

    민법 제157조: 기간을 일, 주, 월 또는 연으로 정한 때에는 기간의 초일은 산입하지 아니한다. 제159조: 기간말일의
    종료로 기간이 만료한다. 제161조: 기간의 말일이 토요일 또는 공휴일에 해당한 때에는 기간은 그 익일로
    만료한다.
    """
    if amount < 1:
        raise FactsError([_("A period has at least one day, not %(amount)s.", amount=amount)])
    calendar.require_known(since)
    due, days = counting.calendar_days(since + DAY, amount, calendar, NO_PAUSES)
    calendar.require_known(due)
    left_out = counting.Day(since, DayKind.FIRST_DAY, calendar.why_closed(since), 0, 0)
    return Deadline(due, None, (left_out, *days), (*articles, FIRST_DAY_LEFT_OUT, *CIVIL_PERIODS[::2]))


def supplement_due(demanded: datetime.date, days: int, calendar: Calendar) -> Deadline:
    """The last day for a supplement (보완).

    영 제24조제4항: 민원문서의 보완에 필요한 기간의 계산방법에 관하여는 「민법」 제156조, 제157조 및
    제159조부터 제161조까지의 규정을 준용한다.
    """
    return civil_days(demanded, days, calendar, Article(PETITION_DECREE, 24, 4))


def may_ask_for_longer_supplement(asked_before: int) -> Verdict:
    """Whether the petitioner may ask for a longer supplement period once more.

    영 제24조제2항: 이 경우 민원인의 기간 연장 요청은 2회로 한정한다.
    """
    article = Article(PETITION_DECREE, 24, 2)
    reasons = []
    if asked_before >= PETITIONERS_EXTENSIONS:
        reasons.append(_("The petitioner has already asked %(times)s times for longer.", article, times=asked_before))
    return judged(reasons, article)


def may_demand_again(days: int, demanded_again_before: bool) -> Verdict:
    """Whether a supplement may be demanded once more, within so many days.

    영 제24조제3항: … 보완하지 아니한 경우에는 10일 이내의 기간을 정하여 다시 보완을 요구할 수 있다.
    """
    article = Article(PETITION_DECREE, 24, 3)
    reasons: list[Reason] = []
    if demanded_again_before:
        reasons.append(_("The supplement has already been demanded again.", article))
    if not 1 <= days <= RENEWED_DEMAND_DAYS:
        reasons.append(
            _(
                "A renewed demand sets from 1 to %(most)s days, not %(days)s.",
                article,
                most=RENEWED_DEMAND_DAYS,
                days=days,
            )
        )
    return judged(reasons, article)


def uncollected_from(due: datetime.date, calendar: Calendar) -> Deadline:
    """The last day on which a document waits to be collected; after it, it is disposed of.

    영 제25조제4항: 처리완료 예정일부터 15일이 지날 때까지 … 수령하지 아니한 경우에는 이를 폐기하고 해당
    민원을 종결처리할 수 있다.
    """
    return civil_days(due, UNCOLLECTED_DAYS, calendar, Article(PETITION_DECREE, 25, 4))


def may_survey(days: int, extended: Iterable[int]) -> Verdict:
    """Whether a field survey (현장조사) of a grievance may take so long. Its time is not counted.

    영 제17조제4항: 14일의 범위에서 현장조사 등을 할 수 있다. 다만, … 7일의 범위에서 그 기간을 한 차례만
    연장할 수 있다. ⑤ … 현장조사 등에 걸린 기간은 … 처리기간에 산입하지 않는다.
    """
    article = Article(PETITION_DECREE, 17, 4)
    extensions = tuple(extended)
    reasons: list[Reason] = []
    if not 1 <= days <= FIELD_SURVEY_DAYS:
        reasons.append(
            _(
                "A field survey takes from 1 to %(most)s days, not %(days)s.",
                article,
                most=FIELD_SURVEY_DAYS,
                days=days,
            )
        )
    if len(extensions) > 1:
        reasons.append(_("A field survey is extended only once.", article))
    reasons += [
        _(
            "A field survey is extended by 1 to %(most)s days, not %(days)s.",
            article,
            most=FIELD_SURVEY_EXTENSION,
            days=extension,
        )
        for extension in extensions
        if not 1 <= extension <= FIELD_SURVEY_EXTENSION
    ]
    return judged(reasons, article, Article(PETITION_DECREE, 17, 5))


def survey_last_day(began: datetime.date, taken: int) -> datetime.date:
    """The last day that a field survey which began on a day can leave out of the count.

    ``taken``: the days that earlier surveys of the same petition took. Fourteen days and seven more are all there is
    (영 제17조제4항); what a survey takes beyond them is counted.
    """
    return began + (FIELD_SURVEY_DAYS + FIELD_SURVEY_EXTENSION - taken - 1) * DAY


def objection_due(refusal_received: datetime.date, calendar: Calendar) -> Deadline:
    """The last day for objecting to a refusal of a 법정민원.

    법 제35조제1항: 그 거부처분을 받은 날부터 60일 이내에 그 행정기관의 장에게 문서로 이의신청을 할 수 있다.
    """
    return civil_days(refusal_received, OBJECTION_DAYS, calendar, Article(PETITION_ACT, 35, 1))


def objection_decision_due(objected: datetime.date, calendar: Calendar, extended: int = 0) -> Deadline:
    """The last day for deciding an objection.

    법 제35조제2항: 이의신청을 받은 날부터 10일 이내에 … 다만, … 그 기간의 만료일 다음 날부터 기산하여 10일
    이내의 범위에서 연장할 수 있으며, 연장 사유를 민원인에게 통지하여야 한다.
    """
    article = Article(PETITION_ACT, 35, 2)
    _require_extension(extended, OBJECTION_DECISION_DAYS, article)
    due = civil_days(objected, OBJECTION_DECISION_DAYS, calendar, article)
    if not extended:
        return due
    longer, counted = civil_days(due.on, extended, calendar, article), due.days[-1].total
    more = tuple(day._replace(total=day.total + counted) for day in longer.days[1:])  # 만료일 다음 날부터 기산하여
    return Deadline(longer.on, None, (*due.days, *more), longer.articles)


def foi_decision_due(requested: datetime.date, calendar: Calendar, extended: int = 0) -> Deadline:
    """The last day for deciding on a request for information (정보공개 청구).

    정보공개법 제11조: ① 그 청구를 받은 날부터 10일 이내에 공개 여부를 결정하여야 한다. ② … 그 기간이 끝나는
    날의 다음 날부터 기산하여 10일의 범위에서 공개 여부 결정기간을 연장할 수 있다. Counted in working
    days, the first included (제29조제2항제1호).
    """
    article = Article(FOI_ACT, 11, 2 if extended else 1)
    _require_extension(extended, FOI_DECISION_DAYS, article)
    return _in_days(requested, FOI_DECISION_DAYS + extended, calendar, article, Article(FOI_ACT, 29, 2, 1))


def foi_objection_due(decision_received: datetime.date, calendar: Calendar) -> Deadline:
    """The last day for objecting to a decision on information.

    정보공개법 제18조제1항: 공공기관으로부터 정보공개 여부의 결정 통지를 받은 날 … 부터 30일 이내에 해당
    공공기관에 문서로 이의신청을 할 수 있다. By the Civil Act (제29조제1항).
    """
    return civil_days(decision_received, FOI_OBJECTION_DAYS, calendar, Article(FOI_ACT, 18, 1), Article(FOI_ACT, 29, 1))


def foi_objection_decision_due(objected: datetime.date, calendar: Calendar, extended: int = 0) -> Deadline:
    """The last day for deciding an objection about information.

    정보공개법 제18조제3항: 이의신청을 받은 날부터 7일 이내에 … 다만, … 그 기간이 끝나는 날의 다음 날부터
    기산하여 7일의 범위에서 연장할 수 있다. Counted in working days (제29조제2항제3호).
    """
    article = Article(FOI_ACT, 18, 3)
    _require_extension(extended, FOI_OBJECTION_DECISION_DAYS, article)
    return _in_days(objected, FOI_OBJECTION_DECISION_DAYS + extended, calendar, article, Article(FOI_ACT, 29, 2, 3))


def foi_third_party_due(notified: datetime.date, calendar: Calendar) -> Deadline:
    """The last day on which a third party may ask that information about it is not disclosed.

    정보공개법 제21조제1항: 그 통지를 받은 날부터 3일 이내에 해당 공공기관에 대하여 자신과 관련된 정보를
    공개하지 아니할 것을 요청할 수 있다.
    """
    return civil_days(notified, FOI_THIRD_PARTY_DAYS, calendar, Article(FOI_ACT, 21, 1), Article(FOI_ACT, 29, 1))


def _require_extension(extended: int, most: int, article: Article) -> None:
    if not 0 <= extended <= most:
        raise FactsError([_("An extension is at most %(most)s days, not %(days)s.", article, most=most, days=extended)])


def _in_hours(since: datetime.datetime, amount: int, calendar: Calendar, article: Article) -> Deadline:
    local = calendar.local(since)
    calendar.require_known(local.date())
    due, days = counting.hours(local, amount, calendar, NO_PAUSES)
    calendar.require_known(due.date())
    return Deadline(due.date(), due, days, (article,))


def _in_days(first: datetime.date, amount: int, calendar: Calendar, *articles: Article) -> Deadline:
    calendar.require_known(first)
    due, days = counting.days(first, amount, calendar, NO_PAUSES)
    calendar.require_known(due)
    return Deadline(due, None, days, articles)
