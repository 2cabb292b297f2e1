"""Who keeps the catalogue: homepage management and the department that oversees petitions (총괄) all of it, every other
department what is its own."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import QuerySet
from wagtail.permission_policies.base import BasePermissionPolicy

from cms.departments.models import Role
from cms.departments.reach import reach_of

READING, OWN, EVERY = frozenset({"view"}), frozenset({"view", "change"}), frozenset({"view", "add", "change", "delete"})


def keeps_catalogue(user: Any) -> bool:
    """Whether all services are this person's to write."""
    if not user.is_authenticated or not user.is_active:
        return False
    reach = reach_of(user)
    return bool(user.is_superuser or Role.HOMEPAGE in reach.roles or reach.oversees_petitions)


def own_departments(user: Any) -> frozenset[int]:
    """The departments whose services this person may write."""
    return reach_of(user).departments


class ServicePolicy(BasePermissionPolicy):
    """Adding and deleting are for those who keep the whole catalogue: it is published under one hand."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        """Whether there can be a service with which this person may do so."""
        if keeps_catalogue(user):
            return action in EVERY
        return action in OWN and bool(own_departments(user))

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Any) -> bool:
        """With exactly this one; the department counts that is stored, not one that a form proposes."""
        if keeps_catalogue(user):
            return action in EVERY
        return action in OWN and self._department_of(instance) in own_departments(user)

    def instances_user_has_any_permission_for(self, user: Any, actions: Collection[str]) -> QuerySet:
        """The services with which this person may do any of these."""
        every = self.model._default_manager.all()
        if keeps_catalogue(user) and set(actions) & EVERY:
            return every
        return every.filter(department_id__in=own_departments(user)) if set(actions) & OWN else every.none()

    def users_with_any_permission(self, actions: Collection[str]) -> QuerySet:
        """For lists of people to filter by: everybody who can sign in to the desk."""
        users = get_user_model().objects.filter(is_active=True)
        return users.filter(pk__in=[user.pk for user in users if self.user_has_any_permission(user, actions)])

    def _department_of(self, instance: Any) -> int | None:
        if not instance.pk:
            return None
        return self.model._default_manager.filter(pk=instance.pk).values_list("department_id", flat=True).first()


class KeepersPolicy(BasePermissionPolicy):
    """What is the whole municipality's (life situations, settings): those who keep the catalogue keep it."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        """All or nothing."""
        return keeps_catalogue(user) and action in EVERY

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Any) -> bool:
        """The same for each."""
        return self.user_has_permission(user, action)

    def instances_user_has_any_permission_for(self, user: Any, actions: Collection[str]) -> QuerySet:
        """All or none."""
        every = self.model._default_manager.all()
        return every if self.user_has_any_permission(user, actions) else every.none()

    def users_with_any_permission(self, actions: Collection[str]) -> QuerySet:
        """Everybody who keeps the catalogue."""
        users = get_user_model().objects.filter(is_active=True)
        return users.filter(pk__in=[user.pk for user in users if self.user_has_any_permission(user, actions)])


class SituationPolicy(KeepersPolicy):
    """Life situations are everybody's doors."""


class SettingPolicy(KeepersPolicy):
    """How petitions are taken: it stands, and is only ever changed."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        """Those who keep the catalogue may change it."""
        return action == "change" and keeps_catalogue(user)
