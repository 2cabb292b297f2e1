"""Opening a case: each look at what is personal in it is written down first (접속기록)."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from cms.privacy.access import How, Purpose, Several, looked_at
from petitions.desk.cases.reach import own_departments
from petitions.models import PERSONAL, Case
from petitions.people import cases_of

_RELATED = ("department", "service", "officer", "merged_into")


def found(request: HttpRequest, pk: int) -> Case:
    """The case, for those who may open it.

    :raises Http404: for everybody else: that there is such a case is not told, either.
    """
    case: Case = get_object_or_404(cases_of(request.user).select_related(*_RELATED), pk=pk)
    return case


def opened(request: HttpRequest, case: Case, *, how: How = How.SCREEN, fields: Iterable[str] = ()) -> None:
    """Note that this person sees what is personal in it. Within the transaction of what is shown.

    Its own department handles it; the overall department looks over it.
    """
    if case.erased_at is not None:
        return
    own = case.department_id in own_departments(request.user)
    shown = [*fields] or [name for name in PERSONAL if getattr(case, name)]
    if not shown:
        return
    purpose = Purpose.HANDLING if own else Purpose.SUPERVISION
    looked_at(request.user, case, fields=shown, purpose=purpose, how=how, request=request)


def searched(request: HttpRequest, number: int, fields: list[str], reason: str) -> None:
    """Note that somebody looked for a person's cases, for what reason, and how many were found."""
    several = Several("petitions.case", number)
    looked_at(
        request.user,
        several,
        fields=fields,
        purpose=Purpose.HANDLING,
        how=How.SEARCH,
        request=request,
        reason=reason,
    )
