"""Writing down that somebody looked at personal data (개인정보의 안전성 확보조치 기준 제8조)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils import timezone

from cms.departments.models import Membership
from cms.ordinance.retention import access_log_kept_until
from cms.privacy.models import AccessEntry, How, Purpose


@dataclass(frozen=True, slots=True)
class Several:
    """Many people's data at once: ``model`` is app.model; ``number`` names the table, if it has a name."""

    model: str
    count: int
    number: str = ""


def looked_at(
    user: Any,
    subject: models.Model | Several,
    *,
    fields: Iterable[str],
    purpose: Purpose | str,
    how: How | str,
    request: HttpRequest | None = None,
    reason: str = "",
    own_name: bool = False,
) -> AccessEntry:
    """A row of the access log (접속기록). Call it in the view's transaction, before anything is shown.

    :param subject: the row that was looked at; its ``number``, if it has one, is what people call it by.
    :param fields: what was shown, as names of the model's fields.
    :param reason: typed or chosen beside the purpose; without personal data, for it outlives it.
    :raises ValueError: for nobody, no field, or a purpose or way that is unknown: a mistake of the caller.
    """
    shown = list(dict.fromkeys(fields))
    if not user.is_authenticated or not shown:
        raise ValueError("An access names who looked and what was shown.")
    entry = AccessEntry(
        user=user,
        account=user.get_username(),
        person=user.get_full_name()[:150] or user.get_username(),
        department_name=_department_of(user),
        fields=shown,
        purpose=Purpose(purpose),
        how=How(how),
        reason=reason.strip()[:200],
        own_name=own_name,
        address=(request.META.get("REMOTE_ADDR") or None) if request else None,
        kept_until=_kept_until(),
        **_of(subject),
    )
    entry.save(force_insert=True)
    return entry


def is_own_name(user: Any, words: str) -> bool:
    """Whether somebody searched for themselves."""
    own = {_plain(str(getattr(user, name, "") or "")) for name in ("display_name", "username", "email")}
    return bool(_plain(words)) and _plain(words) in own


def _plain(words: str) -> str:
    return "".join(words.split()).casefold()


def _of(subject: models.Model | Several) -> dict[str, Any]:
    if isinstance(subject, Several):
        return {"subject_model": subject.model, "subject_number": subject.number[:64], "subjects": subject.count}
    number = getattr(subject, "number", None)
    return {
        "subject_model": subject._meta.label_lower,
        "subject_pk": str(subject.pk),
        "subject_number": "" if number is None else str(number)[:64],
    }


def _department_of(user: Any) -> str:
    """The first of the person's departments, asked once a request."""
    if not hasattr(user, "_access_department"):
        first = Membership.objects.filter(user=user).order_by("pk").select_related("department").first()
        user._access_department = str(first.department)[:120] if first else ""
    return str(user._access_department)


def _kept_until() -> Any:
    """Petitions tell of illness, belief and offences: sensitive data (민감정보) at all times, so two years."""
    return access_log_kept_until(timezone.localdate(), 0, has_sensitive_data=True)
