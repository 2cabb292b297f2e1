"""What moderation keeps."""

from .blocking import Block, SameAuthor
from .evidence import Evidence
from .matter import Matter, MatterState, Proposal, Referral, Report
from .notice import ReasonNotice
from .objection import Objection, Outcome
from .office import CannedReason, DecisionOffice
from .register import ModerationRegister, RegisterAct, RegisterCheck
from .setting import ModerationSetting, RegisterForm
from .tombstone import Tombstone

__all__ = [
    "Block",
    "CannedReason",
    "DecisionOffice",
    "Evidence",
    "Matter",
    "MatterState",
    "ModerationRegister",
    "ModerationSetting",
    "Objection",
    "Outcome",
    "Proposal",
    "ReasonNotice",
    "Referral",
    "RegisterAct",
    "RegisterCheck",
    "RegisterForm",
    "Report",
    "SameAuthor",
    "Tombstone",
]
