"""Who looks after every board: below this room's models, which ask it who may change the setting."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import QuerySet
from wagtail.permission_policies.base import BasePermissionPolicy

from cms.departments.models.approval import is_homepage_manager


def keeps_boards(user: Any) -> bool:
    """Homepage management (홈페이지관리부서): every board is theirs to look after."""
    return bool(user.is_authenticated and user.is_active and is_homepage_manager(user))


class SettingPolicy(BasePermissionPolicy):
    """How boards are moderated: it stands, and is only ever changed."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action == "change" and keeps_boards(user)

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Any) -> bool:
        return self.user_has_permission(user, action)

    def instances_user_has_any_permission_for(self, user: Any, actions: Collection[str]) -> QuerySet:
        every = self.model._default_manager.all()
        return every if self.user_has_any_permission(user, actions) else every.none()

    def users_with_any_permission(self, actions: Collection[str]) -> QuerySet:
        users = get_user_model().objects.filter(is_active=True)
        return users.filter(pk__in=[user.pk for user in users if self.user_has_any_permission(user, actions)])
