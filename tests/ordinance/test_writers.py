"""What a writer may do with an own post, and when a writer is shut out for a time."""

import datetime as dt
from dataclasses import replace

import pytest

from cms.ordinance.writers import Linked, WriterBlock, may_block_writer, may_edit, may_withdraw
from tests.ordinance.removals import ALL, POLICIES, SAYS_KEEP, SENT, asked

TODAY = dt.date(2026, 9, 21)
DAY = dt.timedelta(1)
OWN = Linked("post-1", of_writer=True, stands=True)
FULL = WriterBlock(removals=(OWN,), until=TODAY + 90 * DAY, reason="광고를 되풀이함", by_decider=True)


@pytest.mark.parametrize(
    ("changed", "part"),
    [
        ({}, None),
        ({"until": TODAY + DAY}, None),
        ({"until": TODAY}, "after today, and 2026-12-20 at the latest"),
        ({"until": TODAY + 91 * DAY}, "2026-12-20 at the latest"),
        ({"until": None}, "has a last day"),
        ({"removals": ()}, "only with removals of own posts"),
        ({"removals": (OWN, replace(OWN, of_writer=False))}, "post-1 is not by this writer"),
        ({"removals": (OWN, replace(OWN, stands=False))}, "removal of post-1 does not stand"),
        ({"by_decider": False}, "decides on blocks"),
        ({"reason": "  "}, "why blocking is necessary"),
        ({"reason": "[…] 때문"}, "left blank: […]"),
        ({"reason": "연락처 010-1234-5678"}, "contains personal data"),
        ({"blocked_until": TODAY}, "blocked already, until the end of 2026-09-21"),
        ({"blocked_until": TODAY - DAY}, None),
    ],
)
def test_a_block_has_removals_a_period_and_a_reason(changed, part):
    reasons = [str(each) for each in may_block_writer(replace(FULL, **changed), 90, TODAY).reasons]
    if part is None:
        assert reasons == []
    else:
        (only,) = reasons
        assert part in only


def test_every_reason_at_once():
    nothing = WriterBlock(removals=(), until=None, reason="", by_decider=False)
    assert len(may_block_writer(nothing, 90, TODAY).reasons) == 4


@pytest.mark.parametrize("rule", [may_withdraw, may_edit])
@pytest.mark.parametrize("slug", ALL)
def test_an_own_post_is_free_unless_it_is_gone(rule, slug):
    assert rule(None, POLICIES[slug])
    assert rule(asked(slug), POLICIES[slug])
    assert [str(each) for each in rule(None, POLICIES[slug], gone=True).reasons] == ["The post is gone already."]


@pytest.mark.parametrize("rule", [may_withdraw, may_edit])
def test_an_own_post_is_locked_while_its_review_is_pending(rule):
    assert not rule(asked("anyang", referral=SENT), POLICIES["anyang"])
    assert rule(asked("anyang", referral=SAYS_KEEP), POLICIES["anyang"])
