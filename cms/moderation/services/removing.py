"""Carrying a removal out (삭제): what this municipality owes, step by step, in one transaction.

The steps are the policy's (:mod:`cms.ordinance.removal_duties`), each with the article that asks for it; those that
the platform takes of its own accord name none.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping

from django.db import connection
from django.utils.translation import gettext as _

from cms.core.encryption import Unreadable
from cms.moderation.models import Matter, MatterState, ModerationRegister, RegisterAct, Tombstone
from cms.moderation.notices.telling import tell
from cms.moderation.services.copying import enter_copy, keep_copy
from cms.moderation.services.doing import Doing, doing
from cms.moderation.services.facts import last_day, removal_of
from cms.moderation.services.traces import forget_words
from cms.moderation.services.who import By, Refused
from cms.ordinance import removal_duties as duties
from cms.ordinance.moderation import Act

log = logging.getLogger(__name__)


def carry_out(matter: Matter, by: By, *, seen: int | None = None) -> Tombstone:
    """Keep the copy, write the register, take the post away, publish the reason, tell the author.

    :raises Refused: with every reason; nothing has happened then.
    """
    with doing(matter, by, seen=seen) as it:
        if it.matter.state != MatterState.DECIDED or not it.actors:
            it.require(Act.CARRY_OUT)  # refused: no copy need be made for that
        row: ModerationRegister | None = None
        for step in duties.steps(removal_of(it.matter, it.described), it.terms.policy, bool(it.described.mail)):
            row = _STEPS[step.act](it, str(step.article or ""), row)
        if row is not None and not it.described.mail:
            tell(it.matter, it.described, row)  # the desk sees that nobody could be told
        return it.matter.tombstone


def _refer(it: Doing, article: str, row: ModerationRegister | None) -> ModerationRegister | None:
    """A review is owed first: the rule says so, and nothing goes on."""
    it.require(Act.CARRY_OUT)
    return row


def _keep_copy(it: Doing, article: str, row: ModerationRegister | None) -> ModerationRegister | None:
    try:
        copy = keep_copy(it)
    except (OSError, Unreadable) as wrong:
        log.exception("%s: no copy of %s %s", connection.schema_name, it.described.kind, it.described.pk)
        said = _("The copy of the whole post could not be kept, so nothing was removed. Please try again later.")
        raise Refused([said]) from wrong
    enter_copy(it, copy, article)
    return row


def _register(it: Doing, article: str, row: ModerationRegister | None) -> ModerationRegister:
    """별지 제1호서식에 기록한 후."""
    copy = it.matter.evidence.defer("whole").order_by("-saved_at", "-pk").first()
    return it.enter(
        RegisterAct.REMOVED,
        reason=it.matter.explanation,
        decided_as=it.matter.decided_as,
        evidence_digest=copy.digest if copy else "",
        facts={
            "article": article,
            "decided_under": it.matter.policy_version,
            "object_until": last_day(it.now, it.terms).isoformat(),
        },
    )


def _remove(it: Doing, article: str, row: ModerationRegister | None) -> ModerationRegister | None:
    """Only now the rule is asked, with everything that is there; what it refuses takes the rows before it along."""
    it.require(Act.CARRY_OUT)
    assert row is not None  # noqa: S101 - without the row the rule has refused
    it.subject.take_away(it.row, row.number)
    forget_words(it.described)
    it.move(Act.CARRY_OUT, row, tells=False)
    it.matter.hidden_until = None
    return row


def _publish(it: Doing, article: str, row: ModerationRegister | None) -> ModerationRegister | None:
    """What stays where the post stood. The rule has seen to it that the reason names nobody."""
    assert row is not None  # noqa: S101 - as above
    Tombstone.objects.create(
        matter=it.matter,
        subject_kind=it.matter.subject_kind,
        subject_pk=it.matter.subject_pk,
        board_pk=it.matter.board_pk,
        removed_at=row.at,
        grounds=it.matter.grounds,
        reason=it.matter.explanation,
        office=it.matter.decided_as,
        register_number=row.number,
    )
    it.enter(RegisterAct.PUBLISHED, reason=it.matter.explanation, facts={"article": article, "removal": row.number})
    return row


def _notify(it: Doing, article: str, row: ModerationRegister | None) -> ModerationRegister | None:
    """Into the outbox; that the author was told is entered when the message went out."""
    assert row is not None  # noqa: S101 - as above
    tell(it.matter, it.described, row)
    return row


_STEPS: Mapping[duties.Act, Callable[[Doing, str, ModerationRegister | None], ModerationRegister | None]] = {
    duties.Act.REFER: _refer,
    duties.Act.KEEP_COPY: _keep_copy,
    duties.Act.REGISTER: _register,
    duties.Act.REMOVE: _remove,
    duties.Act.PUBLISH_REASON: _publish,
    duties.Act.NOTIFY_AUTHOR: _notify,
}
