"""What is kept of publications: the register, confirmations, what documents hold, which files are public."""

from .confirmation import FindingConfirmation
from .files import DocumentFindings, PublicFile
from .refusal import RefusedPublication
from .register import Act, PublicationRegister, RegisterCheck
from .sweep import PublicSweep

__all__ = [
    "Act",
    "DocumentFindings",
    "FindingConfirmation",
    "PublicFile",
    "PublicSweep",
    "PublicationRegister",
    "RefusedPublication",
    "RegisterCheck",
]
