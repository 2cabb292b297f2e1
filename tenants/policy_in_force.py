"""Which version of its policy a municipality decides under on a day.

A request costs one query at most: the timetable of versions is kept on the municipality's object, which every request
makes anew, so what another process added is seen with the next request; an object that lives longer looks again after
``TIMETABLE_SECONDS``. The policies themselves are kept in the process for good, because a version never changes.
"""

import datetime as dt
import time
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models.signals import post_delete, post_save
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.ordinance.policy import Policy
from tenants.models import PolicyVersion
from tenants.models.policy_version import policy_of
from tenants.platform import is_platform

TIMETABLE_SECONDS = 60.0
_KEPT = "_policy_timetable"
# By full names: a municipality's search path does not lead there, and changing the path would be two queries more.
_VERSIONS = """
SELECT version.id, version.number, version.effective_on
FROM public.tenants_policyversion version
JOIN public.tenants_municipality municipality ON municipality.id = version.municipality_id
WHERE municipality.schema_name = %s
ORDER BY version.number DESC
"""
_changes = 0  # how often this process itself added or withdrew a version


class NoPolicy(LookupError):  # noqa: N818
    """No version of a policy is in force there and then."""


@dataclass(frozen=True, slots=True)
class PolicyInForce:
    """A policy, with the number that a decision taken under it keeps and the day since when it applies."""

    number: int
    effective_on: dt.date
    policy: Policy


@dataclass(frozen=True, slots=True)
class _Entry:
    version: int  # primary key
    number: int
    effective_on: dt.date


@dataclass(frozen=True, slots=True)
class _Timetable:
    entries: tuple[_Entry, ...]  # the latest first
    changes: int
    read_at: float

    @property
    def is_fresh(self) -> bool:
        return self.changes == _changes and time.monotonic() - self.read_at < TIMETABLE_SECONDS


def current_policy(on: dt.date | None = None, municipality: Any = None) -> PolicyInForce:
    """The policy under which decisions of that day are taken; today's (Asia/Seoul) without a day.

    Amending on 1 July leaves June's verdicts unchanged: ask for the day of what is judged, and keep ``number`` with
    the decision.

    :param municipality: that of the connection when None.
    :raises NoPolicy: before the first version, and for the platform, which has none.
    """
    day = on or timezone.localdate()
    entries = _timetable(municipality or connection.tenant)
    for entry in entries:
        if entry.effective_on <= day:
            return _in_force(entry)
    if entries:
        sentence = _("The first version of the policy applies from %(first)s; there is none on %(day)s.")
        raise NoPolicy(sentence % {"first": entries[-1].effective_on.isoformat(), "day": day.isoformat()})
    raise NoPolicy(_("There is no policy here: no ordinance profile has been taken down."))


def policy_numbered(number: int, municipality: Any = None) -> PolicyInForce:
    """The version that a decision names.

    :raises NoPolicy: when there is none of that number.
    """
    for entry in _timetable(municipality or connection.tenant):
        if entry.number == number:
            return _in_force(entry)
    raise NoPolicy(_("There is no version %(number)d of the policy.") % {"number": number})


def _in_force(entry: _Entry) -> PolicyInForce:
    return PolicyInForce(entry.number, entry.effective_on, policy_of(entry.version))


def _timetable(municipality: Any) -> tuple[_Entry, ...]:
    if is_platform(municipality):
        return ()
    kept: _Timetable | None = municipality.__dict__.get(_KEPT)
    if kept is None or not kept.is_fresh:
        with connection.cursor() as cursor:
            cursor.execute(_VERSIONS, [municipality.schema_name])
            entries = tuple(_Entry(*row) for row in cursor.fetchall())
        kept = municipality.__dict__[_KEPT] = _Timetable(entries, _changes, time.monotonic())
    return kept.entries


def _note_change(**kwargs: Any) -> None:
    global _changes
    _changes += 1


post_save.connect(_note_change, sender=PolicyVersion, dispatch_uid="policy timetable, added")
post_delete.connect(_note_change, sender=PolicyVersion, dispatch_uid="policy timetable, withdrawn")
