"""Proving the register: that no row was changed, cut out or cut off, and that no page went without one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _
from wagtail.models import Page

from cms.publication.files import public_today
from cms.publication.making_up import Missing, make_up
from cms.publication.models import Act, RegisterCheck
from cms.publication.models.register import PUBLIC_ACTS
from cms.publication.register import CHAIN, latest_rows
from cms.publication.telling import LETTERS


@dataclass(frozen=True)
class Verdict:
    """How far the chain was followed, its last row, and every fault; ``faults`` of the chain end at the first.

    ``missing`` are those faults that are acts without an entry.
    """

    number: int
    head: str
    faults: tuple[str, ...]
    missing: tuple[Missing, ...] = ()

    @property
    def holds(self) -> bool:
        """True without a fault."""
        return not self.faults


def verify() -> Verdict:
    """Follow the chain from its first row; then compare it with earlier verifications and with the pages."""
    chain = CHAIN.follow()
    if chain.fault:
        return Verdict(chain.number, chain.head, (chain.fault,))
    missing = tuple(_pages())
    anchors = CHAIN.anchors(RegisterCheck.objects.all(), chain.number)
    return Verdict(chain.number, chain.head, (*anchors, *(each.sentence for each in missing)), missing)


def record() -> Verdict:
    """Verify, and keep the result: the last row's hash is an anchor for later verifications.

    Acts without an entry are entered as found, so that the register is whole again; people are told (see
    :mod:`cms.publication.telling`).
    """
    verdict = verify()
    before = RegisterCheck.objects.first()
    made = RegisterCheck.objects.create(head_number=verdict.number, head_hash=verdict.head, faults=list(verdict.faults))
    if verdict.missing:
        make_up(verdict.missing)
    LETTERS.tell(made, before)
    return verdict


def _pages() -> Iterator[Missing]:
    """Pages whose state the register does not know: something passed by every path that writes it."""
    known = latest_rows()
    public = {pk: row for pk, row in known.items() if row.act in PUBLIC_ACTS}
    live = set(Page.objects.live().values_list("pk", flat=True))
    today = set(public_today().filter(depth__gt=1).values_list("pk", flat=True))
    there = set(Page.objects.filter(pk__in=public).values_list("pk", flat=True))
    for pk, row in sorted(public.items()):
        facts = {"number": row.number, "title": row.title}
        if pk not in there:
            said = _("Page “%(title)s” (row %(number)s) is gone without an entry.") % facts
            yield Missing(said, Act.DELETED, pk, row)
        elif pk not in live:
            said = _("Page “%(title)s” (row %(number)s) is no longer public, without an entry.") % facts
            yield Missing(said, Act.UNPUBLISHED, pk, row)
    for pk in sorted(today - public.keys()):
        last = known.get(pk)
        said = _("Page “%(title)s” is public, and the register does not say so.") % {
            "title": last.title if last else pk
        }
        yield Missing(said, Act.PUBLISHED, pk, last)
