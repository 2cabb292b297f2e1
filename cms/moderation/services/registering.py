"""A row of the register of removals (별지 제1호서식에 기록), in the transaction of the act that it tells of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from cms.core.chain import Chain
from cms.moderation.models import Matter, ModerationRegister, RegisterAct
from cms.moderation.services.who import By
from cms.moderation.subjects import Described
from cms.ordinance.masking import mask
from cms.publication.offices import offices
from tenants.selectors import current_policy

#: The fields that a row's hash covers; the hash of the row before is one of them.
SEALED = (
    "number",
    "act",
    "at",
    "matter",
    "subject_kind",
    "subject_pk",
    "board_pk",
    "board",
    "address",
    "posted_at",
    "grounds",
    "reason",
    "decided_as",
    "actor_id",
    "actor_name",
    "way",
    "evidence_digest",
    "policy_version",
    "facts",
    "previous_hash",
)
#: How rows are linked, sealed and followed.
CHAIN = Chain(ModerationRegister, SEALED, "register of removals")


def register(
    act: RegisterAct,
    described: Described | None,
    *,
    by: By,
    matter: Matter | None = None,
    grounds: Iterable[Mapping[str, Any]] = (),
    reason: str = "",
    decided_as: str = "",
    evidence_digest: str = "",
    facts: Mapping[str, Any] | None = None,
) -> ModerationRegister:
    """Write one row.

    :param described: the post; None for what concerns an account.
    :param grounds: number, article and verbatim text of each (:func:`cms.moderation.terms.grounds_of`).
    :param reason: personal data in it is covered: the row is kept for good.
    :param facts: what else the act leaves, without personal data.
    :raises TransactionManagementError: outside of a transaction: the row and its act come through together.
    """
    row = ModerationRegister(
        act=RegisterAct(act),
        at=timezone.now(),
        matter=matter.pk if matter else None,
        grounds=[dict(each) for each in grounds],
        reason=mask(reason, offices()) if reason else "",
        decided_as=decided_as,
        actor_id=by.user.pk if by.user else None,
        actor_name=by.name[:255],
        way=by.way[:40],
        evidence_digest=evidence_digest,
        policy_version=current_policy().number,
        facts=dict(facts or {}),
        **(_of(described) if described else {}),
    )
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError("A row of the register is written with the act that it tells of.")
    CHAIN.append([row])
    return row


def last_act_on(kind: str, pk: int) -> ModerationRegister | None:
    """The latest row about a post."""
    return ModerationRegister.objects.filter(subject_kind=kind, subject_pk=pk).order_by("-number").first()


def _of(described: Described) -> dict[str, Any]:
    """What the register keeps of a post: where and when it stood, nothing of its text or author."""
    return {
        "subject_kind": described.kind,
        "subject_pk": described.pk,
        "board_pk": described.board_pk,
        "board": described.board[:255],
        "address": described.address,
        "posted_at": described.posted_at,
    }
