"""Texts from which officers begin (답변 서식): laid down for all departments, at onboarding and where there are none.

What a municipality changed or deleted stays so: texts are only ever laid down where no template stands.
"""

from __future__ import annotations

import tomllib

from django.core.exceptions import ValidationError
from django.db import connection
from django.utils.translation import gettext_noop, ngettext

from home.starter.material import DATA
from petitions.models import AnswerTemplate
from tenants.onboarding import MunicipalityRow, Onboarding, Problem, onboarding_step, onboarding_validator
from tenants.upgrading import upgrade_step

FILE = DATA / "replies.toml"


@onboarding_validator("answer templates")
def check_replies(row: MunicipalityRow) -> list[Problem]:
    """What is wrong with the texts: a placeholder that nothing fills, a text without words."""
    return [Problem(FILE.name, 0, template.name, message) for template in texts() for message in _faults(template)]


@onboarding_step(gettext_noop("answer templates"), order=430)
def replies(onboarding: Onboarding) -> None:
    """For every department."""
    count = lay_down()
    said = ngettext("%(number)s answer template", "%(number)s answer templates", count) % {"number": count}
    onboarding.report(f"{onboarding.row.slug}: {said}")


@upgrade_step(gettext_noop("answer templates"))
def replies_of_standing() -> None:
    """For a municipality that stands and has none."""
    lay_down()


def lay_down() -> int:
    """Write the texts in the languages that are offered, where no template stands; how many."""
    if AnswerTemplate.objects.exists():
        return 0
    offered = connection.tenant.languages
    return len(AnswerTemplate.objects.bulk_create(text for text in texts() if text.language in offered))


def texts() -> list[AnswerTemplate]:
    """The texts, in the order of the file."""
    rows = tomllib.loads(FILE.read_text(encoding="utf-8"))["reply"]
    return [AnswerTemplate(**{field: words.strip() for field, words in row.items()}) for row in rows]


def _faults(template: AnswerTemplate) -> list[str]:
    try:
        template.full_clean()
    except ValidationError as wrong:
        return list(wrong.messages)
    return []
