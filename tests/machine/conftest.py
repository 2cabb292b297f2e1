"""A public page in Korean that is to become English, and a service on localhost."""

import pytest
from wagtail.models import Locale, Page
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

from cms.departments.models import Role
from cms.machine.models import MachineSetting
from tests.factories.departments import DepartmentFactory
from tests.factories.pages import HomePageFactory, InformationPageFactory, front_page
from tests.factories.staff import staff
from tests.languages.conftest import body
from tests.machine.wire import server


@pytest.fixture
def service(settings):
    """What the service does; ``.address`` is where it is."""
    with server() as (behaviour, address):
        settings.MACHINE_PRIVATE_HOSTS = [address.removeprefix("http://")]
        behaviour.address = address
        yield behaviour


def switch_on(service, kind="libretranslate", budget=10_000, languages=("en",), **more) -> MachineSetting:
    """The municipality at hand uses it."""
    names = {"libretranslate": {"en": "en", "zh-hans": "zh-Hans", "vi": "vi"}, "deepl": {"en": "EN-US", "ja": "JA"}}
    setting = MachineSetting.current()
    values = {"service": kind, "address": service.address, "budget": budget, "languages": list(languages), **more}
    for name, value in {**values, "codes": names[kind]}.items():
        setattr(setting, name, value)
    setting.keep_key(service.key)
    setting.save()
    return setting


@pytest.fixture
def manager(in_alpha):
    return staff("manager", Role.HOMEPAGE)


def submitted(*paragraphs: str, title: str = "여권 안내") -> Translation:
    """A public page in Korean, submitted for English in the municipality at hand."""
    locale = Locale.objects.get(language_code="en")
    if not Page.objects.filter(locale=locale, depth=2).exists():
        HomePageFactory(
            parent=Page.objects.get(depth=1),
            slug="home-en",
            title="Alpha City",
            department=DepartmentFactory(code="T901"),
            locale=locale,
            translation_key=front_page().translation_key,
        )
    page = InformationPageFactory(title=title, body=body(*paragraphs))
    source, _created = TranslationSource.get_or_create_from_instance(page)
    return Translation.objects.create(source=source, target_locale=locale)


@pytest.fixture
def passport(in_alpha):
    return submitted("수수료는 <b>2,000원</b>입니다.", "구청에서 신청합니다.")


def written(translation: Translation) -> dict[str, str]:
    """Translations so far, by the original's words."""
    rows = StringTranslation.objects.filter(
        locale=translation.target_locale, context__object_id=translation.source.object_id
    )
    return dict(rows.values_list("translation_of__data", "data"))
