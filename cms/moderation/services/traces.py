"""What rules kept of a post's words beside it goes with the post."""

from __future__ import annotations

from django.db.models import Q

from cms.moderation.models import Proposal
from cms.moderation.selectors import accounts_of_author
from cms.moderation.subjects import Described


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
