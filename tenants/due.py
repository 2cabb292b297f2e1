"""What the schedule does for every municipality: rooms above sign up acts, ``manage.py run_due`` does them.

    @due_act(
        gettext_noop("links"),
        patient=True,
        when=lambda now: now.hour >= HOUR and there_are_none(LinkCheck.objects.filter(on=now.date())),
        says={"broken": ngettext_lazy("%(count)s broken link found", "%(count)s broken links found", "count")},
    )
    def look_once_a_night() -> dict[str, int]: …

``when`` is asked once a round, on the platform, and only names rows; whether a municipality has them is one query for
all acts together. An act without it is run each minute. Either way an act finds out itself whether anything is due:
two runs at once may both have been told so.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext

#: What an act did, as numbers by name; nothing and zeros where there was nothing to do.
Did = Mapping[str, int]
Act = Callable[[], Any]


@dataclass(frozen=True)
class Condition:
    """Rows of a municipality that are there, or that are not."""

    rows: QuerySet
    there: bool = True


#: One condition, or several of which one suffices; True and False where no row need be asked for.
Question = Condition | bool | Sequence[Condition | bool]


def there_are(rows: QuerySet) -> Condition:
    """It is due where such rows are. No row of content types may be named: their numbers differ between tenants."""
    return Condition(rows)


def there_are_none(rows: QuerySet) -> Condition:
    """It is due where no such row is."""
    return Condition(rows, there=False)


def always(now: dt.datetime) -> bool:
    """For acts that cannot be asked for."""
    return True


@dataclass(frozen=True)
class DueAct:
    """A named act that runs inside a municipality.

    ``order``    acts of one municipality follow each other by it, then by name.
    ``patient``  takes its time and may come minutes late: done after every municipality had its prompt acts.
    ``when``     says at a local time (Asia/Seoul) what makes it due.
    ``rest``     after a run that went well it is left alone for so long, where ``when`` says more than is there to do.
    ``says``     a sentence in the plural forms of ``count`` for each number that it returns.
    """

    name: str
    run: Act
    order: int = 500
    patient: bool = False
    when: Callable[[dt.datetime], Question] = always
    rest: dt.timedelta = dt.timedelta()
    says: Mapping[str, Promise | str] = field(default_factory=dict)

    @property
    def label(self) -> str:
        """Its name in the reader's language."""
        return gettext(self.name)


_acts: dict[str, DueAct] = {}


def due_act(
    name: str,
    *,
    order: int = 500,
    patient: bool = False,
    when: Callable[[dt.datetime], Question] = always,
    rest: dt.timedelta = dt.timedelta(),
    says: Mapping[str, Promise | str] | None = None,
) -> Callable[[Act], Act]:
    """Sign up an act.

    :raises ImproperlyConfigured: when the name is taken.
    """

    def sign_up(run: Act) -> Act:
        if name in _acts:
            raise ImproperlyConfigured(f"A due act named {name} is registered already.")
        _acts[name] = DueAct(name, run, order, patient, when, rest, says or {})
        return run

    return sign_up


def acts() -> list[DueAct]:
    """All acts, in the order in which a municipality gets them."""
    return sorted(_acts.values(), key=lambda act: (act.order, act.name))


def label(name: str) -> str:
    """An act's name in the reader's language, of one that is no longer there, too."""
    return gettext(name)


def sentence(name: str, did: Did) -> str:
    """What an act did, in the reader's language: its numbers are kept, not its words."""
    says = _acts[name].says if name in _acts else {}
    return ", ".join(
        str(says[key] % {"count": count}) if key in says else f"{key}: {count}" for key, count in did.items()
    )
