"""Putting a notice to the author (사유 통지) into the outbox, in the transaction of what it tells of."""

from __future__ import annotations

from cms.moderation.models import Matter, ModerationRegister, ReasonNotice
from cms.moderation.subjects import Described


def tell(matter: Matter, described: Described, row: ModerationRegister) -> ReasonNotice:
    """One message about one row of the register. Without an address the desk sees that nobody could be told."""
    return ReasonNotice.objects.create(
        matter=matter,
        register_number=row.number,
        kind=row.act,
        mail=described.mail or None,
        language=described.language,
        state=ReasonNotice.State.WAITING if described.mail else ReasonNotice.State.NO_ADDRESS,
    )
