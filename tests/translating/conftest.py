"""A town with an original in Korean that was submitted for translation into English, and the people around it."""

from types import SimpleNamespace

import pytest
from wagtail.models import Locale, Page
from wagtail.users.models import UserProfile
from wagtail_localize.models import Translation, TranslationSource

from cms.departments.models import Role
from tests.factories.departments import DepartmentFactory
from tests.factories.pages import HomePageFactory, InformationPageFactory, front_page, stream
from tests.factories.staff import contractor, staff
from tests.layers import handed_out, layer
from tests.translating.delivery import Agency


def build(it: SimpleNamespace) -> None:
    """Front pages in both languages, a page of passports, translators and who answers for the page."""
    it.department = DepartmentFactory(code="T901", name="민원과")
    it.english = Locale.objects.get(language_code="en")
    it.home = front_page()
    it.english_home = HomePageFactory(
        parent=Page.objects.get(depth=1),
        slug="home-en",
        title="Alpha City",
        department=it.department,
        locale=it.english,
        translation_key=it.home.translation_key,
    )
    it.source = InformationPageFactory(
        title="여권 안내",
        slug="passports",
        department=it.department,
        body=stream(
            ("paragraph", "<p>수수료는 <b>2,000원</b>입니다.</p>"),
            ("paragraph", '<p><a href="https://passport.go.kr">여권 누리집</a>에서 신청합니다.</p><p>119</p>'),
        ),
    )
    it.translator = staff("mina", Role.TRANSLATOR, languages=["en"])
    it.colleague = staff("jun", Role.TRANSLATOR, languages=["en"])
    it.vietnamese = staff("linh", Role.TRANSLATOR, languages=["vi"])
    it.head = staff("head", Role.DEPARTMENT, heads=[it.department])
    it.editor = staff("editor", Role.DEPARTMENT, departments=[it.department])
    it.manager = staff("manager", Role.HOMEPAGE)
    it.outside = contractor("agency")


@pytest.fixture(scope="module")
def _town(django_db_setup, django_db_blocker):
    with layer(django_db_blocker, "alpha", build) as it:
        yield it


@pytest.fixture
def town(_town, in_alpha) -> SimpleNamespace:
    """The town for one test."""
    it = handed_out(_town, in_alpha)
    it.source.refresh_from_db()
    return it


@pytest.fixture
def begun(town) -> SimpleNamespace:
    """The same, submitted for translation into English."""
    source, _created = TranslationSource.get_or_create_from_instance(town.source)
    town.translation = Translation.objects.create(source=source, target_locale=town.english)
    return town


@pytest.fixture
def desk(client_for, town):
    """``desk(user)``: a client of theirs, whose pages are in English."""

    def of(user):
        profile = UserProfile.get_for_user(user)
        profile.preferred_language = "en"
        profile.save()
        return client_for(town.municipality).login_as(user)

    return of


@pytest.fixture
def agency(begun, desk):
    """A translator's client for the files of the translation."""
    return Agency(begun, desk(begun.translator))
