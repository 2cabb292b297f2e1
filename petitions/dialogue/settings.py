"""How the dialogue is run here: its name, who reads it, and whether it is run at all."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cms.departments.models import Department
from cms.ordinance.dialogue import may_be, may_be_off
from cms.ordinance.petition_retention import erasable_from
from cms.ordinance.policy import Handling, Policy, Visibility
from petitions.models import DialogueSetting, PetitionSetting
from petitions.tongues import KOREAN
from tenants.selectors import current_policy


def dialogue_name() -> str:
    """What the ordinance calls it: 시장과의 대화방, 시장에게 바란다; in other languages what it is."""
    words = current_policy().policy.names.dialogue if (get_language() or KOREAN) == KOREAN else None
    return words.value if words else _("Dialogue with the head of the municipality")


def office(setting: DialogueSetting | None = None) -> Department | None:
    """Who reads the opinions: the mayor's office, else the department that oversees petitions."""
    setting = setting or DialogueSetting.current()
    if setting.department is not None and setting.department.is_open:
        return setting.department
    return Department.objects.open().filter(handles_petitions=True).first()


def runs(setting: DialogueSetting, policy: Policy) -> bool:
    """Whether opinions are taken; it is never off where the ordinance demands it (안양 제11조제1항)."""
    return not setting.is_off or not may_be_off(policy)


def always(policy: Policy) -> bool:
    """Whether every opinion becomes a petition (안양 제11조), without anybody deciding on it."""
    return policy.dialogue.handling is not None and policy.dialogue.handling.value is Handling.ALWAYS


def ways(setting: DialogueSetting, policy: Policy) -> tuple[Visibility, ...]:
    """What a writer may choose: what is offered, as far as the ordinance allows it."""
    return tuple(way for way in setting.choices.ways if may_be(way, policy))


def kept_until(day: dt.date) -> dt.date:
    """From when an opinion is erased that was closed on this day: as long as petitions are kept."""
    return erasable_from(day, PetitionSetting.current().keep_years)


def masked(name: str) -> str:
    """A name as everybody may read it: 김○○."""
    bare = name.strip()
    return f"{bare[:1]}{'○' * max(1, min(2, len(bare) - 1))}" if bare else ""
