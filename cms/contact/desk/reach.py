"""Whose letters a member of staff sees: the operating department's, those of the department that has them, all for
homepage management. Nobody else's, overseers of the system included: a letter is personal."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from cms.contact.models import ForeignOffice, Letter
from cms.departments.models import Department, Role
from cms.departments.reach import reach_of


def letters_of(user: Any) -> QuerySet[Letter]:
    """What this person may open and answer."""
    reach = reach_of(user)
    if not user.is_active:
        return Letter.objects.none()
    if user.is_superuser or Role.HOMEPAGE in reach.roles:
        return Letter.objects.all()
    if not reach.departments:
        return Letter.objects.none()
    operated = ForeignOffice.objects.filter(department__in=reach.departments).values("language")
    return Letter.objects.filter(Q(department__in=reach.departments) | Q(language__in=operated))


def reads_letters(user: Any) -> bool:
    """Whether the list is anything to this person: staff of an operating department, or of one that has a letter.

    Asked by the menu of every screen: at most one query, once a request.
    """
    if not hasattr(user, "_reads_letters"):
        user._reads_letters = _reads(user)
    return bool(user._reads_letters)


def _reads(user: Any) -> bool:
    reach = reach_of(user)
    if user.is_superuser or Role.HOMEPAGE in reach.roles:
        return True
    if not reach.departments:
        return False
    operates = Exists(ForeignOffice.objects.filter(department=OuterRef("pk")))
    answers = Exists(Letter.objects.filter(department=OuterRef("pk")))
    return Department.objects.filter(operates | answers, pk__in=reach.departments).exists()
