"""What single grounds ask for: real names where they are the rule, earlier posts within the ordinance's time."""

from datetime import timedelta

import pytest

from cms.ordinance.removal import Repetition, may_decide, may_propose
from tests.ordinance.removals import NOW, POLICIES, asked, sentences

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
POSTED = NOW - HOUR


def against(slug, number, **changed):
    return sentences(may_decide(asked(slug, number, **changed), POLICIES[slug], NOW))


@pytest.mark.parametrize(("slug", "number"), [("anyang", 7), ("seoul", 7), ("dongjak", 7)])
def test_want_of_a_real_name_is_a_ground_only_where_real_names_are_the_rule(slug, number):
    assert against(slug, number) == []
    (only,) = against(slug, number, real_names=False)
    assert only.startswith(f"Item {number} is for boards on which people write under their real names")
    assert sentences(may_propose(asked(slug, number, real_names=False), POLICIES[slug], NOW)) == [only]
    assert against(slug, 6, real_names=False) == []
    assert against("yongin", 7, real_names=False) == [], "another ground there"


@pytest.mark.parametrize(
    ("slug", "ago", "count"),
    [
        ("anyang", [HOUR], None),
        ("anyang", [7 * DAY - HOUR], None),
        ("anyang", [7 * DAY], 1),
        ("yongin", [60 * DAY, 7 * DAY], 1),
        ("yongin", [60 * DAY, DAY], None),
        ("seoul", [60 * DAY], None),
        ("dongjak", [60 * DAY], None),
        ("anyang", [], None),
    ],
)
def test_repeated_posts_stand_within_the_time_that_the_ordinance_counts(slug, ago, count):
    times = tuple(POSTED - each for each in ago)
    facts = {"posted_at": POSTED, "repetition": Repetition(("post-1",), posted_at=times)}
    found = against(slug, 8, **facts)
    assert (len(found), count is None or f"there are {count}." in found[0]) == (count is not None, True)
