"""Demonstration of the improvement register: a survey, and a few words of readers. Nothing of it is real."""

import datetime as dt

from django.utils import timezone

from cms.departments.models import Department
from cms.feedback.models import Gathering, Opinion
from cms.feedback.services import receive
from cms.pages.models import InformationPage
from tenants.context import tenant
from tenants.models import Municipality

_SURVEY = "누리집 이용 만족도 조사(시연용)"
_WORDS = (
    (Opinion.Kind.IMPROVEMENT, "신청서 양식을 첫머리에 두면 찾기 쉽겠습니다. (시연용 의견)"),
    (Opinion.Kind.ERROR, "운영 시간이 현장 안내와 다릅니다. 확인해 주십시오. (시연용 의견)"),
    (Opinion.Kind.HELPFUL, ""),
)
_SENDER = "192.0.2.1"  # an address of nobody (RFC 5737)


def ensure_opinions(municipality: Municipality) -> None:
    """Once a municipality: later runs leave what is there."""
    with tenant(municipality):
        manager = Department.objects.filter(manages_homepage=True).first()
        if manager is None or Gathering.objects.exists():
            return
        Gathering.objects.create(
            title=_SURVEY,
            held_on=timezone.localdate() - dt.timedelta(days=30),
            participants=214,
            department=manager,
            result="메뉴가 많아 원하는 안내를 찾기 어렵다는 의견이 가장 많았습니다.",
            reflected="첫 화면의 자주 찾는 서비스와 통합검색을 앞에 두었습니다.",
        )
        pages = InformationPage.objects.live().filter(locale__language_code="ko").order_by("path")
        for page, (kind, text) in zip(pages, _WORDS, strict=False):
            receive(page, kind, text, language="ko", address=_SENDER)
