"""The tabs of the queue: one condition each, over matters with the day by which something is due."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from cms.moderation.models import (
    Matter,
    MatterState,
    ModerationRegister,
    Objection,
    Proposal,
    RegisterAct,
    Report,
)

#: Acts after which a post is to be seen or not: the last of them says whether it is held until somebody has read it.
_SEEN = (
    RegisterAct.HELD,
    RegisterAct.APPROVED,
    RegisterAct.HIDDEN,
    RegisterAct.SHOWN,
    RegisterAct.KEPT,
    RegisterAct.REMOVED,
    RegisterAct.RESTORED,
    RegisterAct.WITHDRAWN,
    RegisterAct.ERASED,
)


@dataclass(frozen=True)
class Tab:
    """``key`` stands in the address; ``condition`` is over :func:`listed`."""

    key: str
    label: Any
    condition: Q


_OPEN = Q(closed_at=None)
#: In the order in which a moderator goes through them.
TABS = {
    tab.key: tab
    for tab in (
        Tab("reported", _("Reported"), Q(state=MatterState.OPEN, has_report=True)),
        Tab("rules", _("Proposed by rules"), Q(state=MatterState.OPEN, has_proposal=True)),
        Tab("held", _("Held before publication"), _OPEN & Q(last_seen=RegisterAct.HELD)),
        Tab("decide", _("Awaiting decision"), Q(state=MatterState.PROPOSED)),
        Tab("review", _("Awaiting review"), Q(state=MatterState.REFERRED)),
        Tab("objections", _("Objections"), Q(objected=True)),
        Tab("carry-out", _("To be carried out"), Q(state=MatterState.DECIDED)),
        Tab("hidden", _("Hidden for a time"), _OPEN & Q(hidden_until__isnull=False)),
    )
}
ALL = "all"
CLOSED = "closed"
#: Waits for somebody, whatever for.
WAITING = _OPEN | Q(objected=True)


def listed(matters: QuerySet[Matter]) -> QuerySet[Matter]:
    """With what the tabs ask and a list shows: ``due`` is the objection's day where one is open."""
    objection = Objection.objects.filter(matter=OuterRef("pk"), decided_at=None)
    about = ModerationRegister.objects.filter(subject_kind=OuterRef("subject_kind"), subject_pk=OuterRef("subject_pk"))
    return matters.annotate(
        last_seen=Subquery(about.filter(act__in=_SEEN).order_by("-number").values("act")[:1]),
        has_report=Exists(Report.objects.filter(matter=OuterRef("pk"))),
        has_proposal=Exists(Proposal.objects.filter(matter=OuterRef("pk"))),
        objected=Exists(objection),
        due=Coalesce(Subquery(objection.values("due_on")[:1]), "due_on"),
    )


def by_time_left(matters: QuerySet[Matter]) -> QuerySet[Matter]:
    """What is urgent first, then what is due first; what has no day at the end, the oldest first."""
    return matters.order_by(F("urgent").desc(), F("due").asc(nulls_last=True), "opened_at", "pk")


def condition_of(key: str) -> Q:
    """Of a tab, of all that waits, or of what is closed. Raises KeyError for none of these."""
    if key == ALL:
        return WAITING
    if key == CLOSED:
        return ~WAITING
    return TABS[key].condition


def counts(matters: QuerySet[Matter]) -> dict[str, int]:
    """How many each tab holds. One query, over what waits: what was ever removed is not gone through."""
    wanted = {key.replace("-", "_"): Count("pk", filter=tab.condition) for key, tab in TABS.items()}
    objected = Objection.objects.filter(decided_at=None).values("matter")
    found = listed(matters.filter(_OPEN | Q(pk__in=objected))).aggregate(**wanted, all=Count("pk"))
    return {key: found[key.replace("-", "_")] for key in (*TABS, ALL)}
