"""A page in Korean with its translation into English, by hand or by wagtail-localize."""

import datetime as dt
import json
import uuid
from zoneinfo import ZoneInfo

import pytest
import time_machine
from wagtail.models import Locale, Page
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

from cms.languages.models import TranslatedPage, TranslationEvent
from tests.factories.departments import DepartmentFactory
from tests.factories.pages import HomePageFactory, InformationPageFactory, front_page
from tests.factories.reviews import take_as_reviewed

SEOUL = ZoneInfo("Asia/Seoul")


def at(month: int, day: int, hour: int = 10) -> time_machine.travel:
    """That hour in Seoul, in 2026."""
    return time_machine.travel(dt.datetime(2026, month, day, hour, tzinfo=SEOUL), tick=False)


def body(*paragraphs: str) -> str:
    """Blocks that keep their identity from one version to the next, as the editor's do."""
    blocks = [
        {"type": "paragraph", "value": f"<p>{text}</p>", "id": str(uuid.UUID(int=number))}
        for number, text in enumerate(paragraphs, start=1)
    ]
    return json.dumps(blocks)


class Pair:
    """The original and its translation, with what editors do to them."""

    def __init__(self, source, page):
        self.source, self.page = source, page

    @property
    def row(self) -> TranslatedPage:
        return TranslatedPage.objects.get(source=self.source, language="en")

    def acts(self) -> list[str]:
        return [event.act for event in TranslationEvent.objects.filter(source_id=self.source.pk)]

    def edit(self, page, publish=True, **values) -> None:
        """A new version, as the editor saves it."""
        page = type(page).objects.get(pk=page.pk)
        for name, value in values.items():
            setattr(page, name, value)
        revision = page.save_revision()
        if publish:
            revision.publish()

    def say(self, *paragraphs: str, **more) -> None:
        """The original says this from now on."""
        self.edit(self.source, body=body(*paragraphs), **more)

    def say_in_english(self, *paragraphs: str, **more) -> None:
        self.edit(self.page, body=body(*paragraphs), **more)


@pytest.fixture(autouse=True)
def _reviewed(monkeypatch):
    take_as_reviewed(monkeypatch)


@pytest.fixture
def english_home(in_alpha):
    """The English front page, which is no translation of the Korean one in these tests."""
    return HomePageFactory(
        parent=Page.objects.get(depth=1),
        slug="home-en",
        title="Alpha City",
        department=DepartmentFactory(code="T901"),
        locale=Locale.objects.get(language_code="en"),
        translation_key=front_page().translation_key,
    )


@pytest.fixture
def pair(english_home):
    """Published on 2 May: a fee of 2,000 won, translated by hand."""
    with at(5, 2):
        source = InformationPageFactory(title="여권 안내", body=body("수수료는 2,000원입니다.", "구청에서 신청합니다."))
        page = InformationPageFactory(
            parent=english_home,
            locale=english_home.locale,
            translation_key=source.translation_key,
            title="Passports",
            summary="Passports in one line.",
            body=body("The fee is 2,000 won.", "Apply at the district office."),
        )
    return Pair(source, page)


class Localized(Pair):
    """Translated with wagtail-localize."""

    @property
    def localize(self) -> Translation:
        return Translation.objects.get(source__object_id=self.source.translation_key)

    def translate(self, kind=StringTranslation.TRANSLATION_TYPE_MANUAL) -> None:
        """Give every piece a translation: its own figures within English words."""
        for segment in self.localize.source.stringsegment_set.select_related("string", "context"):
            text = segment.string.data
            figures = "".join(sign for sign in text if sign.isascii())
            english = text if segment.context.path == "slug" else f"English {figures}".strip()
            StringTranslation.objects.update_or_create(
                translation_of=segment.string,
                locale=self.localize.target_locale,
                context=segment.context,
                defaults={"data": english, "translation_type": kind},
            )

    def publish(self, publish=True) -> None:
        self.localize.save_target(publish=publish)


@pytest.fixture
def localized(english_home):
    """Published, submitted, translated and published in English on 2 May."""
    with at(5, 2):
        source = InformationPageFactory(title="여권 안내", body=body("수수료는 2,000원입니다.", "구청에서 신청합니다."))
        kept, _created = TranslationSource.get_or_create_from_instance(source)
        Translation.objects.create(source=kept, target_locale=english_home.locale)
        found = Localized(source, None)
        found.translate()
        found.publish()
        found.page = source.get_translation(english_home.locale)
    return found
