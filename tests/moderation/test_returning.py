"""A block outlasts the account that it was laid on, and no longer than itself."""

import datetime as dt

import pytest
import time_machine
from django.utils import timezone

from cms.members import departing
from cms.members.leaving import holds_of
from cms.moderation import due, selectors
from cms.moderation.models import Block
from cms.moderation.services import acting
from tenants.context import tenant
from tests.factories.members import member
from tests.moderation.conftest import removed

MAIL = "writer@example.kr"


@pytest.fixture
def blocked(place):
    until = timezone.localdate() + dt.timedelta(days=30)
    matter = removed(place)
    return acting.block(place.author.account, place.by_head, matters=[matter], until=until, reason="반복 광고")


def mark() -> str:
    return Block.objects.values_list("left_index", flat=True).get()


def test_who_leaves_and_comes_back_by_the_same_address_is_still_blocked(beta, place, blocked):
    assert mark() == "", "nothing beside the account is kept of a member who is there"
    [hold] = [each for each in holds_of(place.author.user) if each.until == blocked.until]
    assert str(hold.article) == "제15조제1항"
    departing.leave(place.author)
    assert mark()
    assert MAIL not in mark()
    again, other = member(MAIL.upper(), "새이름"), member("other@example.kr", "다른이")
    assert selectors.active_block(again.account) == blocked
    assert selectors.active_block(other.account) is None
    with tenant(beta):
        assert selectors.active_block(member(MAIL, "이웃").account) is None, "each municipality's own"


def test_the_mark_goes_with_the_block(place, blocked):
    departing.leave(place.author)
    again = member(MAIL, "새이름")
    with time_machine.travel(dt.datetime.combine(blocked.until, dt.time(3), dt.UTC)):
        assert due.end_blocks() == {}
        assert selectors.active_block(again.account) == blocked, "its last day counts"
    with time_machine.travel(dt.datetime.combine(blocked.until + dt.timedelta(1), dt.time(3), dt.UTC)):
        assert selectors.active_block(again.account) is None
        assert due.end_blocks() == {"forgotten": 1}
    assert mark() == ""


def test_nothing_is_kept_of_a_block_that_is_over_or_was_ended(place, blocked):
    again = member("again@example.kr", "또다른이")
    acting.recognise_same_author(place.by_keeper, (place.author.account, again.account), reason="같은 문장")
    departing.leave(place.author)
    assert mark()
    assert selectors.active_block(again.account) == blocked, "of one author, whoever of them has left"
    acting.unblock(blocked, place.by_head, reason="사과문을 게시함")
    assert mark() == ""
    departing.leave(again)
    assert mark() == ""
    assert holds_of(again.user) == ()
