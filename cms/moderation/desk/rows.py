"""Rows of the queue: what each post is called, on which board, how often it was reported, how its time stands.

Read for a whole page of the list at once: a query each, however many rows. Nothing but titles is shown of a post, so
that nothing personal is opened by looking through a list.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Count
from django.utils.translation import gettext as _
from wagtail.models import Page

from cms.moderation.desk.standing import Standing, standing_on
from cms.moderation.models import Matter, MatterState, Report
from cms.moderation.subjects import subject_of
from cms.ordinance.calendar import Calendar


@dataclass(frozen=True)
class Row:
    """One matter of a list. ``earlier``: removals of the same account before."""

    matter: Matter
    title: str
    kind: str
    board: str
    reports: int
    earlier: int
    standing: Standing


def rows_of(matters: Iterable[Matter], now: dt.datetime, days: Calendar) -> list[Row]:
    """A page of the list. A query for each kind of post, and three more."""
    some = list(matters)
    titles, boards = titles_of(some), _boards(some)
    reports, earlier = _reports(some), _earlier(some)
    return [
        Row(
            matter,
            titles.get((matter.subject_kind, matter.subject_pk)) or _("(its text is gone)"),
            str(subject_of(matter.subject_kind).label),
            boards.get(matter.board_pk, ""),
            reports.get(matter.pk, 0),
            earlier.get(matter.account, 0) - (bool(matter.account) and matter.state == MatterState.REMOVED),
            standing_on(getattr(matter, "due", matter.due_on), now, days),
        )
        for matter in some
    ]


def titles_of(matters: Iterable[Matter]) -> dict[tuple[str, int], str]:
    """What the posts of these matters are called. A query for each kind."""
    wanted: dict[str, list[int]] = defaultdict(list)
    for matter in matters:
        wanted[matter.subject_kind].append(matter.subject_pk)
    return {
        (kind, pk): title for kind, pks in sorted(wanted.items()) for pk, title in subject_of(kind).titles(pks).items()
    }


def _boards(matters: Sequence[Matter]) -> dict[int, str]:
    pages = Page.objects.filter(pk__in={matter.board_pk for matter in matters})
    return dict(pages.values_list("pk", "title"))


def _reports(matters: Sequence[Matter]) -> dict[int, int]:
    found = Report.objects.filter(matter__in=[matter.pk for matter in matters]).order_by()
    return dict(found.values_list("matter").annotate(number=Count("pk")))


def _earlier(matters: Sequence[Matter]) -> dict[str, int]:
    accounts = {matter.account for matter in matters} - {""}
    removed = Matter.objects.filter(account__in=accounts, state=MatterState.REMOVED).order_by()
    return dict(removed.values_list("account").annotate(number=Count("pk")))
