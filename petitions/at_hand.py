"""What every screen of the desk must know of a person's petitions, for its menu and its first page: one query."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import BigIntegerField, Exists, Func, IntegerField, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from cms.departments.models import Department
from cms.departments.reach import reach_of
from petitions.models import Case, DialogueSetting
from petitions.payments.booking import still_owes
from petitions.people import covers_of, keep_covers

_KEPT = "_petitions_at_hand"


@dataclass(frozen=True)
class AtHand:
    """A person's petitions in numbers; for those without a department there is nothing."""

    due: int = 0  # their own, due today or before
    has_open: bool = False  # whether any open one is theirs
    untaken: int = 0  # received by a department of theirs, and taken by nobody
    owes: bool = False  # whether a case of a department of theirs still has to be paid
    office: int | None = None  # the department that reads the opinions


def at_hand(user: Any) -> AtHand:
    """Kept on the user for the request. One query; none for those who work for no department."""
    if not hasattr(user, _KEPT):
        setattr(user, _KEPT, _ask(user))
    found: AtHand = getattr(user, _KEPT)
    return found


def _ask(user: Any) -> AtHand:
    if not user.is_active or not (user.is_superuser or reach_of(user).departments):
        return AtHand()
    today = timezone.localdate()
    covers = covers_of(user, today)
    theirs = Q(department__in=reach_of(user).departments) | Q(department__in=covers)
    own = Case.objects.filter(officer=user, closed_at=None)
    untaken = Case.objects.filter(theirs, state="received", officer=None, closed_at=None)
    row = get_user_model().objects.filter(pk=user.pk)
    *found, covered = row.values_list(
        _number(own.filter(due_on__lte=today)),
        Exists(own.filter(erased_at=None)),
        _number(untaken),
        Exists(Case.objects.filter(theirs, still_owes())),
        _office(),
        ArraySubquery(covers),
    ).get()
    keep_covers(user, covered)
    return AtHand(*found)


def _number(cases: QuerySet[Case]) -> Subquery:
    return Subquery(cases.order_by().values(how_many=Func("pk", function="COUNT", output_field=IntegerField())))


def _office() -> Coalesce:
    """As :func:`petitions.dialogue.settings.office`, as a column."""
    named = DialogueSetting.objects.filter(department__closed_on=None).order_by("pk").values("department")
    overall = Department.objects.open().filter(handles_petitions=True).values("pk")
    return Coalesce(Subquery(named[:1]), Subquery(overall[:1]), output_field=BigIntegerField())
