"""A municipality's policy: what its ordinance lays down, key by key, each with its article.

The same keys stand in every profile; ``SILENT`` where the ordinance says nothing. Where
municipalities differ, rules look here and nowhere else.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Annotated, TypeAlias, TypeVar

from cms.ordinance.policy_choices import (
    CatalogueField,
    Exclusion,
    Handling,
    InformationBasis,
    PasswordChange,
    PostingScope,
    ReasonDuty,
    Repetition,
    Span,
    Stage,
    StampField,
    Visibility,
    WeekReading,
    WhileReferred,
)
from cms.ordinance.policy_kinds import (
    DUTY,
    ITEMS,
    SILENT,
    TEXT,
    TEXTS,
    Clause,
    Item,
    Items,
    Obligation,
    Silent,
    count,
    one_of,
    several_of,
)
from cms.ordinance.structure import Standing

__all__ = [
    "SILENT",
    "CatalogueField",
    "Clause",
    "Exclusion",
    "Handling",
    "InformationBasis",
    "Item",
    "Items",
    "Obligation",
    "PasswordChange",
    "Policy",
    "PostingScope",
    "ReasonDuty",
    "Repetition",
    "Silent",
    "Span",
    "Stage",
    "StampField",
    "Standing",
    "Visibility",
    "WeekReading",
    "WhileReferred",
]

T = TypeVar("T")
Law: TypeAlias = Clause[T] | Silent
# Each key carries, beside its type, the kind by which it is read.
Duty: TypeAlias = Annotated[Clause[Obligation] | Silent, DUTY]
Words: TypeAlias = Annotated[Clause[str] | Silent, TEXT]
List: TypeAlias = Annotated[Items | Silent, ITEMS]


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """The ordinance itself. A bill (조례안) has no effective date."""

    slug: str
    title: str
    number: str
    effective: datetime.date | Silent
    standing: Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """What the ordinance calls things."""

    executive: Words
    homepage: Words
    system_department: Words
    managing_department: Words
    content_department: Words
    petition_department: Words
    petition_window: Words
    online_petition: Words
    consultant: Words
    dialogue: Words
    plaza: Words
    privacy_policy: Words
    privacy_officer: Words
    foreign_homepage: Words
    app: Words
    mileage: Words
    social_media: Words
    media_board: Words
    review_body: Words
    removal_register: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Homepage:
    functions: List
    departments: Duty
    round_the_clock: Duty
    maintenance_plan: Duty
    outsourcing: Duty
    outsourcing_under: Words
    feedback: Duty
    feedback_per_year: Annotated[Law[int], count(1, 365)]
    subsite_consultation: Annotated[Law[tuple[str, ...]], TEXTS]
    information_requests: Duty
    information_basis: Annotated[Law[InformationBasis], one_of(InformationBasis)]
    information_without_personal_data: Duty
    detailed_by_rule: Duty


@dataclass(frozen=True, slots=True, kw_only=True)
class Freshness:
    """``review_days``: no ordinance names an interval so far; a later one may."""

    duty: Duty
    supervised_by: Words
    posted_by: Words
    review_days: Annotated[Law[int], count(1, 3660)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    fields: Annotated[Law[tuple[StampField, ...]], several_of(StampField)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Posting:
    period: Duty
    scope: Annotated[Law[tuple[PostingScope, ...]], several_of(PostingScope)]
    shown: Duty
    decided_by: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Removal:
    """``while_referred`` is how this municipality reads the time until the result of a review.

    ``temporary_days`` (임시조치) and ``evidence_years`` (보관): no ordinance names them so far; where it is silent,
    the municipality sets them. An act (정보통신망법 제44조의2제4항) ends the former at thirty.
    """

    grounds: List
    decided_by: Words
    evidence_copy: Duty
    register: Duty
    referral: Duty
    referral_binding: Duty
    reason: Annotated[Law[ReasonDuty], one_of(ReasonDuty)]
    while_referred: Annotated[Law[WhileReferred], one_of(WhileReferred)]
    temporary_days: Annotated[Law[int], count(1, 30)]
    evidence_years: Annotated[Law[int], count(1, 30)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Duplicates:
    """``week`` is how this municipality reads 주: the ordinances do not say."""

    identical_count: Annotated[Law[int], count(2, 100)]
    identical_within: Annotated[Law[Span], one_of(Span)]
    similar_count: Annotated[Law[int], count(2, 100)]
    similar_within: Annotated[Law[Span], one_of(Span)]
    week: Annotated[Law[WeekReading], one_of(WeekReading)]
    repeated: Annotated[Law[Repetition], one_of(Repetition)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Petitions:
    window: Duty
    basis: Words
    handled_under: Words
    functions: List
    coordinating_department: Duty
    catalogue: Annotated[Law[tuple[CatalogueField, ...]], several_of(CatalogueField)]
    standard_table: Duty
    fee_before_receipt: Duty
    intake_excludes: Annotated[Law[tuple[Exclusion, ...]], several_of(Exclusion)]
    consultation: Duty
    consultants: Duty
    real_name_consultation: Duty


@dataclass(frozen=True, slots=True, kw_only=True)
class Disclosure:
    listing: Duty
    selection: Duty
    stages: Annotated[Law[tuple[Stage, ...]], several_of(Stage)]
    opt_out: Duty
    different_fields: Duty
    password: Duty
    password_change: Annotated[Law[PasswordChange], one_of(PasswordChange)]
    password_changed_by: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialogue:
    operation: Duty
    handling: Annotated[Law[Handling], one_of(Handling)]
    visibility: Annotated[Law[tuple[Visibility, ...]], several_of(Visibility)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Participation:
    plaza: Duty
    events: Duty
    event_purposes: List
    rewards: Duty
    rewarded: List
    within_budget: Duty
    notice_before: Duty
    monitors: Duty


@dataclass(frozen=True, slots=True, kw_only=True)
class Mileage:
    """``validity_months``: the executive sets it within the budget; a later ordinance may name it."""

    operation: Duty
    uses: List
    expiry: Duty
    validity_months: Annotated[Law[int], count(1, 600)]
    rules_published: Duty
    rate_table: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Services:
    member_messages: Duty
    email: Duty
    email_accounts: Duty
    email_rules_published: Duty
    app_checks_per_month: Annotated[Law[int], count(1, 31)]
    app_feedback: Duty
    app_guideline: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    regular: Duty
    incentives: Duty


@dataclass(frozen=True, slots=True, kw_only=True)
class Privacy:
    personal_data_filter: Duty
    policy_page: Duty
    policy_every_months: Annotated[Law[int], count(1, 120)]
    encryption: Duty
    other_use_needs_consent: Duty
    exceptions: List
    exceptions_under: Words
    consent: Duty
    minimum: Duty
    officer: Duty
    dormant_deletion: Duty
    dormant_years: Annotated[Law[int], count(1, 10)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Security:
    measures: Duty
    backups: Duty
    full_backup_days: Annotated[Law[int], count(1, 3660)]
    changed_backup_hours: Annotated[Law[int], count(1, 8784)]
    separate_place: Duty
    quick_recovery: Duty
    staff_passwords: Duty
    password_guideline: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Foreign:
    operation: Duty
    exchange_of_opinions: Duty
    outsourcing: Duty
    department: Duty


@dataclass(frozen=True, slots=True, kw_only=True)
class Social:
    accounts: Duty
    upkeep: Duty
    topics: List
    removal: Duty
    blocking: Duty
    commendation: Duty
    media_board: Duty
    media_topics: List
    media_outsourcing: Duty
    projects: Duty
    project_purposes: List
    contests: Duty
    contest_purposes: List
    contest_prizes: Duty
    contest_notice_before: Duty
    support: Duty


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """One version of a municipality's profile."""

    ordinance: Head
    names: Names
    homepage: Homepage
    freshness: Freshness
    stamp: Stamp
    posting: Posting
    removal: Removal
    duplicates: Duplicates
    petitions: Petitions
    disclosure: Disclosure
    dialogue: Dialogue
    participation: Participation
    mileage: Mileage
    services: Services
    evaluation: Evaluation
    privacy: Privacy
    security: Security
    foreign: Foreign
    social: Social
