"""Switching a municipality's site off and on."""

import logging

from django.db import transaction

from tenants.context import platform
from tenants.models import Municipality, OperatorAct
from tenants.services.acts import note_act

log = logging.getLogger(__name__)


def suspend(municipality: Municipality, by: str) -> None:
    """From the next request on, every address of the municipality says that its site is away. Nothing is deleted."""
    _set(municipality, Municipality.State.SUSPENDED, OperatorAct.Act.SUSPENDED, by)


def resume(municipality: Municipality, by: str) -> None:
    """The site is back with the next request."""
    _set(municipality, Municipality.State.ACTIVE, OperatorAct.Act.RESUMED, by)


def _set(municipality: Municipality, state: Municipality.State, act: OperatorAct.Act, by: str) -> None:
    with platform(), transaction.atomic():
        others = Municipality.objects.filter(pk=municipality.pk).exclude(state=state)
        if others.update(state=state):  # two operators at once: one of them did it
            note_act(municipality, act, by)
    municipality.state = state
    log.info("%s is %s now, by %s", municipality.slug, state, by)
