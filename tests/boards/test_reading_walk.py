"""Walking through a board: each post once, forwards and back, also while others are written and removed."""

import datetime as dt
import random

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cms.boards.keyset import Place, page_of
from cms.boards.models import Post, PostState
from tests.boards.posts import post
from tests.factories.pages import BoardPageFactory

pytestmark = pytest.mark.django_db


@given(
    moment=st.datetimes(dt.datetime(1970, 1, 1), dt.datetime(2200, 1, 1), timezones=st.just(dt.UTC)),
    pk=st.integers(0, 2**59),
)
def test_a_place_is_read_as_it_was_written(moment, pk):
    assert Place.read(str(Place(moment, pk))) == Place(moment, pk)


def _walk(rows, size: int, between=lambda: None) -> list[list[int]]:
    """From the newest to the oldest, page by page."""
    pages, place = [], None
    while True:
        page = page_of(rows, size, before=place)
        pages.append([row.pk for row in page.rows])
        between()
        if page.older is None:
            return pages
        place = page.older


def _back(rows, size: int) -> list[list[int]]:
    """From behind the oldest to the newest."""
    pages, place = [], Place(dt.datetime(1971, 1, 1, tzinfo=dt.UTC), 0)
    while True:
        page = page_of(rows, size, after=place)
        pages.append([row.pk for row in page.rows])
        if page.newer is None:
            return pages[::-1]
        place = page.newer


def test_each_post_once(in_alpha):
    """Many were posted at the same moment: an import, a flood."""
    board, now, chance = BoardPageFactory(), timezone.now(), random.Random(3)
    moments = [now - dt.timedelta(seconds=chance.randrange(12)) for _post in range(60)]
    Post.objects.bulk_create(Post(board=board, title="글", posted_at=moment) for moment in moments)
    rows = Post.objects.filter(board=board)
    expected = [row.pk for row in sorted(rows, key=lambda row: (row.posted_at, row.pk), reverse=True)]
    for size in (1, 7, 20, 59, 60, 61):
        for pages in (_walk(rows, size), _back(rows, size)):
            assert [pk for page in pages for pk in page] == expected, size
            assert all(page and len(page) <= size for page in pages), size


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.sampled_from(["new", "remove", "nothing"]), min_size=6, max_size=6), size=st.integers(2, 9))
def test_a_walk_meets_each_post_once_while_others_come_and_go(in_alpha, steps, size):
    board = BoardPageFactory()
    now = timezone.now()
    there = [post(board, posted_at=now - dt.timedelta(minutes=number)).pk for number in range(30)]
    rows = Post.objects.filter(board=board, state__in=[PostState.PUBLIC, PostState.REMOVED])
    acts = iter(steps)

    def meanwhile() -> None:
        step = next(acts, "nothing")
        if step == "new":
            post(board)
        elif step == "remove":  # the place in the list stays: a notice of the removal stands there
            post(board, state=PostState.REMOVED)

    walked = [pk for page in _walk(rows, size, meanwhile) for pk in page]
    assert walked == there
    assert [pk for page in _back(rows, size) for pk in page][-30:] == there
