"""Is a duty of the ordinance met? Rooms above sign up their checks, this room asks them.

A check looks at the real state of the municipality whose schema is in use and answers with evidence: counts, dates,
links to the very pages. A duty for which no room has signed up says so (:attr:`Status.NOBODY`): nothing is green by
default.
"""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from django.core.exceptions import ImproperlyConfigured

from cms.ordinance.duties import Duty
from cms.ordinance.policy import Policy
from tenants.models import Municipality


class Status(StrEnum):
    """What a check answers."""

    MET = "met"
    NOT_MET = "not_met"
    OFF = "off"  # 할 수 있다: not made use of
    NOBODY = "nobody"  # no room answers for it yet


@dataclass(frozen=True, slots=True)
class Evidence:
    """One fact, in the language in use: a whole sentence, with the place where it can be seen.

    Citizens read it too, unless that place is not open to everybody: a fact about a draft, an account or the desk
    names its address there, and then its words are kept back as well. One without an address names no person.
    """

    text: str
    url: str = ""
    count: int | None = None
    on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """An answer. Without evidence there is none: raises ValueError."""

    status: Status
    evidence: tuple[Evidence, ...]

    def __post_init__(self) -> None:
        if not self.evidence:
            raise ValueError("A finding states its evidence.")


def met(*evidence: Evidence) -> Finding:
    """The duty is fulfilled."""
    return Finding(Status.MET, evidence)


def not_met(*evidence: Evidence) -> Finding:
    """The duty is not fulfilled; the evidence says what is missing and where."""
    return Finding(Status.NOT_MET, evidence)


def off(*evidence: Evidence) -> Finding:
    """The municipality may, and does not."""
    return Finding(Status.OFF, evidence)


@dataclass(frozen=True, slots=True)
class Question:
    """What a check is asked: this duty, of this municipality, under this policy, on this day."""

    municipality: Municipality
    policy: Policy
    duty: Duty
    today: dt.date


Check = Callable[[Question], Finding]

_checks: dict[str, Check] = {}


def conformity_check(*subjects: str) -> Callable[[Check], Check]:
    """Sign up the check of one or more subjects of ``duties.toml``; it runs inside the municipality's schema.

    :raises ImproperlyConfigured: when a subject has a check already.
    """

    def sign_up(check: Check) -> Check:
        for subject in subjects:
            if subject in _checks:
                raise ImproperlyConfigured(f"The duty {subject} has a check already.")
            _checks[subject] = check
        return check

    return sign_up


def checks() -> Mapping[str, Check]:
    """All checks by subject."""
    return MappingProxyType(_checks)
