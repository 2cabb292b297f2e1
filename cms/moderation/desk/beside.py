"""What stands beside a post: each ground as the ordinance has it, what rules propose, what was removed before."""

from __future__ import annotations

from dataclasses import dataclass

from cms.moderation.models import Matter, Proposal
from cms.moderation.selectors import earlier_removals
from tenants.selectors import current_policy

MOST_EARLIER = 20


@dataclass(frozen=True)
class Ground:
    """One of the policy's grounds, verbatim. ``named``: by the matter; ``reports``: how many readers chose it."""

    number: int
    article: str
    text: str
    named: bool
    reports: int


def grounds_beside(matter: Matter) -> list[Ground]:
    """All of the policy's, in its order."""
    items = current_policy().policy.removal.grounds
    if not items:
        return []
    named = {each["number"] for each in matter.grounds}
    chosen = list(matter.reports.values_list("ground", flat=True))
    return [
        Ground(item.number, str(items.cited(item.number)), item.text, item.number in named, chosen.count(item.number))
        for item in items
    ]


def proposals_of(matter: Matter, grounds: list[Ground]) -> list[tuple[Proposal, Ground | None]]:
    """What rules propose, each with the ground that it is about."""
    known = {ground.number: ground for ground in grounds}
    return [(proposal, known.get(proposal.ground)) for proposal in matter.proposals.all()]


def earlier_of(matter: Matter) -> list[Matter]:
    """Removals of the same author before, the latest first."""
    if not matter.account:
        return []
    return list(earlier_removals(matter.account).exclude(pk=matter.pk)[:MOST_EARLIER])
