"""Whose opinions a member of staff sees and answers: those about the pages of their departments."""

from typing import Any

from django.db.models import Case, F, OuterRef, Q, QuerySet, Subquery, When
from django.db.models.functions import Coalesce, Now, TruncDate
from django.utils.translation import get_language

from cms.departments.models import Department, DepartmentName
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


def with_names_of_their_day(opinions: QuerySet[Opinion]) -> QuerySet[Opinion]:
    """With ``answers``: the department that deals with it; of what is settled, the name that it had on that day."""
    waits = Q(state__in=[Opinion.State.OPEN, Opinion.State.HELD])
    day = TruncDate(Case(When(waits, then=Now()), default=Coalesce("decided_at", "received_at")))
    began = Q(since__isnull=True) | Q(since__lte=OuterRef("day"))
    names = DepartmentName.objects.filter(began, Q(until__isnull=True) | Q(until__gt=OuterRef("day")))
    korean = get_language() == "ko"
    name = F("name") if korean else Case(When(name_en="", then=F("name")), default=F("name_en"))
    of_its_day = names.filter(department=OuterRef("department")).order_by().annotate(shown=name).values("shown")[:1]
    return opinions.annotate(day=day, answers=Coalesce(Subquery(of_its_day), "department__name"))
