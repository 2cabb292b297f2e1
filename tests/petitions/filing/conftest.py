"""A service with every kind of question, and a citizen who files it."""

import datetime as dt
from dataclasses import dataclass, field

import pytest
import time_machine

from cms.core import open_forms
from petitions import form_fields
from petitions.models import Case
from tests.petitions.conftest import service

KST = dt.timezone(dt.timedelta(hours=9))
NOW = dt.datetime(2026, 9, 18, 10, tzinfo=KST)
FORM = [
    {"name": "applicant_name", "type": "text", "label_ko": "성명", "required": True, "personal": True},
    {"name": "phone", "type": "phone", "label_ko": "연락처", "required": True, "personal": True},
    {"name": "subject", "type": "text", "label_ko": "제목", "label_en": "Subject", "required": True, "personal": False},
    {"name": "content", "type": "textarea", "label_ko": "내용", "required": True, "personal": False},
    {"name": "location", "type": "address", "label_ko": "발생 위치", "required": True, "personal": False},
    {"name": "seen_on", "type": "date", "label_ko": "발생일", "required": True, "personal": False},
    {"name": "holes", "type": "number", "label_ko": "개수", "required": False, "personal": False},
    {
        "name": "kind", "type": "choice", "label_ko": "구분", "required": True, "personal": False,
        "options": ["차도", "보도"], "options_en": ["Roadway", "Pavement"],
    },
    {"name": "photo", "type": "file", "label_ko": "사진", "required": False, "personal": False},
    {
        "name": "newsletter", "type": "consent", "label_ko": "소식 받기", "required": False, "personal": True,
        "purpose": "공사 소식 안내", "items": "전자우편", "retention": "1년", "refusal": "거부해도 접수됩니다.",
    },
]  # fmt: skip
WHO = {"name": "김민원", "email": "kim@example.com", "telephone": ""}
WHAT = {
    "q_subject": "도로가 파였습니다",
    "q_content": "집 앞 도로가 깊이 파였습니다.",
    "q_location": "시민대로 235 앞",
    "q_seen_on": "2026. 9. 17.",
    "q_holes": "1,2",
    "q_kind": "차도",
}


@dataclass
class Citizen:
    """Somebody without cookies who goes from step to step."""

    client: object
    code: str
    prefix: str = ""
    place: str = ""
    page: object = None
    typed: dict = field(default_factory=dict)

    def agree(self, **fields):
        with time_machine.travel(NOW - dt.timedelta(minutes=1), tick=False):
            token = open_forms.token_for("petition.consent", self.code)
        address = f"{self.prefix}/~petition/new/{self.code.lower()}/"
        self.page = self.client.post(address, {"token": token, "agreed": "on", "homepage": "", **fields})
        self.place = self.page.get("Location", "").removesuffix("who/")
        return self.page

    def send(self, step: str, **fields):
        self.page = self.client.post(f"{self.place}{step}/", fields)
        return self.page

    def get(self, step: str):
        self.page = self.client.get(f"{self.place}{step}/")
        return self.page

    def to_check(self, **what):
        """All steps up to the last one."""
        self.agree()
        self.send("who", **WHO)
        return self.send("what", **{**WHAT, **what})

    def file(self, **check):
        """The whole way; the case."""
        self.to_check()
        self.send("check", **check)
        assert self.page.status_code == 302, self.page.content.decode()
        return Case.objects.latest("pk")

    @property
    def number(self) -> str:
        return self.place.split("/draft/")[1].split("/")[0]


@pytest.fixture
def asked(town):
    """The service, asked for online; foreigners in English."""
    return service(
        "AL-FORM", "도로 손상 신고", town.roads, kind="기타", period_amount=7, online=True,
        form_fields=form_fields.to_raw(FORM), texts={"en": {"name": "Damaged road"}},
    )  # fmt: skip


@pytest.fixture
def citizen(asked, client_for, alpha):
    with time_machine.travel(NOW, tick=False):
        yield Citizen(client_for(alpha), asked.code)
