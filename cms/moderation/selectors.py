"""Reading what moderation has decided: for boards, notices and the desk."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from cms.departments.models import Department
from cms.members.stand_in import indexes_of_account
from cms.moderation.models import Block, DecisionOffice, Matter, MatterState, Referral, SameAuthor, Tombstone
from cms.moderation.terms import terms, today
from cms.ordinance.policy import Policy

#: How policies name the head of a department: 홈페이지담당부서의 장, 관리부서의 장.
_A_HEAD = "부서의장"
#: As what homepage management's head decides where the policy names nobody.
NOBODY_NAMED = "홈페이지 담당부서의 장"


def tombstones_of(board_pk: int) -> QuerySet[Tombstone]:
    """What was removed from a board and stays removed, the latest first."""
    return Tombstone.objects.filter(board_pk=board_pk, gone_at=None)


def tombstone_of(kind: str, pk: int) -> Tombstone | None:
    """What stands where this post stood; None where it was not removed."""
    return Tombstone.objects.filter(subject_kind=kind, subject_pk=pk, gone_at=None).first()


def open_matter_on(kind: str, pk: int) -> Matter | None:
    """The matter that is under examination."""
    return Matter.objects.filter(subject_kind=kind, subject_pk=pk, closed_at=None).first()


def is_locked(kind: str, pk: int) -> bool:
    """Whether a review is pending (심의 중): until its result nobody changes or deletes the post. One query."""
    return pending_referral(kind, pk) is not None


def pending_referral(kind: str, pk: int) -> Referral | None:
    """The request for review that has no result yet."""
    waiting = Referral.objects.filter(answered_at=None, matter__closed_at=None)
    return waiting.filter(matter__subject_kind=kind, matter__subject_pk=pk).first()


def pending_notice(kind: str, pk: int) -> str:
    """What stands above a post that is shown while it is reviewed; '' for any other."""
    referral = pending_referral(kind, pk)
    if referral is None or terms().while_referred != "notice":
        return ""
    return _("%(body)s is reviewing whether this post may stay.") % {"body": referral.body}


def active_block(account: str) -> Block | None:
    """The block under which this account may not write today.

    Its own, that of an account of the same author, or that of a writer who left and signed up again by one address.
    """
    if not account:
        return None
    own = accounts_of_author(account)
    rows = list(standing_blocks().filter(Q(account__in=own) | ~Q(left_index="")).order_by("-until"))
    indexes = indexes_of_account(account) if any(row.left_index for row in rows) else ()
    return next((row for row in rows if row.account in own or row.left_index in indexes), None)


def standing_blocks() -> QuerySet[Block]:
    """Blocks that hold today."""
    return Block.objects.filter(ended_at=None, until__gte=today())


def accounts_of_author(account: str) -> frozenset[str]:
    """This account and those that a person recognised as the same author's (동일인이라고 인정되는 자). One query."""
    known = {account}
    pairs = SameAuthor.objects.filter(Q(first=account) | Q(second=account)).values_list("first", "second")
    return frozenset(known.union(*pairs)) if account else frozenset()


def offices_of(user: Any, policy: Policy) -> tuple[str, ...]:
    """As what somebody may decide on removals today (전결): the office that the policy names, held on a basis.

    Where it names the head of a department, whoever heads the department that manages the homepage holds it without
    more, and no other does while nobody else was named.
    """
    if user is None or not user.is_authenticated or not user.is_active:
        return ()
    named = policy.removal.decided_by
    office = named.value if named else NOBODY_NAMED
    held = _holders(office)
    if user.pk in held:
        return (office,)
    by_default = not named or _A_HEAD in "".join(office.split())
    return (office,) if not held and by_default and _heads_homepage(user) else ()


def earlier_removals(account: str) -> QuerySet[Matter]:
    """Removals of this author's posts that stand, the latest first."""
    accounts = accounts_of_author(account)
    return Matter.objects.filter(account__in=accounts, state=MatterState.REMOVED).order_by("-closed_at")


def _holders(office: str) -> frozenset[int]:
    day, plain = today(), "".join(office.split())
    rows = DecisionOffice.objects.filter(Q(until=None) | Q(until__gte=day), since__lte=day)
    return frozenset(row.user_id for row in rows if "".join(row.office.split()) == plain)


def _heads_homepage(user: Any) -> bool:
    return Department.objects.open().filter(head=user, manages_homepage=True).exists()
