"""Switching a municipality's site off and on."""

import logging

from tenants.context import platform
from tenants.models import Municipality

log = logging.getLogger(__name__)


def suspend(municipality: Municipality, by: str) -> None:
    """From the next request on, every address of the municipality says that its site is away. Nothing is deleted."""
    _set(municipality, Municipality.State.SUSPENDED, by)


def resume(municipality: Municipality, by: str) -> None:
    """The site is back with the next request."""
    _set(municipality, Municipality.State.ACTIVE, by)


def _set(municipality: Municipality, state: Municipality.State, by: str) -> None:
    with platform():
        Municipality.objects.filter(pk=municipality.pk).update(state=state)
    municipality.state = state
    log.info("%s is %s now, by %s", municipality.slug, state, by)
