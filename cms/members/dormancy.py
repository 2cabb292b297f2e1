"""Members who stay away (장기 미접속 회원, 동작 제22조제7항): warned by mail, then let go, by the schedule.

Where the ordinance is silent nothing is deleted, and the desk says so. Nobody goes who was not warned so many days
before; whoever no mail can reach stands on a list at the desk, where homepage management decides. Each member is one
transaction, so a run may be cut off anywhere and the next one goes on.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce, Greatest, TruncDate
from django.utils import timezone

from cms.members import outbox
from cms.members.departing import erase, said
from cms.members.events import note
from cms.members.leaving import holds_of
from cms.members.models import MailKind, Member, MemberAct, MemberMail, MemberServiceSetting, SendState
from cms.ordinance.citation import Article
from cms.ordinance.laws import written
from cms.ordinance.policy import Policy, Silent
from cms.ordinance.retention import Member as Facts
from cms.ordinance.retention import Retention, dormant
from tenants.selectors import NoPolicy, current_policy

#: So many members a run; the next run takes the next ones.
AT_ONCE = 500
#: No policy lets anybody go sooner than after a year, and none is warned more than half a year before.
EARLIEST = dt.timedelta(days=365 - 181)
_UNDELIVERED = (SendState.REFUSED,)
_ON_ITS_WAY = (SendState.WAITING, SendState.SENDING)


class Step(StrEnum):
    """What is to be done about a member today. ``WAIT``: nothing, the member was warned or is not dormant."""

    WAIT = "wait"
    WARN = "warn"
    ERASE = "erase"


@dataclass(frozen=True, slots=True)
class Standing:
    """The step, the last day kept by the ordinance, and the day from which on the member may go."""

    step: Step
    retention: Retention
    erased_on: dt.date | None = None


def standing(facts: Facts, warned_on: dt.date | None, policy: Policy, today: dt.date, warn_days: int) -> Standing:
    """What the ordinance and the warning make of a member.

    A warning counts from the day on which the mail server took it, and only if the member has not signed in since.
    """
    found = dormant(facts, policy, today)
    last = found.last_day_kept
    if last is None:
        return Standing(Step.WAIT, found)
    since = max(facts.joined_on, facts.last_login_on or facts.joined_on)
    warned = warned_on if warned_on and warned_on > since else None
    may_go = max(last + dt.timedelta(1), (warned or today) + dt.timedelta(warn_days))
    if warned is None:
        starts = last + dt.timedelta(1) - dt.timedelta(warn_days)
        return Standing(Step.WARN if today >= starts else Step.WAIT, found, may_go)
    return Standing(Step.ERASE if found.verdict.ok and today >= may_go else Step.WAIT, found, may_go)


def standing_of(member: Member, policy: Policy, today: dt.date) -> Standing:
    """The same for a row; asks every room for what a law keeps."""
    facts = Facts(member.joined_on, last_login(member), holds_of(member.user))
    return standing(facts, member.warned_on, policy, today, MemberServiceSetting.current().warn_days)


def last_login(member: Member) -> dt.date | None:
    """The later one of what is written down about the last sign-in: nobody goes by a gap in a record."""
    signed = timezone.localdate(member.user.last_login) if member.user.last_login else None
    return max((day for day in (member.last_login_on, signed) if day), default=None)


def away(before: dt.date) -> QuerySet[Member]:
    """Members who have not signed in after this day."""
    joined = F("joined_on")
    signed = Coalesce(TruncDate("user__last_login"), joined)
    rows = Member.objects.filter(left_at=None, user__is_staff=False)
    return rows.annotate(since=Greatest(joined, Coalesce("last_login_on", joined), signed)).filter(since__lte=before)


def policy_here() -> Policy | None:
    """The policy, where it knows such deletion; None where the ordinance is silent."""
    try:
        policy = current_policy().policy
    except NoPolicy:
        return None
    return policy if policy.privacy.dormant_deletion and policy.privacy.dormant_years else None


def article_of(policy: Policy) -> Article:
    """By which article dormant members go.

    :raises ValueError: where the ordinance is silent: a mistake of the caller.
    """
    clause = policy.privacy.dormant_deletion
    if isinstance(clause, Silent):
        raise ValueError("This ordinance knows no deletion of dormant members.")
    return clause.article


def run() -> dict[str, int]:
    """Warn who is to be warned and let go who may go; how many of each."""
    policy = policy_here()
    if policy is None:
        return {}
    today = timezone.localdate()
    return {"warned": _warn(policy, today), "erased": _erase(policy, today)}


def unreachable() -> QuerySet[Member]:
    """Dormant members whom no mail reached: they are kept until the desk decides."""
    policy = policy_here()
    if policy is None:
        return Member.objects.none()
    last = timezone.localdate() - dt.timedelta(days=365 * policy.privacy.dormant_years.value)
    unwarned = Q(warned_on=None) | _warned_before()
    return away(last).filter(unwarned, Q(mail__isnull=True) | Exists(_warnings(_UNDELIVERED)))


@transaction.atomic
def erase_unreachable(pk: int, *, by: str) -> bool:
    """Somebody at the desk lets a member go whom no mail reaches; whether it was so still."""
    policy, today = policy_here(), timezone.localdate()
    member = unreachable().select_related("user").filter(pk=pk).first()
    if policy is None or member is None or not standing_of(member, policy, today).retention.verdict.ok:
        return False
    erase(member, facts=_facts(member, policy), by=by)
    return True


def _warn(policy: Policy, today: dt.date) -> int:
    warn_days = MemberServiceSetting.current().warn_days
    years = policy.privacy.dormant_years.value
    rows = away(today - dt.timedelta(days=365 * years - warn_days))
    rows = rows.filter(Q(warned_on=None) | _warned_before(), ~Exists(_warnings((*_ON_ITS_WAY, *_UNDELIVERED))))
    pks = list(rows.exclude(mail__isnull=True).order_by("since", "pk").values_list("pk", flat=True)[:AT_ONCE])
    return sum(_warn_one(pk, policy, today) for pk in pks)


@transaction.atomic
def _warn_one(pk: int, policy: Policy, today: dt.date) -> bool:
    member = _locked(pk)
    if member is None or (found := standing_of(member, policy, today)).step is not Step.WARN:
        return False
    facts = {
        "since": (last_login(member) or member.joined_on).isoformat(),
        "erased_on": found.erased_on.isoformat() if found.erased_on else "",
        "article": written(article_of(policy)),
        "kept": said(found.retention.kept),
    }
    outbox.queue(member, MailKind.DORMANT, facts=facts)
    return True


def _erase(policy: Policy, today: dt.date) -> int:
    warn_days = MemberServiceSetting.current().warn_days
    years = policy.privacy.dormant_years.value
    rows = away(today - dt.timedelta(days=365 * years))
    rows = rows.filter(warned_on__gt=F("since"), warned_on__lte=today - dt.timedelta(days=warn_days))
    pks = list(rows.order_by("since", "pk").values_list("pk", flat=True)[:AT_ONCE])
    return sum(_erase_one(pk, policy, today) for pk in pks)


@transaction.atomic
def _erase_one(pk: int, policy: Policy, today: dt.date) -> bool:
    """Asked again with the row locked: the member may have signed in meanwhile."""
    member = _locked(pk)
    if member is None or standing_of(member, policy, today).step is not Step.ERASE:
        return False
    erase(member, facts=_facts(member, policy))
    return True


def _locked(pk: int) -> Member | None:
    rows = Member.objects.select_for_update(of=("self", "user"), skip_locked=True)
    return rows.select_related("user").filter(pk=pk, left_at=None).first()


def _facts(member: Member, policy: Policy) -> dict[str, str]:
    last = last_login(member)
    return {
        "last_login_on": last.isoformat() if last else "",
        "warned_on": member.warned_on.isoformat() if member.warned_on else "",
        "article": written(article_of(policy)),
        "policy_version": str(current_policy().number),
    }


def _warned_before() -> Q:
    """A warning from before the last sign-in is none."""
    return Q(warned_on__lte=F("since"))


def _warnings(states: tuple[SendState, ...]) -> QuerySet[MemberMail]:
    """Those of this spell of dormancy."""
    rows = MemberMail.objects.filter(member=OuterRef("pk"), kind=MailKind.DORMANT, state__in=states)
    return rows.filter(next_attempt_at__date__gt=OuterRef("since"))


def _was_warned(row: MemberMail, at: dt.datetime) -> None:
    Member.objects.filter(pk=row.member_id).update(warned_on=timezone.localdate(at))
    note(row.member.account, MemberAct.WARNED, facts={"erased_on": row.facts["erased_on"]})


def _was_refused(row: MemberMail, at: dt.datetime) -> None:
    note(row.member.account, MemberAct.UNREACHABLE)


outbox.after(MailKind.DORMANT, sent=_was_warned, refused=_was_refused)
