"""What is kept beside a post goes, too: what rules noted of its words, what people wrote to the desk about it.

개인정보가 불필요하게 되었을 때에는 지체 없이 파기하여야 한다. (개인정보 보호법 제21조제1항)
"""

from __future__ import annotations

import datetime as dt

from django.db.models import Exists, OuterRef, Q, QuerySet

from cms.moderation.models import Evidence, Matter, Objection, Proposal, ReasonNotice, Report
from cms.moderation.selectors import accounts_of_author
from cms.moderation.subjects import Described
from cms.moderation.terms import terms
from cms.ordinance.moderation_days import evidence_kept_until

_AT_ONCE = 200


def forget_words(described: Described) -> None:
    """Take the differing parts out of proposals about a post, and out of those that compare another with it."""
    reference = f"{described.kind}:{described.pk}"
    about = Q(matter__subject_kind=described.kind, matter__subject_pk=described.pk)
    if described.account:
        same_author = Q(matter__account__in=accounts_of_author(described.account))
        about |= same_author & Q(matches__contains=[{"reference": reference}])
    for proposal in Proposal.objects.filter(about).select_related("matter"):
        own = (proposal.matter.subject_kind, proposal.matter.subject_pk) == (described.kind, described.pk)
        proposal.matches = [
            {**match, "parts": []} if own or match["reference"] == reference else match for match in proposal.matches
        ]
        proposal.save(update_fields=["matches"])


def forget_people(matter: Matter) -> None:
    """What readers and the author wrote to the desk, and where they were told."""
    matter.reports.update(words=None)
    matter.objections.update(words=None, mail=None)
    matter.notices.update(mail=None)


def with_people(closed_before: dt.datetime) -> QuerySet[Matter]:
    """Matters that ended before then, without a copy or long after it, and still hold such words."""
    written = [
        Report.objects.filter(matter=OuterRef("pk"), words__isnull=False),
        Objection.objects.filter(matter=OuterRef("pk"), words__isnull=False),
        ReasonNotice.objects.filter(matter=OuterRef("pk"), mail__isnull=False),
    ]
    held = Q(pk__in=[])
    for rows in written:
        held |= Q(Exists(rows))
    copies = Evidence.objects.filter(matter=OuterRef("pk"), gone_at=None)
    return Matter.objects.filter(~Exists(copies), held, closed_at__lt=closed_before).order_by("closed_at", "pk")


def forget_ended(today: dt.date) -> int:
    """As a copy would have been kept, so long is kept what was said about a post that stays; how many matters."""
    years, forgotten = terms().evidence_years, 0
    # No matter is over before so many years of 365 days; the rule counts the days of each.
    early = dt.datetime.combine(today - dt.timedelta(days=365 * years), dt.time.min, dt.UTC)
    for matter in with_people(early)[:_AT_ONCE]:
        if matter.closed_at and evidence_kept_until(matter.closed_at, years) < today:
            forget_people(matter)
            forgotten += 1
    return forgotten
