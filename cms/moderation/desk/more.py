"""Which acts beside the table's are open to somebody now: publishing what was held, blocking, recognising an author."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy

from cms.moderation import rights
from cms.moderation.desk.opening import Opened
from cms.moderation.models import Matter, MatterState
from cms.moderation.selectors import active_block

APPROVE, BLOCK, SAME_AUTHOR = "approve", "block", "same-author"
LABELS = {
    APPROVE: gettext_lazy("Publish it"),
    BLOCK: gettext_lazy("Block the writer"),
    SAME_AUTHOR: gettext_lazy("Recognise another account as the same author's"),
}


def possible(it: Opened, user: Any) -> list[dict[str, Any]]:
    """Those that are open to this person now."""
    matter, mine = it.matter, rights.actors(user, it.matter)
    open_ones = {
        APPROVE: bool(mine) and it.described is not None and it.described.state == "held" and _is_first(matter),
        BLOCK: rights.decides(user) and _can_block(matter),
        SAME_AUTHOR: rights.sees_everything(user) and bool(matter.account) and matter.closed_at is None,
    }
    keys = {APPROVE: "a"}
    found = [slug for slug, is_open in open_ones.items() if is_open]
    return [{"slug": slug, "label": LABELS[slug], "key": keys.get(slug, "")} for slug in found]


def _can_block(matter: Matter) -> bool:
    return bool(matter.account) and matter.state == MatterState.REMOVED and active_block(matter.account) is None


def _is_first(matter: Matter) -> bool:
    return matter.state == MatterState.OPEN
