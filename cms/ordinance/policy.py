"""A municipality's policy: what its ordinance lays down, key by key, each with its article.

The same keys stand in every profile; ``SILENT`` where the ordinance says nothing. Where
municipalities differ, rules look here and nowhere else.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, TypeAlias, TypeVar

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

__all__ = ["SILENT", "Clause", "Item", "Items", "Obligation", "Policy", "Silent", "Standing"]

T = TypeVar("T")
Law: TypeAlias = Clause[T] | Silent
# Each key carries, beside its type, the kind by which it is read.
Duty: TypeAlias = Annotated[Clause[Obligation] | Silent, DUTY]
Words: TypeAlias = Annotated[Clause[str] | Silent, TEXT]
List: TypeAlias = Annotated[Items | Silent, ITEMS]


class StampField(StrEnum):
    """What a page says about who provides it."""

    PROVIDER = "provider"  # 정보제공자
    DEPARTMENT = "department"  # 담당부서


class PostingScope(StrEnum):
    """For what a posting period may be set."""

    FIELD = "field"  # 분야별
    POST = "post"  # 게시물별


class ReasonDuty(StrEnum):
    """How the reason of a removal is made known."""

    PUBLISH_OR_NOTIFY = "publish_or_notify"  # 해당 게시판에 공개하거나 … 통지
    DISCLOSE = "disclose"  # 해당 게시판 등에 공개하는 등 그 이유를 밝혀야


class WhileReferred(StrEnum):
    """What becomes of a post until the result of its review (심의) is there."""

    HIDDEN = "hidden"
    NOTICE = "notice"


class Span(StrEnum):
    """The time within which posts are held against each other."""

    DAY = "day"
    WEEK = "week"


class WeekReading(StrEnum):
    """Whether 주 2회 means any seven days or a calendar week (Monday to Sunday)."""

    ROLLING = "rolling"
    CALENDAR = "calendar"


class Repetition(StrEnum):
    """What 반복적으로 means where the ordinance gives no number."""

    PERSON_DECIDES = "person_decides"


class CatalogueField(StrEnum):
    """What is published about each kind of petition."""

    KIND = "kind"  # 민원의 종류
    PROCEDURE = "procedure"  # 처리절차
    COST = "cost"  # 처리비용
    PERIOD = "period"  # 처리기간


class Exclusion(StrEnum):
    """What a petition may not need if it is to be made online."""

    IDENTITY_CHECK = "identity_check"  # 본인의 확인
    ATTACHMENTS = "attachments"  # 붙임서류


class Stage(StrEnum):
    """What is shown of a public petition."""

    RECEIPT = "receipt"  # 접수
    PROCESS = "process"  # 처리과정
    RESULT = "result"  # 처리결과


class PasswordChange(StrEnum):
    """What happens when a petition's password has been exposed."""

    ON_EXPOSURE = "on_exposure"  # 노출되었을 경우 … 변경에 응하여야
    ON_DEMAND = "on_demand"  # 변경을 요구할 수 있으며


class Handling(StrEnum):
    """When an opinion in the dialogue is handled like a petition."""

    ALWAYS = "always"
    IF_ANSWER_NEEDED = "if_answer_needed"  # 답변이 필요하다고 판단되는 경우


class Visibility(StrEnum):
    PUBLIC = "public"
    PRIVATE = "private"


class InformationBasis(StrEnum):
    """By what a request for the homepage's information is judged."""

    FOI_ACT = "foi_act"  # 공공기관의 정보공개에 관한 법률
    NON_PROFIT_PURPOSE = "non_profit_purpose"  # 비영리 목적여부


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
