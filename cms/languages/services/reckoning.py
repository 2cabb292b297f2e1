"""A translation's row follows from what it was made from and what the original says now; what is news is history."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone
from wagtail.models import Page

from cms.core.dates import local_day
from cms.languages.models import Act, SourceText, TranslatedPage, TranslationEvent, TranslationSetting
from cms.ordinance.figures import Figure
from cms.ordinance.translation import Change, Kind, classify, due, state
from cms.pages.models import PageRecord
from cms.pages.working_days import calendar
from cms.publication import acting


@dataclass
class Ledger:
    """One change of one row: what was before, and the events that it leaves."""

    row: TranslatedPage
    at: dt.datetime = field(default_factory=timezone.now)
    was_behind: bool = False

    def __post_init__(self) -> None:
        self.was_behind = self.row.behind_since is not None

    def enter(self, act: Act, **more: Any) -> None:
        """Write an event as things stand in the row now."""
        row, person = self.row, acting.present().person
        TranslationEvent.objects.create(
            at=self.at,
            act=act,
            source_id=row.source_id,
            page_id=row.page_id,
            language=row.language,
            title=(row.page or row.source).title,
            department_id=row.department_id,
            department_name=row.department.name if row.department else "",
            person_id=person.pk if person else None,
            person_name=str(person or ""),
            change=row.change,
            pairs=row.pairs,
            behind=row.behind_since is not None,
            critical=row.critical_since is not None,
            **more,
        )

    def save(self) -> None:
        """Work out the state and write the row; a translation that has caught up says so."""
        self.row.state = state(self.row.standing).value
        self.row.save()
        if self.was_behind and self.row.behind_since is None:
            self.enter(Act.CAUGHT_UP, text_digest=self.row.made_from.digest if self.row.made_from else "")


def compare(row: TranslatedPage, at: dt.datetime) -> None:
    """Set what changed since the version translated from, and since when. Saving is the caller's.

    A translation that is not complete has not caught up, even if what lacks is the newest.
    """
    change = Change(Kind.NOTHING)
    if row.public and not row.own_text and row.made_from and row.present:
        change = classify(row.made_from.segments, row.present.segments)
    row.change, row.pairs = change.kind.value, [*_plain_pairs(change)]
    waiting = bool(row.untranslated) and row.behind_since is not None and row.public and not row.own_text
    behind = change.kind.matters or waiting
    critical = change.kind is Kind.CRITICAL or (waiting and row.critical_since is not None)
    row.behind_since = (row.behind_since or at) if behind else None
    row.critical_since = (row.critical_since or at) if critical else None
    row.due_on = None
    if row.behind_since:
        days, since = TranslationSetting.current().days, row.critical_since
        first = local_day(row.behind_since)
        row.due_on = due(first, local_day(since) if since else None, days, calendar(first))


def department_of(source: Page) -> int | None:
    """Who answers for an original."""
    return PageRecord.objects.filter(page_id=source.pk).values_list("department_id", flat=True).first()


def follow_text(row: TranslatedPage, text: SourceText | None, at: dt.datetime | None = None) -> None:
    """The original says this now; a draft, a move or a lock bring no other text and leave nothing behind."""
    ledger = Ledger(row, at or timezone.now())
    follow_department(row, ledger.at)
    if text is None or text.pk == row.present_id:
        return
    row.present = text
    if row.made_from is None:
        row.save()
        return
    compare(row, ledger.at)
    ledger.enter(Act.SOURCE_CHANGED, text_digest=text.digest, revision_number=text.revision_number)
    ledger.save()


def follow_department(row: TranslatedPage, at: dt.datetime) -> None:
    """Another department answers for the original now."""
    answering = department_of(row.source)
    if answering != row.department_id:
        row.department_id = answering
        row.save(update_fields=["department"])
        Ledger(row, at).enter(Act.DEPARTMENT)


def _plain_pairs(change: Change) -> list[dict[str, str | None]]:
    pairs = [{"kind": pair.kind.value, "gone": _text(pair.gone), "came": _text(pair.came)} for pair in change.pairs]
    return pairs + [{"kind": "moved", "gone": _text(figure), "came": _text(figure)} for figure in change.moved]


def _text(figure: Figure | None) -> str | None:
    return figure.text.strip() if figure else None
