"""A block outlasts the account of a writer who leaves (탈퇴 후 재가입), by a mark of the address, and goes with it.

    개인정보 보호법 제21조제1항: 개인정보처리자는 보유기간의 경과 … 등 그 개인정보가 불필요하게 되었을 때에는 지체 없이
    그 개인정보를 파기하여야 한다.

The mark is the address's blind index, which leads to nobody without the municipality's key and the address itself. It
is made when the writer leaves, told before (:func:`holds`), and is erased after the block's last day or with its end.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_noop

from cms.members.leaving import holds_member, leaves_with_member
from cms.members.models import mail_index
from cms.members.selectors import member_of
from cms.moderation.models import Block
from cms.moderation.selectors import standing_blocks
from cms.ordinance.citation import Article
from cms.ordinance.laws import PRIVACY_ACT
from cms.ordinance.retention import Hold

#: 개인정보 보호법 제15조제1항: what may be collected and used, and on which footing.
USED_BY_LAW = Article(PRIVACY_ACT, 15, 1)


@holds_member
def holds(user: Any) -> list[Hold]:
    """That a mark of the address is kept to the last day of the block."""
    block = _own_block(user)
    if block is None:
        return []
    what = gettext_noop("A code made from your e-mail address, which cannot be read from it, while you are blocked")
    return [Hold(what, USED_BY_LAW, block.until)]


@leaves_with_member("moderation")
def mark(user: Any) -> None:
    """Before the address is emptied."""
    block, member = _own_block(user), member_of(user)
    if block is not None and member is not None and member.mail:
        block.left_index = mail_index(member.mail)
        block.save(update_fields=["left_index"])


def over(today: dt.date) -> QuerySet[Block]:
    """Marks whose block is over."""
    return Block.objects.filter(until__lt=today).exclude(left_index="")


def forget_marks(today: dt.date) -> int:
    """Empty them; how many."""
    return over(today).update(left_index="")


def _own_block(user: Any) -> Block | None:
    """Laid on this very account: of a block that another account brought on them nothing more need be kept."""
    member = member_of(user)
    return standing_blocks().filter(account=member.account).order_by("-until").first() if member else None
