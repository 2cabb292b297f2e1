"""Who keeps templates: a department's staff their own, the department that oversees petitions those of all."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import QuerySet
from wagtail.permission_policies.base import BasePermissionPolicy

from cms.departments.reach import reach_of
from petitions.people import coordinates

EVERY = frozenset({"view", "add", "change", "delete"})


def keeps_all(user: Any) -> bool:
    """Whether the templates of all departments are theirs to write."""
    return bool(user.is_superuser or coordinates(user))


def own_departments(user: Any) -> frozenset[int]:
    """The departments whose templates this person may write."""
    return reach_of(user).departments


class TemplatePolicy(BasePermissionPolicy):
    """What a department uses it may see; what is its own it may write."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        """Whether there can be a template with which this person may do so."""
        if not user.is_authenticated or not user.is_active:
            return False
        return action in EVERY and (keeps_all(user) or bool(own_departments(user)))

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Any) -> bool:
        """With exactly this one; the department counts that is stored, not one that a form proposes."""
        if not self.user_has_permission(user, action):
            return False
        return keeps_all(user) or self._department_of(instance) in own_departments(user)

    def instances_user_has_any_permission_for(self, user: Any, actions: Collection[str]) -> QuerySet:
        """Those with which this person may do any of these."""
        every = self.model._default_manager.all()
        if not self.user_has_any_permission(user, actions):
            return every.none()
        return every if keeps_all(user) else every.filter(department_id__in=own_departments(user))

    def users_with_any_permission(self, actions: Collection[str]) -> QuerySet:
        """For lists of people to filter by: everybody who can sign in to the desk."""
        users = get_user_model().objects.filter(is_active=True)
        return users.filter(pk__in=[user.pk for user in users if self.user_has_any_permission(user, actions)])

    def _department_of(self, instance: Any) -> int | None:
        if not instance.pk:
            return None
        return self.model._default_manager.filter(pk=instance.pk).values_list("department_id", flat=True).first()
