"""What the schedule does with transfers."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext_noop, ngettext_lazy

from petitions.transfer.delivering import deliver_due, waiting
from petitions.transfer.erasing import delivered, erase_delivered
from tenants.due import Condition, due_act, there_are


def _wait(now: dt.datetime) -> Condition:
    return there_are(waiting(now))


@due_act(
    gettext_noop("petitions: transfer to other municipalities"),
    order=840,
    when=_wait,
    says={
        "arrived": ngettext_lazy("%(count)s petition arrived there", "%(count)s petitions arrived there", "count"),
        "later": ngettext_lazy(
            "%(count)s petition to be tried again", "%(count)s petitions to be tried again", "count"
        ),
    },
)
def deliver() -> dict[str, int]:
    """Bring what waits."""
    return deliver_due()


def _are_told(now: dt.datetime) -> Condition:
    return there_are(delivered(now))


@due_act(
    gettext_noop("petitions: erasing what was transferred"),
    order=892,
    patient=True,
    when=_are_told,
    says={"erased": ngettext_lazy("%(count)s petition erased", "%(count)s petitions erased", "count")},
)
def erase() -> dict[str, int]:
    """What the receiver has and the petitioner was told of."""
    return {"erased": erase_delivered()}
