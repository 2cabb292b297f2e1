"""Asking other sites, where the installation allows it: apart from the schedule, which must not wait for strangers."""

from __future__ import annotations

import time

import requests
from django.conf import settings
from django.db.models import F
from django.utils import timezone

from cms.core.outside import only_public
from cms.links.fetching import ask
from cms.links.models import ForeignAddress


def ask_other_sites(seconds: float) -> int:
    """Ask about addresses elsewhere for so long, those asked longest ago first; how many were asked.

    The next nightly look at links goes by the answers. None is asked where LINKS_ASK_OTHER_SITES is off.
    """
    if not settings.LINKS_ASK_OTHER_SITES:
        return 0
    until, asked = time.monotonic() + seconds, 0
    rows = ForeignAddress.objects.order_by(F("asked_at").asc(nulls_first=True), "digest")
    with only_public(requests.Session()) as session:
        for row in rows.iterator(chunk_size=100):
            if time.monotonic() > until:
                break
            row.fault = ask(row.address, session) or ""
            row.asked_at = timezone.now()
            row.save(update_fields=["fault", "asked_at"])
            asked += 1
    return asked
