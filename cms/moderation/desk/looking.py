"""A look at a removal before it is carried out: what will be kept, published and sent, each with its article."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from cms.moderation.desk.opening import Opened
from cms.moderation.services.facts import removal_of
from cms.moderation.terms import terms
from cms.ordinance import removal_duties as duties
from cms.ordinance.moderation_days import evidence_kept_until


@dataclass(frozen=True)
class Look:
    """``steps``: what happens in order, each with the article that asks for it, '' for the platform's own habit.

    ``kept``: what the copy of the whole post holds; ``kept_until``: how long. ``told``: how the author hears of it.
    """

    steps: tuple[tuple[str, str], ...]
    kept: tuple[str, ...]
    kept_until: str
    told: str
    office: str


def look(it: Opened) -> Look | None:
    """None where there is no post to look at."""
    if it.described is None:
        return None
    known, now_in_force = bool(it.described.mail), terms()
    found = duties.steps(removal_of(it.matter, it.described), now_in_force.policy, known)
    until = evidence_kept_until(timezone.now(), now_in_force.evidence_years)
    return Look(
        tuple((_(str(step.act.word)), str(step.article or "")) for step in found),
        tuple(_kept(it)),
        until.isoformat(),
        _told(it),
        it.matter.decided_as,
    )


def _kept(it: Opened) -> list[str]:
    whole = it.subject.whole(it.row)
    values = {"files": len(whole.files), "remarks": len(whole.remarks), "signs": len(whole.text)}
    return [
        _("Title, text (%(signs)d signs), author, times and address") % values,
        _("Files: %(files)d") % values,
        _("Comments, answers and earlier versions: %(remarks)d") % values,
    ]


def _told(it: Opened) -> str:
    assert it.described is not None  # noqa: S101 - asked by the caller
    if not it.described.mail:
        return _("No address of the author is known: the reason is published where the post stood.")
    return _("The author is told by e-mail why, and how to object.")
