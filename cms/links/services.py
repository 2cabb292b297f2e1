"""The nightly look at every link of every published page."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone
from wagtail.models import Page

from cms.core.visibility import readable
from cms.links.extraction import Link, links_of
from cms.links.models import BrokenLink, Fault, ForeignAddress, LinkCheck
from cms.links.site import OwnSite
from cms.pages.models import StampedPage
from tenants.services.locks import session_lock

CHUNK = 100

Broken = dict[tuple[int, str], Fault]


def check_links(today: dt.date | None = None) -> LinkCheck | None:
    """Look at all links of this municipality; what is broken since earlier keeps its first day.

    Nothing (``None``) while another process is at it.
    """
    day = today or timezone.localdate()
    with session_lock(f"links {connection.schema_name}", wait=False) as free:
        return _look(day) if free else None


def _look(day: dt.date) -> LinkCheck:
    site = OwnSite(connection.tenant, day)
    pages, every = _all_links()
    elsewhere = {link.target for link in every if site.leads_elsewhere(link)}
    answers = _faults_elsewhere()
    broken: Broken = {}
    for link, on_pages in every.items():
        fault = site.fault(link) or (answers.get(link.target) if link.target in elsewhere else None)
        for page in on_pages:
            here = fault or site.fault_within(link, page)
            if here:
                broken[page, _said(link)] = here
    with transaction.atomic():
        _keep(broken, day)
        _note_elsewhere(elsewhere)
        numbers = {"pages": pages, "links": sum(map(len, every.values())), "broken": len(broken)}
        return LinkCheck.objects.update_or_create(on=day, defaults=numbers)[0]


def _all_links() -> tuple[int, dict[Link, list[int]]]:
    """How many pages everybody may read, and the pages that each of their links stands on."""
    found: dict[Link, list[int]] = {}
    number = 0
    for page in _public_pages():
        number += 1
        for link in links_of(page):
            found.setdefault(link, []).append(page.pk)
    return number, found


def _public_pages() -> Iterator[StampedPage]:
    keys = list(readable(Page.objects.filter(depth__gt=1)).order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(keys), CHUNK):
        for page in Page.objects.filter(pk__in=keys[start : start + CHUNK]).specific():
            if isinstance(page, StampedPage):
                yield page


def _said(link: Link) -> str:
    """As the list shows it: an address as written, a page or document by its kind and key."""
    return link.target if link.kind == "address" else f"{link.kind}:{link.target}"


def _keep(broken: Broken, day: dt.date) -> None:
    """Bring the list into step: new ones open, the same ones stay, what leads somewhere again is closed."""
    present = {(row.page_id, row.target): row for row in BrokenLink.objects.filter(fixed_on=None)}
    mended = [row.pk for key, row in present.items() if key not in broken]
    BrokenLink.objects.filter(pk__in=mended).update(fixed_on=day)
    changed = [row for key, row in present.items() if key in broken and row.fault != broken[key]]
    for row in changed:
        row.fault = broken[row.page_id, row.target]
    BrokenLink.objects.bulk_update(changed, ["fault"], batch_size=500)
    new = [
        BrokenLink(page_id=page, target=target, fault=fault, since=day)
        for (page, target), fault in broken.items()
        if (page, target) not in present
    ]
    BrokenLink.objects.bulk_create(new, batch_size=500)


def _note_elsewhere(addresses: set[str]) -> None:
    """Keep which addresses elsewhere are led to, for :func:`cms.links.asking.ask_other_sites`."""
    wanted = {digest_of(address): address for address in addresses}
    known = set(ForeignAddress.objects.values_list("digest", flat=True))
    ForeignAddress.objects.filter(digest__in=known - wanted.keys()).delete()
    new = [ForeignAddress(digest=digest, address=wanted[digest]) for digest in sorted(wanted.keys() - known)]
    ForeignAddress.objects.bulk_create(new, batch_size=500)


def _faults_elsewhere() -> dict[str, Fault]:
    """What other sites answered last; of no use where they are no longer asked."""
    if not settings.LINKS_ASK_OTHER_SITES:
        return {}
    return {row.address: Fault(row.fault) for row in ForeignAddress.objects.exclude(fault="")}


def digest_of(address: str) -> str:
    """Addresses may be longer than what an index holds."""
    return hashlib.sha256(address.encode()).hexdigest()
