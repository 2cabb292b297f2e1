"""What rules find in a post that was just written: repeated content, personal data, advertising links.

They only ever propose. A post that something was found in is a matter for a person to look at; it stands meanwhile, and
whatever goes wrong here is no reason to lose what a citizen wrote.
"""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db import connection, transaction
from django.utils import translation
from django.utils.translation import gettext
from django.utils.translation import gettext as _

from cms.core.open_forms import likely_advertising
from cms.moderation.models import Proposal
from cms.moderation.selectors import accounts_of_author
from cms.moderation.services.matters import HELD, RULE, open_matter
from cms.moderation.subjects import Described, Subject, subject_of
from cms.ordinance.duplicates import Post, propose
from cms.ordinance.duplicates import Proposal as Found
from cms.ordinance.personal_data import MEDIUM, scan
from cms.ordinance.policy import Policy
from cms.ordinance.similarity import differing
from cms.publication.offices import offices
from tenants.selectors import current_policy

log = logging.getLogger(__name__)
#: The longest span that an ordinance names (주), and how many of an author's posts are compared.
BACK = dt.timedelta(days=7)
MOST_COMPARED = 200
#: And how many signs in all, the latest posts first: to compare these takes some tenths of a second.
MOST_SIGNS = 100_000
MOST_PARTS = 20
#: Proposals are read at the desk.
DESK_LANGUAGE = "ko"
PERSONAL_DATA, LINKS = "personal_data", "links"
_ADVERTISING = "광고"


@dataclass
class _Finding:
    rule: str
    ground: int = 0
    enough: bool | None = None
    reasons: list[str] = field(default_factory=list)
    matches: list[dict[str, Any]] = field(default_factory=list)

    @property
    def values(self) -> dict[str, Any]:
        return vars(self)


def look_at(kind: str, pk: int) -> list[Proposal]:
    """Look at a post after it was written or changed; what was proposed. Six queries where nothing is found."""
    _carefully(_await_reader, kind, pk)
    return _carefully(_propose, kind, pk) or []


def _carefully(looks: Callable[[str, int], Any], kind: str, pk: int) -> Any:
    try:
        with transaction.atomic(), translation.override(DESK_LANGUAGE):
            return looks(kind, pk)
    except Exception:  # whatever it is, the post stands
        log.exception("%s: %s %s was not looked at by the rules", connection.schema_name, kind, pk)
        return None


def _await_reader(kind: str, pk: int) -> None:
    """A post that is held until somebody has read it is a matter for that somebody."""
    if subject_of(kind).rows().filter(pk=pk, state="held").exists():
        open_matter(kind, pk, because=HELD)


def _propose(kind: str, pk: int) -> list[Proposal]:
    subject = subject_of(kind)
    row = subject.get(pk)
    described = subject.describe(row)
    if not described.by_a_user:
        return []
    policy = current_policy().policy
    found = [*_repeated(subject, row, described, policy), *_personal(described), *_links(described, policy)]
    if not found:
        return []
    matter = open_matter(kind, pk, because=RULE, urgent=any(each.rule == PERSONAL_DATA for each in found))
    known = [(each.rule, each.reasons, each.matches) for each in matter.proposals.all()]
    return [
        Proposal.objects.create(matter=matter, **each.values)
        for each in found
        if (each.rule, each.reasons, each.matches) not in known
    ]


def _repeated(subject: Subject, row: Any, described: Described, policy: Policy) -> Iterator[_Finding]:
    """동일인 또는 동일인이라고 인정되는 자가 똑같은 내용을 …: by this account, and those recognised as its author's."""
    if not described.account:
        return
    accounts = accounts_of_author(described.account)
    earlier = compared(subject.earlier(row, accounts, described.posted_at - BACK))
    if not earlier:
        return
    text = f"{described.title}\n{described.text}" if described.title else described.text
    post = Post(f"{described.kind}:{described.pk}", described.account, text, described.posted_at)
    texts = {each.reference: each.text for each in earlier}
    for found in propose(post, earlier, policy.duplicates, accounts - {described.account}):
        yield _Finding(
            str(found.pattern),
            found.article.item,
            found.enough,
            [reason.said(gettext) for reason in found.reasons],
            list(_matches(found, text, texts)),
        )


def compared(earlier: list[Post]) -> list[Post]:
    """As many of the latest as can be compared while somebody waits; the very latest in any case."""
    signs = 0
    chosen: list[Post] = []
    for each in reversed(earlier[-MOST_COMPARED:]):
        signs += len(each.text)
        if chosen and signs > MOST_SIGNS:
            break
        chosen.append(each)
    return chosen[::-1]


def _matches(found: Found, text: str, texts: dict[str, str]) -> Iterator[dict[str, Any]]:
    """The most alike first, with the parts in which the texts differ."""
    for match in sorted(found.matches, key=lambda each: -each.percent):
        parts = [] if match.percent == 100 else list(differing(text, texts[match.reference]))
        yield {
            "reference": match.reference,
            "likeness": str(match.likeness),
            "percent": match.percent,
            "recognised": match.recognised,
            "parts": [{"first": part.first[:200], "second": part.second[:200]} for part in parts[:MOST_PARTS]],
        }


def _personal(described: Described) -> Iterator[_Finding]:
    """Somebody's data, the offices' own left out. The kinds are named, never what was found."""
    text = f"{described.title}\n{described.text}"
    if not any(found.confidence >= MEDIUM for found in scan(text)):
        return
    kinds = {found.kind for found in scan(text, offices()) if found.confidence >= MEDIUM}
    if kinds:
        words = ", ".join(sorted(gettext(kind.word) for kind in kinds))
        yield _Finding(PERSONAL_DATA, reasons=[_("The text holds personal data: %(kinds)s.") % {"kinds": words}])


def _links(described: Described, policy: Policy) -> Iterator[_Finding]:
    """More links than somebody needs who writes to a town; the ground is the ordinance's on advertising."""
    if not likely_advertising(f"{described.title}\n{described.text}"):
        return
    items = policy.removal.grounds or ()
    ground = next((item.number for item in items if _ADVERTISING in item.text), 0)
    yield _Finding(LINKS, ground, reasons=[_("The text holds several links, as advertising does.")])
