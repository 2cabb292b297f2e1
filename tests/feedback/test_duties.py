"""What the checks on users' opinions say, and when they say something else."""

import datetime as dt

import pytest
import time_machine

from cms.feedback import duties
from cms.feedback.models import Gathering, Opinion
from cms.feedback.services import decide, receive
from cms.ordinance.duties import duties_of
from cms.ordinance.policy_loader import packaged
from tenants.conformity import Question, Status
from tests.factories.departments import DepartmentFactory
from tests.factories.pages import InformationPageFactory
from tests.factories.staff import staff

TODAY = dt.date(2026, 11, 20)


def question(municipality, subject: str, on: dt.date = TODAY) -> Question:
    policy = packaged("yongin")
    duty = next(duty for duty in duties_of(policy) if duty.subject.id == subject)
    return Question(municipality, policy, duty, on)


@pytest.mark.duty("user-feedback")
def test_opinions_that_lie_untouched_for_a_month_are_not_made_use_of(in_alpha):
    ask = question(in_alpha, "user-feedback")
    assert duties.user_feedback(ask).status is Status.MET
    with time_machine.travel(dt.datetime(2026, 10, 20, 9, tzinfo=dt.UTC), tick=False):
        opinion = receive(
            InformationPageFactory(), Opinion.Kind.ERROR, "틀립니다.", language="ko", address="203.0.113.1"
        )
    late = duties.user_feedback(ask)
    assert late.status is Status.NOT_MET
    assert [each.count for each in late.evidence] == [1, None, 1, 0]
    decide(opinion, "reflected", "고쳤습니다.", staff("someone"))
    met = duties.user_feedback(ask)
    assert (met.status, [each.count for each in met.evidence]) == (Status.MET, [None, 1, 1])


@pytest.mark.duty("yearly-feedback")
@pytest.mark.parametrize(("days", "status"), [(364, Status.MET), (365, Status.NOT_MET), (366, Status.NOT_MET)])
def test_opinions_are_gathered_within_a_year(in_alpha, days, status):
    ask = question(in_alpha, "yearly-feedback")
    assert duties.yearly_feedback(ask).status is Status.NOT_MET
    Gathering.objects.create(
        title="2026년 홈페이지 만족도 조사",
        held_on=TODAY - dt.timedelta(days),
        participants=214,
        department=DepartmentFactory(),
        result="검색을 개선해 달라는 의견이 많았습니다.",
    )
    found = duties.yearly_feedback(ask)
    assert found.status is status
    assert found.evidence[-1 if status is Status.NOT_MET else 0].on == TODAY - dt.timedelta(days)


@pytest.mark.duty("yearly-feedback")
def test_a_gathering_that_is_only_planned_does_not_count(in_alpha):
    Gathering.objects.create(
        title="내년 조사", held_on=TODAY + dt.timedelta(30), participants=0, department=DepartmentFactory(), result="-"
    )
    assert duties.yearly_feedback(question(in_alpha, "yearly-feedback")).status is Status.NOT_MET
