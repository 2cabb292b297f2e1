"""To whom a translation can be given."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Q, QuerySet
from django.utils import timezone

from cms.departments.models import Role


def translators() -> QuerySet[Any]:
    """Translators of the staff, and outside ones (수탁자) while their contract runs; whether the language is theirs
    is asked when it is given.
    """
    people = get_user_model().objects
    outside = people.filter(groups__role_group__role=Role.CONTRACTOR)
    running = outside.filter(contractor_grant__expires_on__gte=timezone.localdate())
    staff = people.filter(groups__role_group__role=Role.TRANSLATOR).exclude(pk__in=outside.values("pk"))
    both = Q(pk__in=running.values("pk")) | Q(pk__in=staff.values("pk"))
    return people.filter(both, is_active=True).order_by("display_name", "username")
