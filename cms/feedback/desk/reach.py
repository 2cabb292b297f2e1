"""Whose opinions a member of staff sees and answers: those about the pages of their departments."""

from typing import Any

from django.db.models import Q, QuerySet

from cms.departments.models import Department
from cms.departments.reach import reach_of
from cms.feedback.models import Opinion


def sees_everything(user: Any) -> bool:
    """Homepage management keeps the register of all departments."""
    return user.is_superuser or not reach_of(user).limited


def departments_of(user: Any) -> QuerySet[Department]:
    """Their own and those below; all for homepage management."""
    everything = Q() if sees_everything(user) else Q(pk__in=reach_of(user).departments)
    return Department.objects.filter(everything)


def opinions_of(user: Any) -> QuerySet[Opinion]:
    """What they may read and answer."""
    everything = Q() if sees_everything(user) else Q(department__in=reach_of(user).departments)
    return Opinion.objects.filter(everything)
