"""The catalogue of services (민원처리기준표), the pages that show it, and the cases that are filed under it."""

from .attachment import CaseFile, Origin
from .case import PERSONAL, Case, Channel
from .consultation import ConsultationField, ConsultationFieldName
from .cover import AbsenceCover
from .dialogue import (
    PERSONAL_OPINION,
    Decision,
    DialogueSetting,
    Offered,
    Opinion,
    OpinionAct,
    OpinionEvent,
    OpinionMail,
)
from .disclosure import PublicCase
from .draft import Attempt, Draft, DraftFile, PasswordKey
from .kinds import Confidence, Disclosed, Kind
from .notice import Notice, NoticeState, SentBy
from .outcome import Answer, AnswerKind, InternalNote, Objection, Satisfaction
from .pages import CataloguePage, StandardTablePage
from .payment import BankImport, Deposit, Payment, Refund
from .public_pages import PublicPetitionsPage
from .service import Service
from .setting import OddDay, PetitionSetting
from .situation import LifeSituation, LifeSituationName
from .talk_pages import ConsultationPage, DialoguePage
from .template import AnswerTemplate, TemplateKind
from .texts import ServiceText
from .trace import CaseEvent, CaseExtension, CasePause, Supplement
from .transfer import Fault, Representative, TransferIn, TransferLetter, TransferOut
from .watching import DunningLetter, LetterState, MonthlyCheck, Recount

__all__ = [
    "PERSONAL",
    "PERSONAL_OPINION",
    "AbsenceCover",
    "Answer",
    "AnswerKind",
    "AnswerTemplate",
    "Attempt",
    "BankImport",
    "Case",
    "CaseEvent",
    "CaseExtension",
    "CaseFile",
    "CasePause",
    "CataloguePage",
    "Channel",
    "Confidence",
    "ConsultationField",
    "ConsultationFieldName",
    "ConsultationPage",
    "Decision",
    "Deposit",
    "DialoguePage",
    "DialogueSetting",
    "Disclosed",
    "Draft",
    "DraftFile",
    "DunningLetter",
    "Fault",
    "InternalNote",
    "Kind",
    "LetterState",
    "LifeSituation",
    "LifeSituationName",
    "MonthlyCheck",
    "Notice",
    "NoticeState",
    "Objection",
    "OddDay",
    "Offered",
    "Opinion",
    "OpinionAct",
    "OpinionEvent",
    "OpinionMail",
    "Origin",
    "PasswordKey",
    "Payment",
    "PetitionSetting",
    "PublicCase",
    "PublicPetitionsPage",
    "Recount",
    "Refund",
    "Representative",
    "Satisfaction",
    "SentBy",
    "Service",
    "ServiceText",
    "StandardTablePage",
    "Supplement",
    "TemplateKind",
    "TransferIn",
    "TransferLetter",
    "TransferOut",
]
