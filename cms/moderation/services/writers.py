"""Writers: shut out for a time (작성 제한), only with removals; recognised as one author (동일인이라고 인정되는 자)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from cms.moderation.models import Block, Matter, MatterState, RegisterAct, SameAuthor
from cms.moderation.notices.telling import tell
from cms.moderation.selectors import accounts_of_author, active_block, offices_of
from cms.moderation.services.facts import actors_of, office_of
from cms.moderation.services.registering import register
from cms.moderation.services.who import By, Refused
from cms.moderation.subjects import subject_of
from cms.moderation.terms import Terms, terms, today
from cms.ordinance.canned import says
from cms.ordinance.writers import Linked, WriterBlock, may_block_writer
from cms.publication.offices import offices


@transaction.atomic
def block(account: str, by: By, *, matters: Iterable[Matter], until: dt.date | None, reason: str) -> Block:
    """Shut a writer out of writing to the end of a day. They still read, and are told why.

    :param matters: removals of the writer's own posts that stand.
    :raises Refused: with every reason.
    """
    numbers = [each.pk for each in matters]
    linked = list(Matter.objects.select_for_update(of=("self",)).filter(pk__in=numbers).order_by("pk"))
    here = terms()
    own = accounts_of_author(account)
    holds_already = active_block(account)
    facts = WriterBlock(
        removals=tuple(Linked(str(each.pk), each.account in own, each.state == MatterState.REMOVED) for each in linked),
        until=until,
        reason=reason,
        by_decider=bool(offices_of(by.user, here.policy)),
        blocked_until=holds_already.until if holds_already else None,
    )
    verdict = may_block_writer(facts, here.longest_block_days, today(), offices())
    if not verdict or until is None:
        raise Refused(verdict.reasons)
    subject = subject_of(linked[0].subject_kind)
    described = subject.describe(subject.get(linked[0].subject_pk))
    made = Block.objects.create(
        account=account, user_id=described.user, reason=reason.strip(), until=until, blocked_by=by.user
    )
    made.matters.set(linked)
    row = register(
        RegisterAct.BLOCKED,
        None,
        by=by,
        matter=linked[0],
        reason=made.reason,
        decided_as=office_of(by, here),
        facts={"account": account, "until": until.isoformat(), "matters": [each.pk for each in linked]},
    )
    tell(linked[0], described, row)
    return made


@transaction.atomic
def unblock(block: Block, by: By, *, reason: str) -> Block:
    """End a block before its last day.

    :raises Refused: for whoever does not decide, without a reason, and where it is over already.
    """
    held, reason = Block.objects.select_for_update(of=("self",)).get(pk=block.pk), reason.strip()
    here, reasons = terms(), []
    if not offices_of(by.user, here.policy):
        reasons.append(_("Whoever decides on removals decides on blocks."))
    if not says(reason):
        reasons.append(_("Say why the block ends."))
    if held.ended_at is not None or held.until < today():
        reasons.append(_("The block is over already."))
    if reasons:
        raise Refused(reasons)
    return _end(held, by, here, reason)


def end_unfounded(matter: Matter, by: By) -> None:
    """A block goes with the last of the removals that it rests on: to be called when one was taken back.

    Within the transaction of the restoring, which has locked the matter.
    """
    here = terms()
    for held in Block.objects.select_for_update(of=("self",)).filter(ended_at=None, until__gte=today(), matters=matter):
        others = held.matters.exclude(pk=matter.pk)
        if not others.filter(state=MatterState.REMOVED).exists():
            with translation.override(settings.LANGUAGE_CODE):  # it stands in the register for good
                reason = _("The removals that the block rested on were taken back.")
            _end(held, by, here, reason)


def _end(held: Block, by: By, here: Terms, reason: str) -> Block:
    row = register(
        RegisterAct.UNBLOCKED,
        None,
        by=by,
        matter=held.matters.order_by("pk").first(),
        reason=reason,
        decided_as=office_of(by, here),
        facts={"account": held.account},
    )
    held.ended_at, held.ended_because, held.left_index = row.at, row.reason, ""
    held.save(update_fields=["ended_at", "ended_because", "left_index"])
    return held


@transaction.atomic
def recognise_same_author(by: By, accounts: tuple[str, str], *, reason: str) -> SameAuthor:
    """Record that two accounts are one author's: a person's finding, with why.

    :raises Refused: for strangers, without a reason, for one account twice or none, and where it stands already.
    """
    first, second = sorted(accounts)
    reasons, reason = [], reason.strip()
    if not actors_of(by, Matter(), terms()):
        reasons.append(_("Homepage management and whoever decides on removals recognise accounts as one author's."))
    if not first or first == second:
        reasons.append(_("Name two different accounts."))
    if not says(reason):
        reasons.append(_("Write down what it is recognised by."))
    if SameAuthor.objects.filter(first=first, second=second).exists():
        reasons.append(_("The two accounts are recorded as one author's already."))
    if reasons:
        raise Refused(reasons)
    found = SameAuthor.objects.create(first=first, second=second, reason=reason, recognised_by=by.user)
    register(RegisterAct.SAME_AUTHOR, None, by=by, reason=reason, facts={"accounts": [first, second]})
    return found
