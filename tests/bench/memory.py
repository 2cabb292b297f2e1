"""The memory of translations with ten thousand pieces in it: how long it is read, and how long it is asked.

Part of ``make bench``: made in the first municipality of the demonstration and rolled back.
"""

import random
import time
import uuid
from dataclasses import dataclass

from django.db import transaction

from tenants.context import tenant
from tenants.models import Municipality

KEPT, ASKED = 10_000, 60


@dataclass(frozen=True)
class Remembered:
    """Milliseconds to read the memory, and to ask it for one piece, of a page of ``ASKED`` that are not in it."""

    pieces: int
    read: float
    asked: float
    found: float  # suggestions a piece


def measure_memory() -> Remembered | None:
    """None where there is no municipality that translates into English."""
    from wagtail.models import Locale

    from cms.glossary.memory import Memory

    municipality = next((each for each in Municipality.objects.order_by("pk") if "en" in each.languages), None)
    if municipality is None:
        return None
    with tenant(municipality), transaction.atomic():
        locale = Locale.objects.get(language_code="en")
        sources = _fill(locale)
        begun = time.perf_counter()
        memory = Memory(locale)
        read = time.perf_counter() - begun
        pieces = [f"{source[2:]} 안내합니다." for source in sources[:ASKED]]
        begun = time.perf_counter()
        found = memory.suggest(pieces)
        asked = time.perf_counter() - begun
        transaction.set_rollback(True)
    return Remembered(
        KEPT, read * 1000, asked * 1000 / ASKED, sum(len(each) for each in found.values()) / max(1, len(found))
    )


def _fill(locale) -> list[str]:
    """Sentences of the words of the starter texts."""
    from wagtail.models import Locale, Page
    from wagtail_localize.models import String, StringTranslation, TranslatableObject, TranslationContext

    from home.starter import material

    texts = material.load("anyang").foreign
    words = [word for row in texts if row.language == "ko" for word in row.body.split()]
    chance = random.Random(1)
    sources = sorted({" ".join(chance.choices(words, k=chance.randint(3, 25))) for _ in range(KEPT)})
    page = Page.objects.filter(depth=2).first()
    holder, _made = TranslatableObject.objects.get_or_create(
        translation_key=page.translation_key, content_type=page.content_type
    )
    context = TranslationContext.objects.create(object=holder, path="bench", path_id=uuid.uuid4())
    korean = Locale.objects.get(language_code="ko")
    strings = String.objects.bulk_create(
        String(locale=korean, data=source, data_hash=uuid.uuid4()) for source in sources
    )
    StringTranslation.objects.bulk_create(
        StringTranslation(translation_of=string, locale=locale, context=context, data=f"text {at}")
        for at, string in enumerate(strings)
    )
    chance.shuffle(sources)
    return sources
