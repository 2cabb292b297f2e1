"""The platform's own tables, all in the schema ``public``."""

from tenants.models.conformity import ConformitySnapshot
from tenants.models.municipality import Domain, Municipality, OnboardingRun
from tenants.models.operator_act import OperatorAct
from tenants.models.policy_version import PolicyObjection, PolicyRefused, PolicyVersion
from tenants.models.schedule import DueDeed, DueNote, SchedulePass

__all__ = [
    "ConformitySnapshot",
    "Domain",
    "DueDeed",
    "DueNote",
    "Municipality",
    "OnboardingRun",
    "OperatorAct",
    "PolicyObjection",
    "PolicyRefused",
    "PolicyVersion",
    "SchedulePass",
]
