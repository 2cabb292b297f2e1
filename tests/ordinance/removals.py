"""A removal that every ordinance allows, to change one fact of it at a time."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from cms.ordinance import policy_loader
from cms.ordinance.removal import Evidence, Opinion, Referral, Removal, Repetition

NOW = datetime(2026, 9, 21, 10, tzinfo=UTC)
EARLIER = NOW - timedelta(hours=1)
LATER = NOW + timedelta(seconds=1)
NAIVE = datetime(2026, 9, 21, 9)

POLICIES = {slug: policy_loader.packaged(slug) for slug in ("anyang", "yongin", "seoul", "dongjak")}
DECIDERS = {"anyang": "홈페이지담당부서의 장", "yongin": "관리부서의 장", "seoul": "시장", "dongjak": "구청장"}
#: The article of the grounds, its paragraph, and the number of the last ground.
GROUNDS = {"anyang": (6, 2, 11), "yongin": (6, 2, 9), "seoul": (5, 0, 9), "dongjak": (8, 0, 9)}
ALL = sorted(POLICIES)

SENT = Referral(EARLIER)
SAYS_REMOVE = Referral(EARLIER, NOW, Opinion.REMOVE)
SAYS_KEEP = Referral(EARLIER, NOW, Opinion.KEEP)


def asked(slug, *grounds, **changed):
    """A removal with everything that any of the four ordinances asks for."""
    facts = Removal(
        grounds=grounds or (4,),
        decided_as=DECIDERS[slug],
        explanation="특정인을 비방하는 내용",
        evidence=Evidence("0" * 64, EARLIER),
        registered_at=EARLIER,
        repetition=Repetition(("post-1",)),
    )
    return replace(facts, **changed)


def sentences(verdict):
    return [str(each) for each in verdict.reasons]


def cited(verdict):
    return [str(each) for each in verdict.articles]


def with_removal(slug, **changed):
    """A policy with other clauses on removals."""
    policy = POLICIES[slug]
    return replace(policy, removal=replace(policy.removal, **changed))
