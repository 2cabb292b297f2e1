"""Proving the register of removals: that no row was changed, cut out or cut off, and that no post went without one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.moderation.models import ModerationRegister, RegisterAct, RegisterCheck
from cms.moderation.services.registering import CHAIN
from cms.moderation.subjects import Subject, subjects
from cms.publication.telling import Letters

#: After which acts a post is in which state. PostgreSQL asks for the same (boards, migration 0002).
LEADS_TO = {
    "public": (RegisterAct.APPROVED, RegisterAct.SHOWN, RegisterAct.RESTORED, RegisterAct.KEPT),
    "held": (RegisterAct.HELD,),
    "hidden": (RegisterAct.HIDDEN, RegisterAct.REFERRED),
    "removed": (RegisterAct.REMOVED,),
    "gone": (RegisterAct.WITHDRAWN, RegisterAct.ERASED),
}
#: Acts that always change the state: none of them may be later than the one that the post names.
_MOVES = (
    RegisterAct.APPROVED,
    RegisterAct.REMOVED,
    RegisterAct.RESTORED,
    RegisterAct.WITHDRAWN,
    RegisterAct.ERASED,
)
_NAMED = 20
LETTERS = Letters(
    "register of removals",
    gettext_lazy("[%(municipality)s] The register of removals does not hold"),
    gettext_lazy("[%(municipality)s] The register of removals holds: %(number)s rows"),
)


@dataclass(frozen=True)
class Verdict:
    """How far the chain was followed, its last row, and every fault; ``faults`` of the chain end at the first."""

    number: int
    head: str
    faults: tuple[str, ...]

    @property
    def holds(self) -> bool:
        """True without a fault."""
        return not self.faults


def verify() -> Verdict:
    """Follow the chain from its first row; then compare it with earlier verifications and with the posts."""
    chain = CHAIN.follow()
    if chain.fault:
        return Verdict(chain.number, chain.head, (chain.fault,))
    anchors = CHAIN.anchors(RegisterCheck.objects.all(), chain.number)
    return Verdict(chain.number, chain.head, (*anchors, *_posts()))


def record() -> Verdict:
    """Verify, and keep the result: the last row's hash is an anchor for later verifications. People are told."""
    verdict = verify()
    before = RegisterCheck.objects.first()
    made = RegisterCheck.objects.create(head_number=verdict.number, head_hash=verdict.head, faults=list(verdict.faults))
    LETTERS.tell(made, before)
    return verdict


def _posts() -> Iterator[str]:
    """Posts that are not where the register left them: the triggers were switched off."""
    for subject in subjects():
        for rows, sentence in (
            (_elsewhere(subject), _("%(kind)s %(number)s is not where the register left it.")),
            (_vanished(subject), _("%(kind)s %(number)s is gone, and the register does not say so.")),
        ):
            for pk in rows[:_NAMED]:
                yield sentence % {"kind": subject.label, "number": pk}


def _elsewhere(subject: Subject) -> QuerySet:
    """Out of sight by no row, or with a later row that says otherwise."""
    about = ModerationRegister.objects.filter(subject_kind=subject.kind, subject_pk=OuterRef("pk"))
    named = about.filter(number=OuterRef("last_act"))
    moved = ModerationRegister.objects.filter(subject_kind=subject.kind, act__in=_MOVES).values("subject_pk")
    wrong: Any = Q(pk__in=moved) & Exists(about.filter(number__gt=OuterRef("last_act"), act__in=_MOVES))
    for state, acts in LEADS_TO.items():
        never_moved = Q(last_act=0) if state == "public" else Q(pk__in=[])
        wrong |= Q(state=state) & ~never_moved & ~Exists(named.filter(act__in=acts))
    return subject.rows().filter(wrong).order_by("pk").values_list("pk", flat=True)


def _vanished(subject: Subject) -> QuerySet:
    """In the register, and no row any more."""
    there = subject.rows().filter(pk=OuterRef("subject_pk"))
    about = ModerationRegister.objects.filter(~Exists(there), subject_kind=subject.kind)
    return about.order_by("subject_pk").values_list("subject_pk", flat=True).distinct()
