"""Whose matters a member of staff sees (누가 어느 사안을 보는가), and as what they act on one.

Homepage management looks after every board; editors see what concerns boards of their departments; who holds the office
that the policy names sees what there is to decide. Nobody else's: a matter shows what a citizen wrote and was told.
"""

from __future__ import annotations

from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Q, QuerySet
from django.utils import timezone
from wagtail.permission_policies import ModelPermissionPolicy

from cms.departments.models import Department, Role
from cms.departments.reach import reach_of
from cms.moderation.keeping import keeps_boards
from cms.moderation.models import DecisionOffice, Matter, ModerationRegister
from cms.moderation.selectors import offices_of
from cms.ordinance.moderation import Actor
from tenants.selectors import current_policy


def decides(user: Any) -> bool:
    """Whether somebody holds the office that the policy names for decisions. Asked by the menu of every screen: once a
    request.
    """
    if not user.is_authenticated or not user.is_active:
        return False
    if not hasattr(user, "_decides_on_removals"):
        user._decides_on_removals = bool(offices_of(user, current_policy().policy))
    return bool(user._decides_on_removals)


def deciders() -> list[Any]:
    """Everybody who decides on removals today: who was named for it, else who heads the homepage's department."""
    policy, today = current_policy().policy, timezone.localdate()
    held = DecisionOffice.objects.filter(Q(until=None) | Q(until__gte=today), since__lte=today)
    heads = Department.objects.open().filter(manages_homepage=True)
    named = Q(pk__in=held.values("user")) | Q(pk__in=heads.values("head"))
    people = get_user_model().objects.filter(named, is_active=True).order_by("pk")
    return [user for user in people if offices_of(user, policy)]


def sees_everything(user: Any) -> bool:
    """Homepage management, and those who decide."""
    return keeps_boards(user) or decides(user)


def moderates(user: Any) -> bool:
    """Whether the desk of moderation is anything to this person."""
    return bool(sees_everything(user) or (user.is_authenticated and reach_of(user).departments))


def matters_of(user: Any) -> QuerySet[Matter]:
    """What this person may open."""
    if sees_everything(user):
        return Matter.objects.all()
    departments = reach_of(user).departments
    return Matter.objects.filter(department_pk__in=departments) if departments else Matter.objects.none()


def handles(user: Any, matter: Matter) -> bool:
    """Homepage management, and the board's department (게시판 담당): whoever proposes and carries out."""
    return keeps_boards(user) or matter.department_pk in reach_of(user).departments


def actors(user: Any, matter: Matter) -> frozenset[Actor]:
    """Everything that this person is to this matter."""
    found = {Actor.MODERATOR} if handles(user, matter) else set()
    return frozenset(found | ({Actor.DECIDER} if decides(user) else set()))


def reads_register(user: Any) -> bool:
    """The whole register is read by those who answer for it: homepage management, system operation, deciders."""
    return bool(sees_everything(user) or Role.SYSTEM in reach_of(user).roles)


def register_of(user: Any) -> QuerySet[ModerationRegister]:
    """The rows that a person may read, the latest first."""
    rows = ModerationRegister.objects.order_by("-number")
    if reads_register(user):
        return rows
    return rows.filter(matter__in=matters_of(user).values("pk"))


class KeepersPolicy(ModelPermissionPolicy):
    """What the whole municipality moderates by: homepage management keeps it, no rows of permissions are given away."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return keeps_boards(user)

    def user_has_any_permission(self, user: Any, actions: Any) -> bool:
        return keeps_boards(user)

    def user_has_any_permission_for_instance(self, user: Any, actions: Any, instance: Any) -> bool:
        return keeps_boards(user)
