"""What a single ground asks for beyond its number: earlier posts for repetition, real names for their want."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from cms.ordinance.duplicates import together
from cms.ordinance.policy import Duplicates, Policy, WeekReading
from cms.ordinance.verdict import Reason
from cms.ordinance.verdict import reason as _

if TYPE_CHECKING:
    from cms.ordinance.removal import Removal, Repetition

#: 실명을 원칙으로 하는 경우(에): how the ground begins (안양 제6조제2항제7호, 서울 제5조제7호, 동작 제8조제7호).
REAL_NAME = "실명을원칙으로하는경우"


def against_real_name(removal: Removal, policy: Policy) -> Iterator[Reason]:
    """That no real name was used is a ground only where real names are the rule."""
    items = policy.removal.grounds
    for item in items or ():
        asks = REAL_NAME in "".join(item.text.split())
        if items and asks and item.number in removal.grounds and not removal.real_names:
            yield _(
                "Item %(number)s is for boards on which people write under their real names; this is none.",
                items.cited(item.number),
                number=item.number,
            )


def against_repetition(removal: Removal, policy: Policy) -> Iterator[Reason]:
    """A repeated post is one by a person's decision, never by the computer's."""
    rules = policy.duplicates
    rule = rules.repeated or rules.identical_count or rules.similar_count
    if not rule or rule.article.item not in removal.grounds:
        return
    repetition = removal.repetition
    if repetition is None or not repetition.earlier:
        yield _("Name the earlier posts that this one repeats.", rule.article)
        return
    if repetition.other_account and not repetition.recognised_by.strip():
        yield _("Record who recognised the other account as the same author's.", rule.article)
    if removal.posted_at is not None and repetition.posted_at:
        number = _within(repetition, removal.posted_at, rules)
        if number is not None:
            yield _(
                "The ordinance counts what is posted within its time (주, 1일); of the named posts and this one there "
                "are %(count)s.",
                rule.article,
                count=number,
            )


def _within(repetition: Repetition, posted_at: datetime, rules: Duplicates) -> int | None:
    """How many stand within the longest time that the ordinance counts; None where that is enough, or no number."""
    week = rules.week.value if rules.week else WeekReading.ROLLING
    counted = [(rules.identical_count, rules.identical_within), (rules.similar_count, rules.similar_within)]
    most = 0
    for least, within in counted:
        if least and within:
            there = [each for each in repetition.posted_at if together(each, posted_at, within.value, week)]
            if len(there) + 1 >= least.value:
                return None
            most = max(most, len(there) + 1)
    return most or None
