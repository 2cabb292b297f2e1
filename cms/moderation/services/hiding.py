"""Temporary measures (임시조치): a post is hidden for some days, and shown again by a person or when they are over."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db.models import QuerySet

from cms.moderation.models import Matter, MatterState, RegisterAct
from cms.moderation.services.doing import as_numbers, doing
from cms.moderation.services.who import SCHEDULE, By, Refused
from cms.ordinance.moderation import Act, Actor
from cms.ordinance.moderation_days import hidden_until
from cms.ordinance.moderation_rules import Given


def hide(
    matter: Matter,
    by: By,
    *,
    grounds: Iterable[int],
    explanation: str,
    days: int | None,
    seen: int | None = None,
) -> Matter:
    """Hide the post to the end of the last of these days. The author is told why.

    What was proposed or decided stays what it was: hiding has grounds and a reason of its own.

    :raises Refused: with every reason.
    """
    with doing(matter, by, seen=seen) as it:
        numbers, proposed = as_numbers(grounds), (it.matter.grounds, it.matter.explanation)
        it.set_grounds(numbers)
        it.matter.explanation = explanation.strip()
        it.require(Act.HIDE, Given(days=days), numbers)
        until = hidden_until(it.now, days or 1)
        row = it.enter(RegisterAct.HIDDEN, reason=it.matter.explanation, facts={"until": until.isoformat()})
        it.move(Act.HIDE, row)
        it.subject.hide(it.row, row.number)
        it.matter.hidden_until = until
        if it.matter.state != MatterState.OPEN:
            it.matter.grounds, it.matter.explanation = proposed
    return matter


def show(matter: Matter, by: By, *, seen: int | None = None) -> Matter:
    """Show the post again before its days are over (임시조치 해제).

    :raises Refused: with every reason.
    """
    return _show(matter, by, frozenset(), seen)


def over(today: dt.date) -> QuerySet[Matter]:
    """Matters whose post was hidden until yesterday or before."""
    return Matter.objects.filter(closed_at=None, hidden_until__lt=today)


def end_hidings(today: dt.date) -> dict[str, int]:
    """Show what was hidden for a time that is over. What a review keeps hidden waits for its result."""
    did = {"shown": 0, "waiting": 0}
    for matter in over(today).order_by("pk"):
        try:
            _show(matter, SCHEDULE, frozenset({Actor.SCHEDULE}), None)
            did["shown"] += 1
        except Refused:
            did["waiting"] += 1
    return did


def _show(matter: Matter, by: By, also: frozenset[Actor], seen: int | None) -> Matter:
    with doing(matter, by, also=also, seen=seen) as it:
        it.require(Act.SHOW)
        row = it.enter(RegisterAct.SHOWN, grounds=())
        it.move(Act.SHOW, row)
        it.show_if_hidden(row)
    return matter
