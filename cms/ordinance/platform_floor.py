"""What the platform does for every municipality, whatever its ordinance asks.

Encryption, backups, the stamp and the personal-data filter are always on. A profile may tighten
them, never loosen them; the strictest of the four ordinances sets the floor.
"""

from __future__ import annotations

from cms.ordinance.policy import Policy, StampField

#: 매주 전체자료 (Dongjak 제23조제2항)
FULL_BACKUP_DAYS = 7
#: 매일 변동자료 (Dongjak 제23조제2항)
CHANGED_BACKUP_HOURS = 24
#: 담당부서명 (all four)
STAMP = (StampField.DEPARTMENT,)


def full_backup_days(policy: Policy) -> int:
    """The longest time between two full backups."""
    clause = policy.security.full_backup_days
    return clause.value if clause else FULL_BACKUP_DAYS


def changed_backup_hours(policy: Policy) -> int:
    """The longest time between two backups of what changed."""
    clause = policy.security.changed_backup_hours
    return clause.value if clause else CHANGED_BACKUP_HOURS


def stamp_fields(policy: Policy) -> tuple[StampField, ...]:
    """What every page must say about who provides it."""
    clause = policy.stamp.fields
    return clause.value if clause else STAMP
