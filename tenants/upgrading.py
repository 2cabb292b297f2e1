"""What an upgrade does in each municipality after its migrations: rooms above sign up, ``migrate_tenants`` does it.

For what code lays down and rows repeat (rights of roles): a step brings the rows into step, and may be repeated.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.core.exceptions import ImproperlyConfigured


@dataclass(frozen=True)
class UpgradeStep:
    """A named act inside a municipality, in a transaction of its own."""

    name: str
    run: Callable[[], object]


_steps: dict[str, UpgradeStep] = {}


def upgrade_step(name: str) -> Callable[[Callable[[], object]], Callable[[], object]]:
    """Sign up a step.

    :raises ImproperlyConfigured: when the name is taken.
    """

    def sign_up(run: Callable[[], object]) -> Callable[[], object]:
        if name in _steps:
            raise ImproperlyConfigured(f"An upgrade step named {name} is registered already.")
        _steps[name] = UpgradeStep(name, run)
        return run

    return sign_up


def upgrade_steps() -> list[UpgradeStep]:
    """All steps, by name."""
    return [_steps[name] for name in sorted(_steps)]
