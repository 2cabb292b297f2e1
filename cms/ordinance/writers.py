"""What a writer may do with an own post under examination, and when a writer is shut out for a time (작성 제한).

    이 경우 구청장이 필요하다고 인정하는 경우 해당 게시물을 올린 이용자의 접근을 차단할 수 있다. (동작 제15조제3항)

That is said of social media (:func:`cms.ordinance.removal.may_block`). Of boards no ordinance speaks: there a block
is a rule of the board's use, milder (a blocked writer still reads), and never without removals that stand, an end and
a reason.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from cms.ordinance.canned import against_blanks, says
from cms.ordinance.personal_data import Offices, scan
from cms.ordinance.policy import Policy
from cms.ordinance.removal import Removal, locked
from cms.ordinance.verdict import Reason, Verdict, judged
from cms.ordinance.verdict import reason as _


@dataclass(frozen=True, slots=True)
class Linked:
    """A removal that a block rests on. ``of_writer``: of a post of that writer's own. ``stands``: not restored."""

    reference: str
    of_writer: bool
    stands: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class WriterBlock:
    """A block that somebody asks for, to the end of the day ``until``. ``blocked_until``: where one holds already."""

    removals: tuple[Linked, ...]
    until: datetime.date | None
    reason: str
    by_decider: bool
    blocked_until: datetime.date | None = None


def may_block_writer(
    facts: WriterBlock, longest_days: int, today: datetime.date, offices: Offices | None = None
) -> Verdict:
    """Whether a writer may be shut out of the boards for a time; every objection at once."""
    return judged(
        [*_against_links(facts), *_against_period(facts, longest_days, today), *_against_words(facts, offices)]
    )


def may_withdraw(removal: Removal | None, policy: Policy, *, gone: bool = False) -> Verdict:
    """Whether an author may delete an own post (작성자 삭제).

    ``removal``: the facts of its open matter, None where there is none.

    A post whose review is pending stays as it is until the result is there (심의).
    """
    reasons = [_("The post is gone already.")] if gone else []
    return judged(reasons) & (judged([]) if removal is None else locked(removal, policy))


#: Changing an own post is held to the same.
may_edit = may_withdraw


def _against_links(facts: WriterBlock) -> Iterator[Reason]:
    if not facts.by_decider:
        yield _("Whoever decides on removals decides on blocks.")
    if not facts.removals:
        yield _("A writer is blocked only with removals of own posts; name one at least.")
    for each in facts.removals:
        if not each.of_writer:
            yield _("The removed post %(post)s is not by this writer.", post=each.reference)
        if not each.stands:
            yield _("The removal of %(post)s does not stand: it was not carried out, or restored.", post=each.reference)


def _against_period(facts: WriterBlock, longest_days: int, today: datetime.date) -> Iterator[Reason]:
    if facts.blocked_until is not None and facts.blocked_until >= today:
        yield _("The writer is blocked already, until the end of %(day)s.", day=facts.blocked_until.isoformat())
    if facts.until is None:
        yield _("A block has a last day.")
    elif not 1 <= (facts.until - today).days <= longest_days:
        last = today + datetime.timedelta(longest_days)
        yield _("The last day of a block is after today, and %(day)s at the latest.", day=last.isoformat())


def _against_words(facts: WriterBlock, offices: Offices | None) -> Iterator[Reason]:
    if not says(facts.reason):
        yield _("Say why blocking is necessary.")
    yield from against_blanks(facts.reason)
    for kind in sorted({found.kind for found in scan(facts.reason, offices or Offices())}):
        yield _("The reason contains personal data (%(kind)s); leave it out.", kind=kind)
