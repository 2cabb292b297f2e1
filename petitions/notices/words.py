"""The words of a notice: what happened, what follows, until when and why, what the petitioner can do.

One function an event, in ``intake_words``, ``work_words`` and ``end_words``; each is called with the petitioner's
language in use. None of them repeats what the petitioner wrote or what was decided: that stands on the page of the
petition.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module

from django.utils.translation import gettext as _

from petitions.notices.telling import Telling


@dataclass(frozen=True)
class Words:
    """``news`` is heading and subject. ``follows``: paragraphs. ``can``: what the petitioner can do. ``lines``: facts
    beside number and service, as pairs of label and value."""

    news: str
    follows: tuple[str, ...] = ()
    can: tuple[str, ...] = ()
    lines: tuple[tuple[str, str], ...] = ()


Writer = Callable[[Telling], Words]
_WRITERS: dict[str, Writer] = {}


def tells(*events: str) -> Callable[[Writer], Writer]:
    """Sign up the words of these events."""

    def sign_up(writer: Writer) -> Writer:
        for event in events:
            _WRITERS[str(event)] = writer
        return writer

    return sign_up


def words_of(telling: Telling) -> Words:
    """The words of the event, in the language in use."""
    writer = _WRITERS.get(telling.line.event)
    return writer(telling) if writer else Words(_("There is news about your petition."))


def written_events() -> frozenset[str]:
    """Every event that has words of its own."""
    return frozenset(_WRITERS)


for _room in ("intake_words", "work_words", "end_words"):
    import_module(f"petitions.notices.{_room}")
