"""Which acts are open to somebody on a matter now, what leads on first, and the keys that lead to them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cms.moderation import rights
from cms.moderation.desk.opening import Opened
from cms.moderation.models import Matter
from cms.moderation.services.facts import facts_of, office_of
from cms.moderation.services.who import By
from cms.moderation.terms import terms
from cms.ordinance.moderation import TABLE, Act, Actor, State, Transition, possible
from cms.ordinance.moderation_rules import Given, judge
from cms.ordinance.removal import Opinion
from cms.ordinance.verdict import Reason
from cms.publication.offices import offices

#: By way of which acts of the desk stand in the register.
WAY = "desk"

#: What stands on the button of an act, in the words of those who do it.
LABELS = {
    Act.PROPOSE: _("Propose the removal"),
    Act.SECOND: _("Give the second look"),
    Act.REFER: _("Request a review"),
    Act.ENTER_RESULT: _("Enter the result of the review"),
    Act.HIDE: _("Hide for a time"),
    Act.SHOW: _("Show again"),
    Act.DECIDE_REMOVE: _("Decide to remove"),
    Act.DECIDE_KEEP: _("Decide that it stays"),
    Act.CARRY_OUT: _("Carry out the removal"),
    Act.UPHOLD: _("Refuse the objection"),
    Act.RESTORE: _("Restore the post"),
}
#: A single key each, shown beside the button; they can be switched off.
KEYS = {
    Act.PROPOSE: "p",
    Act.SECOND: "s",
    Act.REFER: "r",
    Act.ENTER_RESULT: "e",
    Act.HIDE: "h",
    Act.SHOW: "v",
    Act.DECIDE_REMOVE: "d",
    Act.DECIDE_KEEP: "n",
    Act.CARRY_OUT: "c",
    Act.UPHOLD: "u",
    Act.RESTORE: "b",
}


@dataclass(frozen=True)
class Offer:
    """An act that the table has for this person in this state."""

    act: Act
    transition: Transition
    reasons: tuple[str, ...] = ()

    @property
    def slug(self) -> str:
        return self.act.value.replace("_", "-")

    @property
    def label(self) -> Any:
        return LABELS[self.act]

    @property
    def key(self) -> str:
        return KEYS[self.act]


def act_of(slug: str) -> Act:
    """Raises ValueError for what is no act of the desk."""
    act = Act(slug.replace("-", "_"))
    if act not in LABELS:
        raise ValueError(slug)
    return act


#: What stands against these does not hang on what will be typed: it is said before anybody begins to type.
_KNOWN_BEFORE = (Act.SECOND, Act.REFER, Act.ENTER_RESULT, Act.SHOW, Act.DECIDE_REMOVE, Act.UPHOLD, Act.RESTORE)
#: Everything that could be given.
_EVERYTHING = Given(words="가", question="가", answer="가", opinion=Opinion.REMOVE, days=1)
#: What leads on stands first on the screen; what only holds a post for a while, last.
_ORDER = (
    Act.CARRY_OUT,
    Act.DECIDE_REMOVE,
    Act.ENTER_RESULT,
    Act.SECOND,
    Act.PROPOSE,
    Act.REFER,
    Act.DECIDE_KEEP,
    Act.UPHOLD,
    Act.RESTORE,
    Act.HIDE,
    Act.SHOW,
)


def offers(it: Opened, user: Any) -> list[Offer]:
    """Everything that the table has for them in this state, each with what stands against it now."""
    matter = it.matter
    mine, state = rights.actors(user, matter), State(matter.state)
    acts = sorted((act for act in possible(state) if act in LABELS), key=_ORDER.index)
    found = [(act, TABLE[state, act]) for act in acts]
    theirs = [(act, row) for act, row in found if row.by & mine and _makes_sense(matter, act)]
    against = _Against(it, user)
    return [Offer(act, row, against.sentences(act, mine)) for act, row in theirs]


def offer_of(it: Opened, act: Act, user: Any) -> Offer | None:
    """One of them; None where it is not in the table for this person now."""
    return next((each for each in offers(it, user) if each.act is act), None)


class _Against:
    """The facts of a matter, gathered once for all its acts."""

    def __init__(self, it: Opened, user: Any) -> None:
        self.terms, self.now, by = terms(), timezone.now(), By.officer(user, WAY)
        self.facts = None
        if it.described is not None:
            given = replace(_EVERYTHING, policy_version=self.terms.in_force.number)
            facts = facts_of(it.matter, it.described, self.terms, by, given)
            self.facts = replace(facts, removal=replace(facts.removal, decided_as=office_of(by, self.terms)))

    def sentences(self, act: Act, mine: frozenset[Actor]) -> tuple[str, ...]:
        if self.facts is None or act not in _KNOWN_BEFORE:
            return ()
        verdict = judge(act, self.facts, mine, self.terms.policy, self.now, offices())
        return tuple(sentence(reason) for reason in verdict.reasons)


def sentence(reason: Reason) -> str:
    """A reason with the provision that it rests on."""
    said = reason.said(gettext)
    return f"{said} ({reason.article})" if reason.article and str(reason.article) not in said else said


def _makes_sense(matter: Matter, act: Act) -> bool:
    """A post that is not hidden is not shown again; without an objection there is none to refuse."""
    if act is Act.SHOW:
        return matter.hidden_until is not None
    return act is not Act.UPHOLD or bool(matter.objected)  # type: ignore[attr-defined]
