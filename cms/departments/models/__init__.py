"""Departments, who works for them, and how a page is approved."""

from .approval import DepartmentApproval, DepartmentApprovalTask
from .department import Department
from .share import DraftShare
from .staff import ContractorGrant, ContractorSection, Membership, Role, RoleGroup, TranslatorLanguage

__all__ = [
    "ContractorGrant",
    "ContractorSection",
    "Department",
    "DepartmentApproval",
    "DepartmentApprovalTask",
    "DraftShare",
    "Membership",
    "Role",
    "RoleGroup",
    "TranslatorLanguage",
]
