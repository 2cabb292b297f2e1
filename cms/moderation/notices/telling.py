"""Putting a notice to the author (사유 통지) into the outbox, in the transaction of what it tells of."""

from __future__ import annotations

from cms.moderation.models import Matter, ModerationRegister, Objection, ReasonNotice
from cms.moderation.subjects import Described


def tell(
    matter: Matter, described: Described, row: ModerationRegister, answers: Objection | None = None
) -> ReasonNotice:
    """One message about one row of the register. Without an address the desk sees that nobody could be told.

    :param answers: the objection that it is said to: its own address and language go before those of the post.
    """
    mail = (answers.mail if answers else None) or described.mail
    return ReasonNotice.objects.create(
        matter=matter,
        register_number=row.number,
        kind=row.act,
        mail=mail or None,
        language=answers.language if answers else described.language,
        state=ReasonNotice.State.WAITING if mail else ReasonNotice.State.NO_ADDRESS,
    )
