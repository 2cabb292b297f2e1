"""The words of a notice to an author: what was done, why, what follows, what they can do. Never the post's own words.

One function an act of the register, called with the author's language in use.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, cast

from django.utils.translation import gettext as _

from cms.core.dates import long_date
from cms.moderation.models import ModerationRegister, RegisterAct
from cms.moderation.services.facts import objection_until
from cms.moderation.subjects import subject_of
from cms.moderation.terms import terms
from cms.ordinance.removal import Opinion


@dataclass(frozen=True)
class Words:
    """``news`` is heading and subject; ``follows`` and ``can`` are paragraphs. ``why``: whether grounds and reason
    stand below; ``may_object``: whether the address for objections does."""

    news: str
    follows: tuple[str, ...] = ()
    can: tuple[str, ...] = ()
    why: bool = False
    may_object: bool = False


def words_of(row: ModerationRegister) -> Words:
    """The words for a row of the register."""
    return _WRITERS[RegisterAct(row.act)](row)


def _removed(row: ModerationRegister) -> Words:
    until = long_date(objection_until(row, terms()))
    return Words(
        _("Your post was removed."),
        (_("A copy of the whole post is kept closed, so that it can be restored."),),
        (_("You can object until %(day)s. Another person than the one who decided looks at it.") % {"day": until},),
        why=True,
        may_object=True,
    )


def _hidden(row: ModerationRegister) -> Words:
    until = _day(row.facts.get("until"))
    return Words(
        _("Your post was hidden for a time."),
        (_("It is hidden until %(day)s at the latest. Nothing of it was removed.") % {"day": until},),
        why=True,
    )


def _shown(row: ModerationRegister) -> Words:
    return Words(_("Your post is shown again."))


def _referred(row: ModerationRegister) -> Words:
    return Words(
        _("Your post is being reviewed."),
        (
            _("%(body)s looks at whether it may stay.") % {"body": row.facts.get("body", "")},
            _("Until the result is there it can be neither changed nor deleted. You will be told of the result."),
        ),
    )


def _reviewed(row: ModerationRegister) -> Words:
    if row.facts.get("result") == Opinion.KEEP:
        return Words(_("The review has found that your post stays."))
    return Words(
        _("The review has found that your post is to be removed."),
        (_("You will be told when it is removed, and how to object."),),
    )


def _kept(row: ModerationRegister) -> Words:
    return Words(_("Your post stays."), (_("It was looked at, and nothing was found that speaks against it."),))


def _objected(row: ModerationRegister) -> Words:
    return Words(
        _("We have received your objection."),
        (_("It will be decided by %(day)s, and you will be told.") % {"day": _day(row.facts.get("due_on"))},),
    )


def remedies() -> tuple[str, ...]:
    """What an author can do against a removal that stands.

    행정심판법 제27조, 행정소송법 제20조: 90 days from knowing of the decision.
    """
    return (
        _("You can ask for an administrative appeal or go to the administrative court."),
        _("For either, the law as a rule gives 90 days from the day on which you learn of the decision."),
        _("You can also turn to the Anti-Corruption and Civil Rights Commission (telephone 110)."),
    )


def _upheld(row: ModerationRegister) -> Words:
    return Words(
        _("Your objection was refused: the removal stands."),
        can=remedies(),
        why=True,
    )


def _restored(row: ModerationRegister) -> Words:
    return Words(
        _("Your post was restored."),
        (_("It stands where it stood, with everything that belongs to it: %(address)s") % {"address": _address(row)},),
        why=True,
    )


def _blocked(row: ModerationRegister) -> Words:
    until = _day(row.facts.get("until"))
    return Words(
        _("You cannot write on the boards for a time."),
        (_("You can read everything, and write again after %(day)s.") % {"day": until},),
        (_("If you think that this is wrong, please turn to the department named below."),),
        why=True,
    )


def _address(row: ModerationRegister) -> str:
    """The register has the original's; authors are led to what they can read."""
    subject = subject_of(row.subject_kind)
    return subject.address(subject.get(cast(int, row.subject_pk)))  # only a post is restored


def _day(text: Any) -> str:
    return long_date(dt.date.fromisoformat(text)) if text else ""


_WRITERS: Mapping[RegisterAct, Callable[[ModerationRegister], Words]] = {
    RegisterAct.REMOVED: _removed,
    RegisterAct.HIDDEN: _hidden,
    RegisterAct.SHOWN: _shown,
    RegisterAct.REFERRED: _referred,
    RegisterAct.REVIEWED: _reviewed,
    RegisterAct.KEPT: _kept,
    RegisterAct.OBJECTED: _objected,
    RegisterAct.UPHELD: _upheld,
    RegisterAct.RESTORED: _restored,
    RegisterAct.BLOCKED: _blocked,
}
