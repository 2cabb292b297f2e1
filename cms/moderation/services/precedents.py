"""What former matters found about a post that reads as it did then (심의 결과, 이의신청 인용)."""

from __future__ import annotations

from cms.moderation.models import Matter, Objection, Outcome, Referral
from cms.moderation.subjects import Described
from cms.ordinance.precedents import Precedents
from cms.ordinance.removal import Opinion


def precedents_of(matter: Matter, described: Described) -> Precedents:
    """Two queries. What was found about words that the author has changed since is no precedent."""
    about = {"matter__subject_kind": matter.subject_kind, "matter__subject_pk": matter.subject_pk}
    reviews = Referral.objects.filter(**about, opinion=Opinion.KEEP.value).exclude(matter=matter.pk)
    granted = Objection.objects.filter(**about, outcome=Outcome.RESTORED).exclude(matter=matter.pk)
    if described.edited_at is not None:
        reviews = reviews.filter(answered_at__gte=described.edited_at)
        granted = granted.filter(decided_at__gte=described.edited_at)
    grounds = granted.values_list("matter__grounds", flat=True)
    return Precedents(reviews.exists(), frozenset(each["number"] for rows in grounds for each in rows))
