"""A new municipality begins with words to agree to; what it writes itself takes their place, version by version."""

from __future__ import annotations

import tomllib
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.utils.translation import gettext_noop

from cms.members.models import ConsentText, ConsentWording
from tenants.onboarding import Onboarding, onboarding_step
from tenants.upgrading import upgrade_step

FILE = Path(__file__).parent / "starter" / "consents.toml"


@onboarding_step(gettext_noop("consents of members"), order=310)
def consents(onboarding: Onboarding) -> None:
    """The first version of each."""
    lay_down()


@upgrade_step(gettext_noop("consents of members"))
def consents_of_standing() -> None:
    """For a municipality that stands and has none."""
    lay_down()


def lay_down() -> int:
    """Write the texts, in the languages of the platform, where none stands; how many.

    All languages: one that is added later then has its words.
    """
    if ConsentText.objects.exists():
        return 0
    rows = tomllib.loads(FILE.read_text(encoding="utf-8"))["text"]
    for row in rows:
        text = ConsentText.objects.create(kind=row["kind"])
        ConsentWording.objects.bulk_create(
            ConsentWording(text=text, language=language, **_named(row[language], language))
            for language, _name in settings.LANGUAGES
        )
    return len(rows)


def _named(row: dict[str, str], language: str) -> dict[str, str]:
    """With the municipality's name, as readers of the language know it."""
    here = connection.tenant
    name = here.name_ko if language == "ko" else here.name_en or here.name_ko
    return {field: words.strip().replace("{name}", name) for field, words in row.items()}
