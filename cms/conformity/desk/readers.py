"""Who reads the report at the desk: system operation and homepage management all of it, departments what is public."""

from typing import Any

from django.core.exceptions import PermissionDenied

from cms.departments.models import Role
from cms.departments.reach import reach_of

EVERYTHING = frozenset({Role.SYSTEM, Role.HOMEPAGE})


def may_read(user: Any) -> bool:
    """Staff of the municipality; contractors and translators have the citizens' page."""
    return reads_everything(user) or Role.DEPARTMENT in reach_of(user).roles


def reads_everything(user: Any) -> bool:
    """Evidence may name drafts of any department."""
    return user.is_superuser or bool(EVERYTHING & reach_of(user).roles)


class ReadersOnly:
    """Mixin for views."""

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        """Raises PermissionDenied for everybody else."""
        if not may_read(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)
