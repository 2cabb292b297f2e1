"""What happens to posts beside removals: published after a look, deleted by authors, erased when their time is over."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.moderation.models import Evidence, Matter, MatterState, ModerationRegister, Objection, RegisterAct
from cms.moderation.selectors import open_matter_on, tombstone_of
from cms.moderation.services.doing import locked_row
from cms.moderation.services.facts import actors_of, objection_until, removal_of
from cms.moderation.services.matters import GONE, close_as_gone
from cms.moderation.services.registering import register
from cms.moderation.services.traces import forget_words
from cms.moderation.services.who import SCHEDULE, By, Refused
from cms.moderation.subjects import Described, Subject, subject_of
from cms.moderation.terms import terms
from cms.ordinance.verdict import Reason
from cms.ordinance.writers import may_withdraw


def approve(kind: str, pk: int, by: By) -> None:
    """Publish what was held until somebody had read it (게시 승인). An open report of it is answered by that.

    :raises Refused: for strangers; where the post is not held, a removal is proposed, or a review is pending.
    """
    with transaction.atomic():
        subject, row, described = _locked(kind, pk)
        matter = _lock_matter(kind, pk)
        asked = matter or Matter(department_pk=described.department)
        reasons = []
        if described.state != "held":
            reasons.append(_("The post is not waiting to be published."))
        if not actors_of(by, asked, terms()):
            reasons.append(_("Homepage management and the department of the board publish posts that were held."))
        if matter is not None and matter.state != MatterState.OPEN:
            reasons.append(_("The removal of the post was proposed: decide on that first."))
        if reasons:
            raise Refused(reasons)
        entered = register(RegisterAct.APPROVED, described, by=by, matter=matter)
        subject.show(row, entered.number)
        if matter is not None:
            _answer(matter, by)


def withdraw(kind: str, pk: int, by: By) -> None:
    """The author deletes an own post (작성자 삭제): nothing of it stays but the register's row.

    That it is their own is for the caller to know. A matter in which nothing was decided is over with it.

    :raises Refused: while a review is pending, when a removal is decided, and where it is gone already.
    """
    with transaction.atomic():
        subject, row, described = _locked(kind, pk)
        matter = _lock_matter(kind, pk)
        removal = removal_of(matter, described) if matter else None
        reasons: list[Reason | str] = list(may_withdraw(removal, terms().policy, gone=described.state in GONE).reasons)
        if matter is not None and matter.state == MatterState.DECIDED:
            reasons.append(_("It was decided that the post is removed. You will be told how to object."))
        if reasons:
            raise Refused(reasons)
        entered = register(RegisterAct.WITHDRAWN, described, by=by, matter=matter)
        subject.forget(row, entered.number)
        forget_words(described)
        close_as_gone(kind, pk, timezone.now())


def erase(kind: str, pk: int, by: By = SCHEDULE) -> None:
    """Erase a post whose time is over (보유기간 만료).

    :raises Refused: before its time is over, while a matter about it is open, an objection is pending or may come.
    """
    with transaction.atomic():
        subject, row, described = _locked(kind, pk)
        if reasons := (*holds(kind, pk), *_not_over(described)):
            raise Refused(reasons)
        entered = register(RegisterAct.ERASED, described, by=by)
        subject.forget(row, entered.number)
        forget_words(described)


def holds(kind: str, pk: int, today: dt.date | None = None) -> tuple[str, ...]:
    """Why a post is not erased yet; nothing where it may be."""
    reasons = []
    if open_matter_on(kind, pk) is not None:
        reasons.append(_("A matter about the post is not decided yet."))
    stone = tombstone_of(kind, pk)
    if stone is not None:
        until = objection_until(ModerationRegister.objects.get(number=stone.register_number), terms())
        if (today or timezone.localdate()) <= until:
            reasons.append(_("An objection to the removal is open until %(day)s.") % {"day": until.isoformat()})
    copy = (
        Evidence.objects.defer("whole")
        .filter(subject_kind=kind, subject_pk=pk, gone_at=None)
        .order_by("-keep_until")
        .first()
    )
    if stone is not None and copy is not None:  # its files are kept as they are with the post
        reasons.append(_("The copy of the removed post is kept until %(day)s.") % {"day": copy.keep_until.isoformat()})
    pending = Objection.objects.filter(decided_at=None, matter__subject_kind=kind, matter__subject_pk=pk)
    if pending.exists():
        reasons.append(_("An objection to the removal is being dealt with."))
    return tuple(reasons)


def _not_over(described: Described) -> tuple[str, ...]:
    if described.state == "gone":
        return (_("The post is gone already."),)
    if described.keep_until is None:
        return (_("The post stays: no time was set after which it goes."),)
    if timezone.localdate() <= described.keep_until:
        return (_("The post is kept until %(day)s.") % {"day": described.keep_until.isoformat()},)
    return ()


def _locked(kind: str, pk: int) -> tuple[Subject, Any, Described]:
    subject = subject_of(kind)
    row = locked_row(subject, pk)
    return subject, row, subject.describe(row)


def _lock_matter(kind: str, pk: int) -> Matter | None:
    """After the post: the order in which every act locks."""
    rows = Matter.objects.select_for_update(of=("self",))
    return rows.filter(subject_kind=kind, subject_pk=pk, closed_at=None).first()


def _answer(matter: Matter, by: By) -> None:
    matter.state, matter.closed_at = MatterState.KEPT, timezone.now()
    matter.decided_by, matter.decided_at = by.user, matter.closed_at
    matter.version += 1
    matter.save()
