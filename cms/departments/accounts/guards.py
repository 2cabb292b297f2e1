"""What system operation may not do with accounts, on every way there: edit view and bulk actions.

Without this, whoever may edit accounts could set a superuser's password, or give themselves the role that approves.
"""

from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.utils.translation import gettext as _
from wagtail import hooks

User = get_user_model()


@hooks.register("before_edit_user")
@hooks.register("before_delete_user")
def guard_superusers(request: HttpRequest, user) -> None:
    """Raises PermissionDenied when an ordinary account touches one with all rights."""
    if user.is_superuser and not request.user.is_superuser:
        raise PermissionDenied(_("This account has all rights; only an account with all rights may change it."))


@hooks.register("before_bulk_action")
def guard_bulk_actions(request: HttpRequest, action_type: str, objects, action) -> None:
    """The same for many at once; and nobody assigns a role to themselves."""
    if action.model is not User or request.user.is_superuser:
        return
    for user in objects:
        guard_superusers(request, user)
        if action_type == "assign_role" and user.pk == request.user.pk:
            raise PermissionDenied(_("Nobody gives a role to themselves."))
