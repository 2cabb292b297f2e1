"""What the municipality has decided of machine translations."""

from cms.machine.models import MachineSetting


def unreviewed_allowed() -> bool:
    """Whether a machine's text may be public, with its label, before a person has read it. No unless it was said."""
    return MachineSetting.current().unreviewed
