"""The list of checks, and what they look at."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property

from django.core.exceptions import ImproperlyConfigured
from django.db import models
from django.utils import timezone
from wagtail.models import Page

from cms.ordinance.personal_data import Offices
from cms.publication.content import Content, content_of
from cms.publication.offices import offices
from cms.publication.reasons import Reason


class Publication:
    """A page as it would be published today. What several checks need is worked out once."""

    def __init__(
        self,
        page: Page,
        children: Mapping[str, Iterable[models.Model]] | None = None,
        confirmed: Iterable[tuple[str, str]] = (),
        known: Offices | None = None,
    ) -> None:
        self.page = page
        self.today: dt.date = timezone.localdate()
        self.newly_confirmed = frozenset(confirmed)
        self._children = children
        self._known = known

    @cached_property
    def content(self) -> Content:
        """All words, files and pictures."""
        return content_of(self.page, self._children)

    @cached_property
    def offices(self) -> Offices:
        """The municipality's own contacts."""
        return offices() if self._known is None else self._known

    @property
    def subject(self) -> str:
        """Under what confirmations of this page are kept; its translations share them."""
        return f"page:{self.page.translation_key}"


Check = Callable[[Publication], Iterable[Reason]]
_checks: dict[str, Check] = {}


def publication_check(name: str) -> Callable[[Check], Check]:
    """Sign up a check.

    :raises ImproperlyConfigured: when the name is taken.
    """

    def sign_up(check: Check) -> Check:
        if name in _checks:
            raise ImproperlyConfigured(f"A publication check named {name} is registered already.")
        _checks[name] = check
        return check

    return sign_up


def names() -> list[str]:
    """The names of all checks."""
    return sorted(_checks)


def refusals(publication: Publication) -> list[Reason]:
    """Every reason of every check against this publication."""
    return [reason for name in sorted(_checks) for reason in _checks[name](publication)]
