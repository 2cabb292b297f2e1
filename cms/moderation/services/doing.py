"""One act on a matter: locked, judged by the rule, written with its row of the register in one transaction."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext as _

from cms.moderation.models import Matter, MatterState, ModerationRegister, Objection, RegisterAct
from cms.moderation.notices.telling import tell
from cms.moderation.services.facts import actors_of, facts_of
from cms.moderation.services.registering import register
from cms.moderation.services.who import By, Overtaken, Refused
from cms.moderation.subjects import Described, Subject, subject_of
from cms.moderation.terms import Terms, grounds_of, terms
from cms.ordinance.moderation import Act, Actor, State, author_told, target
from cms.ordinance.moderation_rules import Given, judge
from cms.ordinance.removal import Opinion
from cms.ordinance.verdict import FactsError
from cms.publication.offices import offices


@dataclass
class Doing:
    """What an act sees and may change, within its transaction. The post's row is locked as the matter is."""

    matter: Matter
    by: By
    actors: frozenset[Actor]
    terms: Terms
    subject: Subject
    row: Any
    described: Described
    now: dt.datetime = field(default_factory=timezone.now)

    @property
    def is_hidden(self) -> bool:
        """Whether the post is kept from everybody: for a time, by a review, or before it was public."""
        return self.described.state in {"hidden", "held"}

    def require(self, act: Act, given: Given | None = None, numbers: tuple[int, ...] | None = None) -> None:
        """Ask the rule, with the matter as it is in memory.

        :raises Refused: with every reason.
        """
        given = given or Given(policy_version=self.terms.in_force.number)
        try:
            facts = facts_of(self.matter, self.described, self.terms, self.by, given, numbers)
            verdict = judge(act, facts, self.actors, self.terms.policy, timezone.now(), offices())
        except FactsError as wrong:
            raise Refused(wrong.reasons) from None
        if not verdict:
            raise Refused(verdict.reasons)

    def enter(self, act: RegisterAct, **values: Any) -> ModerationRegister:
        """A row about this matter, with its grounds."""
        values = {"grounds": self.matter.grounds, **values}
        return register(act, self.described, by=self.by, matter=self.matter, **values)

    def move(
        self,
        act: Act,
        row: ModerationRegister,
        opinion: Opinion | None = None,
        *,
        tells: bool = True,
        answers: Objection | None = None,
    ) -> None:
        """To the state that the table says; the author is told where it says so, unless the caller tells them.

        :param answers: an objection that this is said to: where and in which language its author wants to hear of it.
        """
        before = State(self.matter.state)
        if tells and author_told(before, act, self.is_hidden):
            tell(self.matter, self.described, row, answers)
        became = target(before, act, opinion)
        self.matter.state = MatterState(became.value)
        closed = self.matter.state not in PENDING
        self.matter.closed_at = (self.matter.closed_at or self.now) if closed else None

    def set_grounds(self, numbers: tuple[int, ...]) -> None:
        """The policy's own, verbatim."""
        self.matter.grounds = grounds_of(self.terms.policy, numbers)

    def show_if_hidden(self, row: ModerationRegister) -> None:
        """Before everybody, by this row."""
        if self.is_hidden:
            self.subject.show(self.row, row.number)
        self.matter.hidden_until = None


PENDING = frozenset({MatterState.OPEN, MatterState.PROPOSED, MatterState.REFERRED, MatterState.DECIDED})


@contextmanager
def doing(matter: Matter, by: By, *, also: frozenset[Actor] = frozenset(), seen: int | None = None) -> Iterator[Doing]:
    """Lock a post and then its matter, as every act does; let the act change them; save the matter as a new version.

    :param also: what the person is to the matter beside their place at the desk: its author, a reader, the schedule.
    :param seen: ``matter.version`` as the person saw it; None for those who see nothing.
    :raises Overtaken: where the matter changed since; :class:`Refused` where the post is not there.
    """
    with transaction.atomic():
        subject = subject_of(matter.subject_kind)
        row = locked_row(subject, matter.subject_pk)
        held = Matter.objects.select_for_update(of=("self",)).get(pk=matter.pk)
        if seen is not None and held.version != seen:
            raise Overtaken
        if held.state == MatterState.GONE:
            raise Refused([_("The post is gone already.")])
        now_in_force = terms()
        it = Doing(
            held, by, actors_of(by, held, now_in_force) | also, now_in_force, subject, row, subject.describe(row)
        )
        yield it
        held.version += 1
        held.save()
    matter.refresh_from_db()


def locked_row(subject: Subject, pk: int) -> Any:
    """The post for this transaction alone.

    :raises Refused: where there is none.
    """
    try:
        return subject.get(pk, lock=True)
    except ObjectDoesNotExist:
        raise Refused([_("There is no such post.")]) from None


def as_numbers(grounds: Any) -> tuple[int, ...]:
    """Numbers of grounds in their order."""
    return tuple(int(each) for each in grounds)


def may(matter: Matter, act: Act, by: By, given: Given | None = None) -> tuple[str, ...]:
    """Every reason against an act as sentences; none where it may be done. For screens: the act asks again."""
    in_force = terms()
    subject = subject_of(matter.subject_kind)
    described = subject.describe(subject.get(matter.subject_pk))
    facts = facts_of(matter, described, in_force, by, given or Given(policy_version=in_force.in_force.number))
    verdict = judge(act, facts, actors_of(by, matter, in_force), in_force.policy, timezone.now(), offices())
    return tuple(reason.said(gettext) for reason in verdict.reasons)
