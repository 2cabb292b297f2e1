"""What happens in a new municipality's schema: rooms above sign up their steps, this room runs them in order."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured

from tenants.models import Municipality


@dataclass(frozen=True)
class MunicipalityRow:
    """What is asked of one municipality before it is created."""

    slug: str
    name_ko: str
    name_en: str
    kind: str
    domain: str
    ordinance_profile: str
    languages: tuple[str, ...] = ("ko",)
    parent: str = ""
    departments_csv: Path | None = None
    policy_file: Path | None = None  # a profile of its own; ordinance_profile then says where that came from


@dataclass(frozen=True)
class Problem:
    """One thing wrong in the data of an onboarding, and where: file, line (the header is 1) and column."""

    file: str
    line: int
    column: str
    message: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        return f"{place} {self.column}: {self.message}" if self.column else f"{place}: {self.message}"


Validator = Callable[[MunicipalityRow], list[Problem]]


@dataclass
class Onboarding:
    """One onboarding under way: the municipality, what was asked, where progress is told, which operator asked."""

    municipality: Municipality
    row: MunicipalityRow
    report: Callable[[str], None] = print
    by: Any = None
    notes: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Step:
    """A named act in the new schema, inside the onboarding's one transaction."""

    name: str
    order: int
    run: Callable[[Onboarding], None]


_steps: dict[str, Step] = {}


def onboarding_step(name: str, order: int) -> Callable:
    """Sign up a step.

    Orders: 50 policy, 100 site and languages, 200 departments, 300 roles, 400 content, 500 grants on content.

    Raises ImproperlyConfigured when the name is taken.
    """

    def sign_up(run: Callable[[Onboarding], None]) -> Callable[[Onboarding], None]:
        if name in _steps:
            raise ImproperlyConfigured(f"An onboarding step named {name} is registered already.")
        _steps[name] = Step(name, order, run)
        return run

    return sign_up


_validators: dict[str, Validator] = {}


def onboarding_validator(name: str) -> Callable[[Validator], Validator]:
    """Sign up a look at the data before anything is created; it returns everything wrong, not the first thing.

    Raises ImproperlyConfigured when the name is taken.
    """

    def sign_up(validate: Validator) -> Validator:
        if name in _validators:
            raise ImproperlyConfigured(f"An onboarding validator named {name} is registered already.")
        _validators[name] = validate
        return validate

    return sign_up


def problems(row: MunicipalityRow) -> list[Problem]:
    """What every room finds wrong with one municipality's data, in the order of the rooms' names."""
    return [problem for name in sorted(_validators) for problem in _validators[name](row)]


def steps() -> list[Step]:
    """All steps in their order."""
    return sorted(_steps.values(), key=lambda step: (step.order, step.name))
