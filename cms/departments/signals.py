"""What follows a saving or deletion, whatever the path: names of departments, and what leavers leave behind."""

from typing import Any

from django.contrib.auth import get_user_model
from django.db import connection
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_delete, pre_save
from django.dispatch import Signal

from cms.departments.leaving import give_back, leave, release
from cms.departments.models import Department, Leaving, Membership, RoleGroup
from cms.departments.models.history import note_name

_UID = "departments"
#: Departments are called otherwise than before. ``departments`` are their keys; sent in the transaction that says so.
renamed = Signal()


def connect() -> None:
    """Connect once; a second call changes nothing."""
    user = get_user_model()
    post_save.connect(keep_name, sender=Department, dispatch_uid=f"{_UID}.keep_name")
    pre_save.connect(remember_activity, sender=user, dispatch_uid=f"{_UID}.remember_activity")
    post_save.connect(account_saved, sender=user, dispatch_uid=f"{_UID}.account_saved")
    pre_delete.connect(account_deleted, sender=user, dispatch_uid=f"{_UID}.account_deleted")
    post_delete.connect(membership_ended, sender=Membership, dispatch_uid=f"{_UID}.membership_ended")
    m2m_changed.connect(roles_changed, sender=user.groups.through, dispatch_uid=f"{_UID}.roles_changed")
    post_save.connect(role_moved, sender=RoleGroup, dispatch_uid=f"{_UID}.role_moved")
    post_delete.connect(role_moved, sender=RoleGroup, dispatch_uid=f"{_UID}.role_ended")


def keep_name(
    sender: type, instance: Department, raw: bool = False, update_fields: frozenset[str] | None = None, **kwargs: Any
) -> None:
    """The history of names follows the name, and whoever shows or finds it by its name hears of it."""
    named = not raw and (update_fields is None or update_fields & {"name", "name_en"})
    if named and note_name(instance) and not kwargs.get("created"):
        renamed.send(Department, departments=frozenset({instance.pk}))


def remember_activity(
    sender: type, instance: Any, raw: bool = False, update_fields: frozenset[str] | None = None, **kwargs: Any
) -> None:
    """Whether this saving deactivates the account. Signing in saves other fields and costs nothing here."""
    concerned = not raw and instance.pk and not instance.is_active
    if concerned and (update_fields is None or "is_active" in update_fields):
        instance._deactivated = sender._base_manager.filter(pk=instance.pk, is_active=True).exists()


def account_saved(sender: type, instance: Any, **kwargs: Any) -> None:
    """A deactivated account keeps nothing."""
    if instance.__dict__.pop("_deactivated", False) and _has_departments():
        leave([instance], Leaving.DEACTIVATED)


def account_deleted(sender: type, instance: Any, **kwargs: Any) -> None:
    """Nor does a deleted one: noted before its keys are emptied."""
    if _has_departments():
        leave([instance], Leaving.DELETED)


def membership_ended(sender: type, instance: Membership, **kwargs: Any) -> None:
    """What the person kept for that department stays there, unless another membership or leadership covers it."""
    release({instance.user_id})


def roles_changed(
    sender: type, instance: Any, action: str, reverse: bool, pk_set: set[int] | None, **kwargs: Any
) -> None:
    """Who lost the role keeps nothing, on either side of the relation; whose role came back at once keeps all."""
    if not _has_departments():
        return
    people = pk_set if reverse else {instance.pk}
    if action in ("post_remove", "post_clear"):
        release(people)
    elif action == "post_add" and people:
        give_back(people)


def role_moved(sender: type, instance: RoleGroup, created: bool = False, **kwargs: Any) -> None:
    """A role that stands for another group, or for none, takes its people's along."""
    if not created:
        release()


def _has_departments() -> bool:
    """Accounts of the platform's operators live in a schema without departments."""
    return connection.schema_name != "public"
