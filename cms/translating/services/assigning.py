"""Giving translations to people and taking them back (번역 배정)."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail_localize.models import Translation

from cms.departments.models import Role
from cms.departments.models.approval import is_homepage_manager
from cms.departments.reach import reach_of
from cms.translating.models import Assignment
from cms.translating.rights import is_outside


@transaction.atomic
def assign(
    translation: Translation, person: Any, by: Any, *, due_on: dt.date | None = None, note: str = ""
) -> Assignment:
    """Give a translation to a person; given already, day and note are the new ones.

    :raises PermissionDenied: for everyone but homepage management.
    :raises ValidationError: with every reason: not submitted any more, no translator, a contract that is over, a past
        day.
    """
    _require_manager(by)
    if reasons := _against(translation, person, due_on):
        raise ValidationError(reasons)
    row, _created = Assignment.objects.update_or_create(
        translation=translation,
        person=person,
        ended_at=None,
        defaults={"assigned_by": by, "due_on": due_on, "note": note.strip()},
    )
    return row


@transaction.atomic
def end(assignment: Assignment, by: Any) -> None:
    """Take it back; it stays as a record. What the person wrote stays, too.

    :raises PermissionDenied: for everyone but homepage management.
    """
    _require_manager(by)
    Assignment.objects.open().filter(pk=assignment.pk).update(ended_at=timezone.now())
    assignment.refresh_from_db()


def _require_manager(by: Any) -> None:
    if by is None or not by.is_active or not is_homepage_manager(by):
        raise PermissionDenied(_("Homepage management assigns translations."))


def _against(translation: Translation, person: Any, due_on: dt.date | None) -> list[str]:
    reasons = []
    if not translation.enabled:
        reasons.append(_("This page is not in translation any more."))
    reach = reach_of(person)
    if is_outside(reach):
        if reach.contract_ended:
            reasons.append(_("The contract of %(person)s is over.") % {"person": person})
    elif Role.TRANSLATOR not in reach.roles or translation.target_locale_id not in reach.locales:
        reasons.append(_("%(person)s is no translator of this language.") % {"person": person})
    if due_on is not None and due_on < timezone.localdate():
        reasons.append(_("The day lies in the past."))
    return reasons
