"""What the rule is asked about a matter, gathered from its rows; and who somebody is to it."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import F
from django.utils import timezone

from cms.departments.models.approval import is_homepage_manager
from cms.departments.reach import reach_of
from cms.moderation.models import Evidence, Matter, ModerationRegister, RegisterAct
from cms.moderation.selectors import offices_of
from cms.moderation.services.precedents import precedents_of
from cms.moderation.services.who import By
from cms.moderation.subjects import Described
from cms.moderation.terms import Terms
from cms.ordinance import removal as law
from cms.ordinance.moderation import Actor, State
from cms.ordinance.moderation_days import hidden_days, last_day_to_object
from cms.ordinance.moderation_rules import Given, MatterFacts, Written
from cms.pages.working_days import calendar

_HIDINGS = (RegisterAct.HIDDEN, RegisterAct.SHOWN, RegisterAct.KEPT, RegisterAct.REMOVED, RegisterAct.REFERRED)


def actors_of(by: By, matter: Matter, terms: Terms) -> frozenset[Actor]:
    """Everything that this person is to this matter at the desk; nothing for strangers."""
    user, found = by.user, set[Actor]()
    if user is None or not user.is_authenticated or not user.is_active:
        return frozenset()
    if is_homepage_manager(user) or matter.department_pk in reach_of(user).departments:
        found.add(Actor.MODERATOR)
    if offices_of(user, terms.policy):
        found.add(Actor.DECIDER)
    return frozenset(found)


def office_of(by: By, terms: Terms) -> str:
    """As what this person decides; '' where they do not."""
    return next(iter(offices_of(by.user, terms.policy)), "")


def key_of(user_pk: int | None) -> str:
    """How the rule tells people apart."""
    return "" if user_pk is None else str(user_pk)


def facts_of(
    matter: Matter,
    described: Described,
    terms: Terms,
    by: By,
    given: Given,
    numbers: tuple[int, ...] | None = None,
) -> MatterFacts:
    """The facts of a matter as it is in memory: what the act sets is judged before it is saved.

    :param numbers: the grounds as they were given, where some may be none of the ordinance's.
    """
    copy = matter.evidence.defer("whole").order_by("-saved_at", "-pk").first()
    decided, removed, hands = _decisions(matter)
    objections = list(matter.objections.values_list("decided_at", flat=True))
    return MatterFacts(
        state=State(matter.state),
        removal=removal_of(matter, described, numbers, copy, removed.at if removed else None),
        terms=terms.rule,
        given=given,
        person=key_of(by.user.pk if by.user else None),
        proposed_by=key_of(matter.proposed_by_id),
        seconded_by=key_of(matter.seconded_by_id),
        decided_by=key_of(matter.decided_by_id),
        carried_out_by=key_of(removed.actor_id) if removed else "",
        also_decided=hands,
        decided_version=matter.policy_version,
        as_decided=decided is None or _as_decided(matter, decided),
        hidden_until=matter.hidden_until,
        hidden_days=_hidden_days(matter),
        objection_until=objection_until(removed, terms) if removed else None,
        objection_pending=None in objections,
        objections_decided=sum(each is not None for each in objections),
        copy_erased=copy is None or copy.gone_at is not None,
        written=Written(
            author=described.author,
            title=described.title,
            text=described.text,
            is_public=described.state == "public",
        ),
        before=precedents_of(matter, described),
    )


def _decisions(matter: Matter) -> tuple[ModerationRegister | None, ModerationRegister | None, frozenset[str]]:
    """The latest decision to remove, the removal, and whose hands were in either: the register outlives accounts."""
    acts = (RegisterAct.DECIDED, RegisterAct.REMOVED)
    rows = list(ModerationRegister.objects.filter(matter=matter.pk, act__in=acts).order_by("-number"))
    decided, removed = (next((row for row in rows if row.act == act), None) for act in acts)
    return decided, removed, frozenset(key_of(row.actor_id) for row in rows) - {""}


def _as_decided(matter: Matter, row: ModerationRegister) -> bool:
    """Whether the matter still says what the register says that was decided."""
    decided = (row.grounds, row.reason, row.decided_as, row.policy_version)
    return decided == (matter.grounds, matter.explanation, matter.decided_as, matter.policy_version)


def removal_of(
    matter: Matter,
    described: Described,
    numbers: tuple[int, ...] | None = None,
    copy: Evidence | None = None,
    registered_at: dt.datetime | None = None,
) -> law.Removal:
    """The removal that the matter is about."""
    return law.Removal(
        grounds=tuple(each["number"] for each in matter.grounds) if numbers is None else numbers,
        decided_as=matter.decided_as,
        explanation=matter.explanation,
        place=described.place,
        by_a_user=described.by_a_user,
        unclear=matter.unclear,
        evidence=law.Evidence(copy.digest, copy.saved_at) if copy else None,
        registered_at=registered_at,
        referral=_referral_of(matter),
        repetition=_repetition_of(matter.repetition),
        real_names=described.real_name_rule,
        posted_at=described.posted_at,
    )


def last_day(removed_at: dt.datetime, terms: Terms) -> dt.date:
    """The last day on which an objection to a removal of that moment is received, as is set today."""
    return last_day_to_object(removed_at, terms.objection_days, calendar(timezone.localdate(removed_at)))


def objection_until(removed: ModerationRegister, terms: Terms) -> dt.date:
    """The last day to object to a removal: never before the one that the author was told when it was removed."""
    told = removed.facts.get("object_until")
    return max([last_day(removed.at, terms), *([dt.date.fromisoformat(told)] if told else [])])


def _referral_of(matter: Matter) -> law.Referral | None:
    """The one that is pending, else the latest."""
    latest = matter.referrals.order_by(F("answered_at").desc(nulls_first=True), "-pk").first()
    if latest is None:
        return None
    return law.Referral(latest.sent_at, latest.answered_at, law.Opinion(latest.opinion) if latest.opinion else None)


def _repetition_of(kept: dict[str, Any] | None) -> law.Repetition | None:
    if not kept:
        return None
    posted_at = tuple(dt.datetime.fromisoformat(each) for each in kept.get("posted_at", ()))
    return law.Repetition(tuple(kept["earlier"]), kept["other_account"], kept["recognised_by"], posted_at)


def _hidden_days(matter: Matter) -> int:
    """The days that a post was hidden for a time so far, in this matter and those before; not the hiding that lasts."""
    rows = ModerationRegister.objects.filter(
        subject_kind=matter.subject_kind, subject_pk=matter.subject_pk, act__in=_HIDINGS
    )
    since, days = None, 0
    for act, at in rows.order_by("number").values_list("act", "at"):
        if act == RegisterAct.HIDDEN:
            since = timezone.localdate(at)
        elif since is not None and act != RegisterAct.REFERRED:
            days, since = days + hidden_days(since, timezone.localdate(at)), None
    return days
