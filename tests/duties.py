"""Asking the check of a duty, in tests."""

import datetime as dt
from typing import Any

from django.utils import timezone, translation

from cms.ordinance import policy_loader
from cms.ordinance.duties import duties_of
from tenants.conformity import Finding, Question, checks
from tenants.context import tenant


def ask(subject: str, municipality: Any, ordinance: str = "anyang", today: dt.date | None = None) -> Finding:
    """What the check of a subject finds in a municipality, in English, as a duty of this ordinance."""
    policy = policy_loader.packaged(ordinance)
    duty = next(duty for duty in duties_of(policy) if duty.subject.id == subject)
    with tenant(municipality), translation.override("en"):
        return checks()[subject](Question(municipality, policy, duty, today or timezone.localdate()))


def said(finding: Finding) -> str:
    """All its sentences."""
    return "\n".join(evidence.text for evidence in finding.evidence)
