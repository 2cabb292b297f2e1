"""Alpha with homepages in English and Vietnamese, their office, its staff, and letters to it."""

import datetime as dt
from types import SimpleNamespace

import pytest
import time_machine
from wagtail.models import Locale, Page

from cms.contact.models import ForeignOffice, Letter
from cms.core import open_forms
from cms.departments.models import Role
from tenants.context import platform, tenant
from tests.factories.departments import DepartmentFactory
from tests.factories.pages import HomePageFactory, front_page
from tests.factories.staff import staff

NOW = dt.datetime(2026, 11, 20, 10, 0, tzinfo=dt.timezone(dt.timedelta(hours=9)))
TITLES = {"en": "Alpha City", "vi": "Thành phố Alpha"}
FIELDS = {
    "name": "Nguyễn Thị Minh Khai",
    "reply_by": "email",
    "email": "minh.khai@example.com",
    "telephone": "",
    "address": "",
    "area": "living",
    "message": "Where do I take a broken refrigerator?",
    "consent": "on",
    "homepage": "",
}


def later(seconds: float = 30) -> time_machine.travel:
    """So long after the form was fetched."""
    return time_machine.travel(NOW + dt.timedelta(seconds=seconds), tick=False)


def token(language: str = "en") -> str:
    with time_machine.travel(NOW, tick=False):
        return open_forms.token_for("contact", language)


@pytest.fixture
def town(alpha):
    """Homepages in English and Vietnamese run by 홍보과, and who works there and elsewhere."""
    with platform():
        alpha.languages = ["ko", "en", "vi"]
        alpha.save()
    with tenant(alpha):
        office = DepartmentFactory(name="홍보과", name_en="Public Relations Division", telephone="031-000-0900")
        other = DepartmentFactory(name="자원순환과", name_en="Resource Circulation Division")
        key = front_page().translation_key
        for language, title in TITLES.items():
            locale, _created = Locale.objects.get_or_create(language_code=language)
            HomePageFactory(
                parent=Page.objects.get(depth=1),
                slug=f"home-{language}",
                title=title,
                department=office,
                locale=locale,
                translation_key=key,
            )
            ForeignOffice.objects.update_or_create(language=language, defaults={"department": office})
        people = SimpleNamespace(
            member=staff("writer", Role.DEPARTMENT, departments=[office]),
            outsider=staff("outsider", Role.DEPARTMENT, departments=[other]),
            manager=staff("manager", Role.HOMEPAGE),
            system=staff("system", Role.SYSTEM),
            translator=staff("translator", Role.TRANSLATOR, languages=["en"]),
        )
        people.member.email = "pr@alpha.example.kr"
        people.member.save()
    return SimpleNamespace(office=office, other=other, people=people, municipality=alpha)


@pytest.fixture
def send(town, client_for):
    """``send(language="vi", name="…")``: the form, filled in and sent."""

    def _send(language: str = "en", after: float = 30, client=None, sealed: str | None = None, **fields):
        signed = token(language) if sealed is None else sealed
        with later(after):
            return (client or client_for(town.municipality)).post(
                f"/{language}/~contact/", {**FIELDS, "token": signed, **fields}
            )

    return _send


@pytest.fixture
def letter(town, send):
    """The one letter that was sent in English."""
    send()
    with tenant(town.municipality):
        return Letter.objects.select_related("department").get()
