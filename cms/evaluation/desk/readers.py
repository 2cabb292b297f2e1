"""Who reads evaluations: homepage management and system operation all, departments their own.

What others did is shown to a department as a distribution without names, and only in a crowd. No evaluation is on a
public page: no ordinance asks for that.
"""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Q

from cms.departments.models import Succession
from cms.departments.reach import oversees, reach_of

#: Among fewer departments a bar without a name would still have one.
CROWD = 5


def may_read(user: Any) -> bool:
    """Who oversees all departments, and staff and heads of one."""
    return oversees(user) or bool(reach_of(user).departments)


def departments_of(user: Any) -> Q:
    """The results that are theirs by name: all, or those of their departments and of the ones that these succeeded."""
    if oversees(user):
        return Q()
    own = reach_of(user).departments
    before = Succession.objects.filter(successor__in=own).values_list("predecessor", flat=True)
    return Q(department_id__in=[*own, *before])


class ReadersOnly:
    """Mixin for views."""

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        """Raises PermissionDenied for everybody else."""
        if not may_read(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)
