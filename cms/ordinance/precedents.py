"""What was found about a post before, and binds as long as the post reads as it did.

    … 심의 요청하여야 하며 그 결과에 따라 처리하여야 한다. (안양 제6조제2항 단서)

A result is not followed if the matter is closed and another opened. And whoever grants an objection does not take it
back without a special reason: the author relies on it (신뢰보호, 행정기본법 제12조).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from cms.ordinance.policy import Policy
from cms.ordinance.removal import Opinion, Removal
from cms.ordinance.verdict import Reason
from cms.ordinance.verdict import reason as _


@dataclass(frozen=True, slots=True)
class Precedents:
    """Of former matters, since the post was last changed. ``stays``: a review found that it stays (심의).

    ``restored_on``: the grounds of a removal to which an objection was granted (이의신청 인용).
    """

    stays: bool = False
    restored_on: frozenset[int] = frozenset()


def against_precedents(removal: Removal, before: Precedents, policy: Policy) -> Iterator[Reason]:
    """Why the post is neither removed nor hidden. A new review takes the place of a former one."""
    binding = policy.removal.referral_binding
    reviewed_anew = removal.referral is not None and removal.referral.opinion is Opinion.REMOVE
    if binding and before.stays and not reviewed_anew:
        yield _(
            "A review found that this very post stays; its result is followed, unless a new one finds otherwise.",
            binding.article,
        )
    yield from against_repeating(removal, before)


def against_repeating(removal: Removal, before: Precedents) -> Iterator[Reason]:
    """A removal that was taken back on an objection is not repeated on the same grounds."""
    again = sorted(before.restored_on & set(removal.grounds))
    if again:
        yield _(
            "An objection to the removal of this very post was granted: it is not removed again on item %(items)s.",
            items=", ".join(map(str, again)),
        )
