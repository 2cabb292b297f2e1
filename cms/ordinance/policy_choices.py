"""What a key of a policy may say where it says one of a few things, each with the ordinances' own words."""

from __future__ import annotations

from enum import StrEnum


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
