"""By what a municipality moderates today: what its policy says, and what it has set where the policy is silent."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from cms.moderation.models import ModerationSetting
from cms.ordinance import moderation_days, moderation_rules
from cms.ordinance.policy import Policy
from cms.ordinance.policy_kinds import Clause
from cms.pages.working_days import calendar
from tenants.selectors import PolicyInForce, current_policy


@dataclass(frozen=True, slots=True)
class Terms:
    """Periods in days unless they say otherwise; ``while_referred`` is "hidden" or "notice"."""

    in_force: PolicyInForce
    while_referred: str
    hide_days: int
    second_look: bool
    decide_days: int
    objection_days: int
    objection_decide_days: int
    evidence_years: int
    longest_block_days: int

    @property
    def policy(self) -> Policy:
        return self.in_force.policy

    @property
    def rule(self) -> moderation_rules.Terms:
        """What of them the rule of acts looks at."""
        return moderation_rules.Terms(
            second_look=self.second_look,
            while_referred=moderation_rules.WhileReferred(self.while_referred),
            temporary_days=self.hide_days,
        )


def terms(in_force: PolicyInForce | None = None) -> Terms:
    """Those of a policy; of today's where none is named."""
    found, setting = in_force or current_policy(), ModerationSetting.current()
    removal = found.policy.removal
    return Terms(
        found,
        str(_said(removal.while_referred, setting.while_referred)),
        int(_said(removal.temporary_days, setting.hide_days)),
        setting.second_look,
        setting.decide_days,
        setting.objection_days,
        setting.objection_decide_days,
        int(_said(removal.evidence_years, setting.evidence_years)),
        setting.longest_block_days,
    )


def grounds_of(policy: Policy, numbers: Iterable[int]) -> list[dict[str, Any]]:
    """Grounds as the register and everybody's eyes get them: number, article and verbatim text. Unknown ones are left
    out: the rule refuses them."""
    items = policy.removal.grounds
    known = {item.number: item.text for item in items} if items else {}
    return [
        {"number": number, "article": str(items.cited(number)), "text": known[number]}
        for number in numbers
        if items and number in known
    ]


def decide_by(opened_at: dt.datetime, working_days: int) -> dt.date:
    """The last of so many working days."""
    return moderation_days.decide_by(opened_at, working_days, calendar(timezone.localdate(opened_at)))


def today() -> dt.date:
    """The municipality's."""
    return timezone.localdate()


def _said(clause: Clause | Any, silent: Any) -> Any:
    return clause.value if clause else silent
