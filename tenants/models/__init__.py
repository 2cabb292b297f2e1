"""The platform's own tables, all in the schema ``public``."""

from tenants.models.conformity import ConformitySnapshot
from tenants.models.municipality import Domain, DueNote, Municipality, OnboardingRun
from tenants.models.operator_act import OperatorAct
from tenants.models.policy_version import PolicyObjection, PolicyRefused, PolicyVersion

__all__ = [
    "ConformitySnapshot",
    "Domain",
    "DueNote",
    "Municipality",
    "OnboardingRun",
    "OperatorAct",
    "PolicyObjection",
    "PolicyRefused",
    "PolicyVersion",
]
