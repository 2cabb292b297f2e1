"""Departments as they change over time, who works for them, and how a page is approved."""

from .approval import DepartmentApproval, DepartmentApprovalTask
from .decision import Decision, DecisionTask, decision_models
from .department import Department
from .handover import Leaving, TransferItem
from .history import DepartmentName, Succession
from .reorganisation import (
    LineKind,
    Reorganisation,
    ReorganisationAssignment,
    ReorganisationChange,
    ReorganisationLine,
    State,
)
from .share import DraftShare
from .staff import ContractorGrant, ContractorSection, Membership, Role, RoleGroup, TranslatorLanguage

__all__ = [
    "ContractorGrant",
    "ContractorSection",
    "Decision",
    "DecisionTask",
    "Department",
    "DepartmentApproval",
    "DepartmentApprovalTask",
    "DepartmentName",
    "DraftShare",
    "Leaving",
    "LineKind",
    "Membership",
    "Reorganisation",
    "ReorganisationAssignment",
    "ReorganisationChange",
    "ReorganisationLine",
    "Role",
    "RoleGroup",
    "State",
    "Succession",
    "TransferItem",
    "TranslatorLanguage",
    "decision_models",
]
