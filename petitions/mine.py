"""The latest petitions of a member, on the member's own page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _

from cms.core.dates import long_date
from cms.members.mine import Link, shown_to_member
from cms.ordinance.case_numbers import shown
from petitions.filing.keys import path_of
from petitions.models import Case

MOST = 5


@shown_to_member(_("My petitions"), order=200)
def petitions(user: Any) -> Iterator[Link]:
    """What was filed while signed in, by its number and how it stands."""
    rows = Case.objects.filter(member=user, erased_at=None).select_related("service")
    for row in rows.order_by("-arrived_at")[:MOST]:
        note = f"{shown(row.number)} · {long_date(row.arrived_at)} · {row.get_state_display()}"
        yield Link(str(row.service or shown(row.number)), path_of(row), note)
