"""What stands in the tables of accounts in place of a citizen's e-mail address (docs/adr/0034).

The libraries that sign people in look accounts up by a plain address. Theirs is made of the member's account key and
leads to nobody; the address itself stands closed in ``Member.mail`` and is looked up by its blind index alone.
"""

from __future__ import annotations

import re

from cms.core.encryption import blind_indexes
from cms.members.models import Member
from cms.members.models.member import mail_index, mailbox
from cms.members.models.user import STAND_IN

_OWN = re.compile(r"[0-9a-f]{32}" + re.escape(STAND_IN))


def stand_in(account: str) -> str:
    """The address that an account has in the tables of the libraries."""
    return f"{account}{STAND_IN}"


def is_stand_in(address: str) -> bool:
    """Whether this is none that somebody could write to."""
    return bool(_OWN.fullmatch(address))


def member_with(mail: str) -> Member | None:
    """Who has this e-mail address, however it is written; also while the keys are being changed."""
    indexes = blind_indexes(mailbox(mail), Member.MAIL)
    return Member.objects.filter(mail_index__in=indexes, left_at=None).select_related("user").first()


def indexes_of_account(account: str) -> tuple[str, ...]:
    """The blind indexes of a member's e-mail address, under today's key and the former ones; none where there is no
    address (any more)."""
    member = Member.objects.filter(account=account).only("mail").first()
    return blind_indexes(mailbox(member.mail), Member.MAIL) if member and member.mail else ()


def stand_in_for(mail: str) -> str:
    """The stand-in of whoever has this address; where nobody has it, one that is always the same and nobody's.

    So failures are counted for an address that is not known as for one that is.
    """
    member = member_with(mail)
    return stand_in(member.account if member else mail_index(mail)[:32])
