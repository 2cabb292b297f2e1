"""A municipality's policy: add a version, withdraw one that has not taken effect, take down the first."""

import datetime as dt
import hashlib
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.ordinance.policy import Policy
from tenants.context import platform
from tenants.models import Municipality, OperatorAct, PolicyObjection, PolicyRefused, PolicyVersion
from tenants.models.policy_version import FILE
from tenants.services.acts import note_act


def draft(municipality: Municipality, source: str, effective_on: dt.date | None, note: str = "") -> PolicyVersion:
    """The next version as it would be, not stored; without a day yet where none has been chosen.

    Ask it for ``objections()``; call it inside ``platform()``.
    """
    last = last_version(municipality)
    number = last.number + 1 if last else 1
    return PolicyVersion(
        municipality=municipality, number=number, source=source, effective_on=effective_on, note=note.strip()
    )


def last_version(municipality: Municipality) -> PolicyVersion | None:
    """The latest version, in force or to come. Call it inside ``platform()``."""
    return PolicyVersion.objects.filter(municipality=municipality).order_by("-number").first()


def add_version(
    municipality: Municipality,
    source: str,
    effective_on: dt.date,
    *,
    note: str = "",
    by: Any = None,
    after: int | None = None,
    file: str = FILE,
) -> PolicyVersion:
    """Take down the next version of a municipality's policy.

    :param by: the operator; None for the command line.
    :param after: the number of the last version that the operator has seen; nothing is asked when None.
    :raises PolicyRefused: with everything that stands against it, a version that came in between included.
    """
    with platform(), transaction.atomic():
        Municipality.objects.select_for_update().get(pk=municipality.pk)
        version = draft(municipality, source, effective_on, note)
        version.created_by = by
        objections = [*overtaken(version, after), *version.objections(file)]
        if objections:
            raise PolicyRefused(objections)
        version.save()
        note_act(municipality, OperatorAct.Act.POLICY_ADDED, _name(by), **_told(version))
    return version


def overtaken(version: PolicyVersion, after: int | None) -> list[PolicyObjection]:
    """What to say when another version came in since the operator looked; ``after`` is the last that was seen."""
    last = version.number - 1
    if after is None or after == last:
        return []
    sentence = _("Version %(last)d has been added since you began. Look at it, then send this again.")
    return [PolicyObjection("number", sentence % {"last": last})]


def withdraw_version(version: PolicyVersion, reason: str, by: Any = None) -> None:
    """Take back a version that has not taken effect; its number is free again, for no decision keeps it.

    :raises ValidationError: without a reason, for one that has taken effect, for one that another follows.
    """
    if not reason.strip():
        raise ValidationError(_("Say why it is withdrawn."), code="reason")
    with platform(), transaction.atomic():
        municipality = Municipality.objects.select_for_update().get(pk=version.municipality_id)
        told = _told(version)
        version.delete()
        note_act(municipality, OperatorAct.Act.POLICY_WITHDRAWN, _name(by), **told, reason=reason.strip())


def first_day(policy: Policy) -> dt.date:
    """From when decisions are taken under a municipality's first version.

    That is the day on which its ordinance took effect (시행일). For a bill, which has none, and for an ordinance that
    takes effect later, it is today: a site without rules would be worse.
    """
    today = timezone.localdate()
    return min(policy.ordinance.effective or today, today)


def _told(version: PolicyVersion) -> dict[str, Any]:
    """What the log keeps of a version: enough to know it again, and to prove which text it was."""
    return {
        "number": version.number,
        "effective_on": version.effective_on.isoformat(),
        "note": version.note,
        "sha256": hashlib.sha256(version.source.encode()).hexdigest(),
    }


def _name(by: Any) -> str:
    return by.get_username() if by is not None else ""
