"""What is done for every municipality each minute: rooms above sign up, ``manage.py run_due`` does it."""

from collections.abc import Callable
from dataclasses import dataclass

from django.core.exceptions import ImproperlyConfigured

Act = Callable[[], object]


@dataclass(frozen=True)
class DueAct:
    """A named act; it runs inside a municipality and finds out itself whether anything is due."""

    name: str
    run: Act


_acts: dict[str, DueAct] = {}


def due_act(name: str) -> Callable[[Act], Act]:
    """Sign up an act.

    :raises ImproperlyConfigured: when the name is taken.
    """

    def sign_up(run: Act) -> Act:
        if name in _acts:
            raise ImproperlyConfigured(f"A due act named {name} is registered already.")
        _acts[name] = DueAct(name, run)
        return run

    return sign_up


def acts() -> list[DueAct]:
    """All acts, by name."""
    return [_acts[name] for name in sorted(_acts)]
