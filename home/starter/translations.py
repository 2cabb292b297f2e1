"""Demonstration of translations: a page in each state that the starter texts are not in, made by the real services."""

from __future__ import annotations

import datetime
import tomllib
from dataclasses import dataclass
from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone
from wagtail.models import Locale, Page
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

from cms.machine.models import MachineSetting
from cms.pages.models import InformationPage
from cms.translating.services import assigning
from home.models import HomePage
from home.starter import blocks
from home.starter.material import DATA
from home.starter.place import KOREAN
from tenants.context import tenant
from tenants.models import Municipality

FOLDER = DATA / "translations"
_SLUG = "demonstration-{}"
_TWO_WEEKS = datetime.timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Places:
    """Where originals and their translations stand."""

    korean: HomePage
    home: HomePage
    locale: Locale


def ensure_translations(municipality: Municipality) -> None:
    """Once a municipality that has a table of them; later runs leave what is there."""
    file = FOLDER / f"{municipality.slug}.toml"
    if not file.exists():
        return
    table = tomllib.loads(file.read_text(encoding="utf-8"))
    with tenant(municipality):
        places = _places(table["language"])
        if places is None:
            return
        for row in table["page"]:
            slug = _SLUG.format(row["slug"])
            if not Page.objects.child_of(places.korean).filter(slug=slug).exists():
                _MAKERS[row["kind"]](row, places, _original(row, places, slug))


def _places(language: str) -> Places | None:
    """The two front pages; None where the municipality does not offer the language."""
    homes = {home.locale.language_code: home for home in HomePage.objects.live().select_related("locale")}
    korean, home = homes.get(KOREAN), homes.get(language)
    return Places(korean, home, home.locale) if korean and home else None


def _original(row: dict[str, Any], places: Places, slug: str) -> Page:
    page = places.korean.add_child(
        instance=InformationPage(
            title=row["title"],
            slug=slug,
            live=False,
            locale=places.korean.locale,
            **{**_stamp(places.home, row["text"]), "information_provider": places.home.department.name},
        )
    )
    return _publish(page)


def _stamp(above: HomePage, text: list[str]) -> dict[str, Any]:
    return {
        "department": above.department,
        "information_provider": above.information_provider,
        "content_class": above.content_class,
        "service_area": above.service_area,
        "body": _body(text),
    }


def _body(text: list[str]) -> str:
    return blocks.stream(blocks.prose(f"<p>{each}</p>") for each in text)


def _publish(page: Page) -> Page:
    page.save_revision().publish()
    return type(page).objects.get(pk=page.pk)


def _by_hand(row: dict[str, Any], places: Places, original: Page) -> None:
    """Translated, then the original is changed."""
    page = places.home.add_child(
        instance=InformationPage(
            title=row["translated_title"],
            slug=original.slug,
            live=False,
            locale=places.locale,
            translation_key=original.translation_key,
            **_stamp(places.home, row["translated"]),
        )
    )
    _publish(page)
    original.body = _body(row["now"])
    _publish(original)


@transaction.atomic
def _machine(row: dict[str, Any], places: Places, original: Page) -> None:
    """Every piece by a machine, published with its label before anybody has read it: the municipality allows that."""
    setting = MachineSetting.current()
    setting.unreviewed = True
    setting.save()
    translation = _submit(places, original)
    words = {
        original.title: row["translated_title"],
        original.information_provider: places.home.information_provider,  # the department's name in English
        **dict(zip(row["text"], row["translated"], strict=True)),
    }
    for piece in translation.source.stringsegment_set.select_related("string"):
        StringTranslation.objects.create(
            translation_of=piece.string,
            context_id=piece.context_id,
            locale=places.locale,
            data=words.get(piece.string.data, piece.string.data),
            translation_type=StringTranslation.TRANSLATION_TYPE_MACHINE,
            tool_name="demonstration",
        )
    translation.save_target(publish=True)


def _begun(row: dict[str, Any], places: Places, original: Page) -> None:
    """Given to the outside translator of the demonstration, where there are people yet."""
    translation = _submit(places, original)
    people = {user.username: user for user in get_user_model().objects.filter(username__in=["contractor", "homepage"])}
    if len(people) == 2:
        day = timezone.localdate() + _TWO_WEEKS
        assigning.assign(translation, people["contractor"], people["homepage"], due_on=day)


def _submit(places: Places, original: Page) -> Translation:
    source, _created = TranslationSource.get_or_create_from_instance(original)
    return Translation.objects.create(source=source, target_locale=places.locale)


_MAKERS = {"by_hand": _by_hand, "machine": _machine, "begun": _begun}
