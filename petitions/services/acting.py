"""The one way in which a case changes: lock, ask the rule, write the change with its event and its notice.

Views, bulk actions, the schedule and a shell all pass here. ``act`` is one transaction: nothing is half done, of two
who act at once one wins and the other reads what has happened meanwhile.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from cms.departments.models import Department
from cms.ordinance.calendar import Calendar
from cms.ordinance.case import CLOSED, TABLE, Actor, Event, target
from cms.ordinance.case_rules import judge
from cms.ordinance.verdict import Reason
from petitions import clock
from petitions.models import Case, CaseEvent, Notice
from petitions.services import effects, followers
from petitions.services.facts import facts_of, given_of
from petitions.services.gifts import Gift
from tenants.selectors import current_policy


class Refused(Exception):  # noqa: N818
    """Why not: every reason as a sentence in the reader's language."""

    def __init__(self, reasons: Collection[Reason | str]) -> None:
        self.reasons = tuple(each if isinstance(each, str) else each.said(gettext) for each in reasons)
        super().__init__(" ".join(self.reasons))


class Overtaken(Refused):
    """Somebody else changed the case after it was shown."""

    def __init__(self) -> None:
        super().__init__([gettext("Somebody else has changed this petition meanwhile. Please look at it again.")])


@dataclass(frozen=True)
class By:
    """Who acts: everything that they are to the case; ``user`` is None for guests and the schedule."""

    actors: frozenset[Actor]
    user: Any = None
    name: str = ""
    department: str = ""


@dataclass
class Acting:
    """What an effect sees and may change, within the transaction."""

    case: Case
    event: Event
    by: By
    gift: Gift
    calendar: Calendar
    now: dt.datetime
    facts: dict[str, Any] = field(default_factory=dict)
    words: list[str] = field(default_factory=list)


SCHEDULE = By(frozenset({Actor.SCHEDULE}))
PETITIONER = By(frozenset({Actor.PETITIONER}))


def act(
    case: Case,
    event: Event,
    by: By,
    gift: Gift | None = None,
    *,
    seen: int | None = None,
    now: dt.datetime | None = None,
) -> CaseEvent:
    """Let something happen to a case.

    :param seen: ``case.version`` as the person saw it; None for those who see nothing (the schedule).
    :raises Refused: with every reason; :class:`Overtaken` where the case changed after it was seen.
    """
    gift = gift or Gift()
    with transaction.atomic():
        held = lock(case)
        if seen is not None and held.version != seen:
            raise Overtaken
        doing = Acting(held, event, by, gift, clock.calendar(now), now or timezone.now())
        _require(doing)
        line = _carry_out(doing)
    case.refresh_from_db()
    return line


def lock(case: Case) -> Case:
    """The case for this transaction alone."""
    return Case.objects.select_for_update(of=("self",)).select_related("department", "service").get(pk=case.pk)


def may(case: Case, event: Event, by: By, gift: Gift | None = None, now: dt.datetime | None = None) -> tuple[str, ...]:
    """Every reason against it as sentences; empty where it may happen. For screens; ``act`` asks again."""
    now = now or timezone.now()
    doing = Acting(case, event, by, gift or Gift(), clock.calendar(now), now)
    verdict = _verdict(doing)
    return tuple(reason.said(gettext) for reason in verdict.reasons)


def log(
    case: Case,
    event: str,
    by: By,
    *,
    words: str = "",
    facts: Mapping[str, Any] | None = None,
    before: str | None = None,
    told: bool = False,
    now: dt.datetime | None = None,
) -> CaseEvent:
    """A line of history; with its notice where the petitioner is told. Within the transaction of what it tells of."""
    person = None if Actor.PETITIONER in by.actors else by.user  # a name is closed in the case, and nowhere else
    line = CaseEvent(
        case=case,
        at=now or timezone.now(),
        event=event,
        before=case.state if before is None else before,
        after=case.state,
        actor=main_actor(by.actors),
        by=person if person and person.pk else None,
        by_name=by.name or (person.get_full_name() if person else ""),
        department_name=by.department,
        words=words or None,
        facts=dict(facts or {}),
        told=told,
        policy_version=current_policy().number,
    )
    line.save(force_insert=True)
    if told:
        Notice.objects.create(case=case, event=line)
    return line


def main_actor(actors: Collection[Actor]) -> str:
    """As what they acted, for the history: the petitioner before staff, the head before the officer."""
    order = (Actor.PETITIONER, Actor.HEAD, Actor.OFFICER, Actor.COORDINATOR, Actor.SCHEDULE)
    return next(actor.value for actor in order if actor in actors)


def _verdict(doing: Acting) -> Any:
    facts = facts_of(doing.case, doing.event, doing.gift, doing.calendar, doing.now)
    return judge(doing.event, facts, doing.by.actors, given_of(doing.gift), doing.calendar, doing.now)


def _require(doing: Acting) -> None:
    reasons: list[Reason | str] = list(_verdict(doing).reasons)
    reasons += effects.objections(doing)
    if reasons:
        raise Refused(reasons)


def _carry_out(doing: Acting) -> CaseEvent:
    case, before = doing.case, doing.case.at
    transition = TABLE[before, doing.event]
    extended = bool(clock.extensions_of(doing.case))
    effects.apply(doing)
    case.state = target(before, doing.event, extended).value
    _close_or_open(case, doing.now)
    if case.at not in CLOSED:
        clock.recount(case, doing.calendar, doing.now)
    case.version += 1
    case.save()
    acted = [actor for actor in transition.by if actor in doing.by.actors]
    by = By(frozenset(acted), doing.by.user, doing.by.name, doing.by.department or _department_of(doing))
    line = log(
        case,
        doing.event.value,
        by,
        words="\n\n".join(doing.words),
        facts=doing.facts,
        before=before.value,
        told=transition.told,
        now=doing.now,
    )
    followers.tell(case, line)
    return line


def _close_or_open(case: Case, now: dt.datetime) -> None:
    """An objection opens the case again; what happens to a closed case does not close it anew."""
    if case.at not in CLOSED:
        case.closed_at = None
    elif case.closed_at is None:
        case.closed_at = now


def _department_of(doing: Acting) -> str:
    if doing.by.user is None or Actor.PETITIONER in doing.by.actors:
        return ""
    department: Department = doing.case.department
    return department.name
