"""Objections (이의신청) of authors, decided by another person than the removal was; and bringing posts back (복원)."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from cms.core.encryption import Unreadable
from cms.moderation.models import Matter, Objection, Outcome, RegisterAct
from cms.moderation.notices.keys import opens
from cms.moderation.services.copying import data_of
from cms.moderation.services.doing import Doing, doing
from cms.moderation.services.facts import office_of
from cms.moderation.services.who import By, Refused
from cms.moderation.services.writers import end_unfounded
from cms.moderation.terms import decide_by
from cms.ordinance.moderation import Act, Actor
from cms.ordinance.moderation_rules import Given


def object_to(
    matter: Matter, *, words: str, author: Any = None, mail: str = "", language: str = "", key: str = ""
) -> Objection:
    """The author objects to a removal: signed in, or by the key that the notice brought.

    :param mail: where they want to be told of the decision, instead of the address that is known.
    :raises Refused: with every reason; for anybody but the author.
    """
    also = frozenset({Actor.AUTHOR})
    by = By(author, way="objection")
    with doing(matter, by, also=also) as it:
        own = _is_author(it, author)
        if not (own or opens(it.matter, key)):
            it.actors = it.actors - also
        words = words.strip()
        it.require(Act.OBJECT, Given(words=words))
        objection = Objection.objects.create(
            matter=it.matter,
            author=author if own else None,
            words=words,
            mail=mail.strip() or it.described.mail or None,
            language=language or it.described.language,
            received_at=it.now,
            due_on=decide_by(it.now, it.terms.objection_decide_days),
        )
        row = it.enter(RegisterAct.OBJECTED, facts={"due_on": objection.due_on.isoformat()})
        it.move(Act.OBJECT, row, answers=objection)
    return objection


def decide_objection(
    objection: Objection, by: By, *, outcome: Outcome | str, answer: str, seen: int | None = None
) -> Objection:
    """Refuse an objection (기각) or grant it (인용): then everything is back as it was.

    :param seen: the version of the objection's matter.
    :raises Refused: with every reason; where the copy does not hold, nothing is restored.
    """
    granted = Outcome(outcome) is Outcome.RESTORED
    with doing(objection.matter, by, seen=seen) as it:
        act = Act.RESTORE if granted else Act.UPHOLD
        _answer(it, act, answer)
    objection.refresh_from_db()
    return objection


def restore(matter: Matter, by: By, *, answer: str, seen: int | None = None) -> Matter:
    """Bring a removed post back without an objection (직권취소); one that is pending is granted by it.

    :raises Refused: with every reason; where the copy does not hold.
    """
    with doing(matter, by, seen=seen) as it:
        _answer(it, Act.RESTORE, answer)
    return matter


def _answer(it: Doing, act: Act, answer: str) -> None:
    answer = answer.strip()
    it.require(act, Given(answer=answer, policy_version=it.terms.in_force.number))
    restored = act is Act.RESTORE
    entered = RegisterAct.RESTORED if restored else RegisterAct.UPHELD
    whole = _whole(it) if restored else {}
    row = it.enter(
        entered,
        reason=answer,
        decided_as=office_of(it.by, it.terms),
        evidence_digest=whole.pop("digest", ""),
    )
    if restored:
        it.subject.bring_back(it.row, whole, row.number)
        it.matter.tombstone.gone_at = it.now
        it.matter.tombstone.save(update_fields=["gone_at"])
        end_unfounded(it.matter, it.by)
    pending = it.matter.objections.filter(decided_at=None).first()
    it.matter.objections.filter(decided_at=None).update(
        outcome=Outcome.RESTORED if restored else Outcome.UPHELD,
        answer=answer,
        decided_by=it.by.user,
        decided_at=timezone.now(),
    )
    it.move(act, row, answers=pending)


def _whole(it: Doing) -> dict[str, Any]:
    """The post from its copy, whose hashes are verified first."""
    copy = it.matter.evidence.defer("whole").filter(gone_at=None).latest("saved_at", "pk")
    try:
        return {**data_of(copy), "digest": copy.digest}
    except Unreadable as wrong:
        raise Refused([_("The copy cannot be opened: it was changed, or is lost.")]) from wrong


def _is_author(it: Doing, author: Any) -> bool:
    return author is not None and author.pk is not None and author.pk == it.described.user
