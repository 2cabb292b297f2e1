"""Which service translates for the municipality, and what it was used for."""

from .service import Service
from .setting import MachineSetting
from .use import MachineUse, Outcome

__all__ = ["MachineSetting", "MachineUse", "Outcome", "Service"]
