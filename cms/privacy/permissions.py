"""Changes of rights are noted below every view: roles, departments, accounts switched on and off, all rights."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db import connection
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_delete, pre_save
from django.utils import timezone
from wagtail.log_actions import get_active_log_context

from cms.departments.models import Membership
from cms.members.stand_in import is_stand_in
from cms.ordinance.retention import permission_history_kept_until
from cms.privacy.models import Change, PermissionChange, Right

_UID = "privacy.permissions"
_FLAGS = {"is_active": Right.ACCOUNT, "is_superuser": Right.EVERYTHING}


def connect() -> None:
    """Connect once; a second call changes nothing."""
    user = get_user_model()
    pre_save.connect(_before, sender=user, dispatch_uid=f"{_UID}.before")
    post_save.connect(_saved, sender=user, dispatch_uid=f"{_UID}.saved")
    pre_delete.connect(_deleted, sender=user, dispatch_uid=f"{_UID}.deleted")
    m2m_changed.connect(_roles, sender=user.groups.through, dispatch_uid=f"{_UID}.roles")
    post_save.connect(_joined, sender=Membership, dispatch_uid=f"{_UID}.joined")
    post_delete.connect(_left, sender=Membership, dispatch_uid=f"{_UID}.left")


def note(user: Any, change: Change, right: Right, names: Iterable[str] = ("",)) -> None:
    """A row for each name."""
    actor = get_active_log_context().user
    day = timezone.localdate()
    for name in names:
        PermissionChange(
            account=user.get_username(),
            person=user.get_full_name()[:150],
            change=change,
            right=right,
            name=name[:150],
            by=actor.get_username() if actor is not None and actor.is_authenticated else "",
            kept_until=permission_history_kept_until(day),
        ).save(force_insert=True)


def _here() -> bool:
    """The platform's own accounts have no such table; its acts are kept by the console."""
    return connection.schema_name != "public"


def _before(sender: type, instance: Any, raw: bool = False, update_fields: Any = None, **kwargs: Any) -> None:
    """What the account may before it is saved. Signing in saves other fields and costs nothing here."""
    if raw or not _here() or (update_fields is not None and not set(update_fields) & set(_FLAGS)):
        return
    known = sender._base_manager.filter(pk=instance.pk).values(*_FLAGS).first() if instance.pk else None  # type: ignore[attr-defined]
    instance._rights_before = known or dict.fromkeys(_FLAGS, False)


def _saved(sender: type, instance: Any, **kwargs: Any) -> None:
    before = instance.__dict__.pop("_rights_before", None)
    if before is None:
        return
    for flag, right in _FLAGS.items():
        if getattr(instance, flag) != before[flag] and not _is_citizens(instance, right):
            note(instance, Change.GRANTED if getattr(instance, flag) else Change.REVOKED, right)


def _deleted(sender: type, instance: Any, **kwargs: Any) -> None:
    """Whatever it could do, nobody can with it any more."""
    if not _here():
        return
    names = instance.groups.order_by("name").values_list("name", flat=True)
    note(instance, Change.REVOKED, Right.ROLE, names)
    if not _is_citizens(instance, Right.ACCOUNT):
        note(instance, Change.REVOKED, Right.ACCOUNT)


def _is_citizens(user: Any, right: Right) -> bool:
    """A citizen's account opens nothing of others': that there is one is no right over personal data."""
    return right is Right.ACCOUNT and is_stand_in(user.email)


def _roles(sender: type, instance: Any, action: str, reverse: bool, pk_set: set | None, **kwargs: Any) -> None:
    """From the person's side, and from the group's."""
    change = {"post_add": Change.GRANTED, "post_remove": Change.REVOKED, "pre_clear": Change.REVOKED}.get(action)
    if change is None or not _here():
        return
    if reverse:
        people = instance.user_set.all() if action == "pre_clear" else get_user_model().objects.filter(pk__in=pk_set)
        for person in people:
            note(person, change, Right.ROLE, [instance.name])
        return
    groups = instance.groups.all() if action == "pre_clear" else Group.objects.filter(pk__in=pk_set)
    note(instance, change, Right.ROLE, groups.order_by("name").values_list("name", flat=True))


def _joined(sender: type, instance: Membership, created: bool, raw: bool = False, **kwargs: Any) -> None:
    if created and not raw and _here():
        note(instance.user, Change.GRANTED, Right.DEPARTMENT, [str(instance.department)])


def _left(sender: type, instance: Membership, **kwargs: Any) -> None:
    if _here():
        note(instance.user, Change.REVOKED, Right.DEPARTMENT, [str(instance.department)])
