"""Boards of the demonstration: their tables hold, and the real services make of them what is to be seen."""

import pytest

from cms.boards.models import BoardKind, BoardPage, Comment, Post, PostState
from cms.moderation.models import Evidence, Matter, MatterState, Objection, Tombstone
from home.starter import posts
from home.starter.citizens import ensure_citizen
from home.starter.people import ensure_staff

pytestmark = pytest.mark.usefixtures("english")


def test_every_municipality_has_boards_of_each_use(city):
    kinds = dict(BoardPage.objects.values_list("slug", "kind"))
    assert {BoardKind.FREE, BoardKind.PRAISE, BoardKind.PROPOSALS, BoardKind.QUESTIONS} <= set(kinds.values())
    for board in BoardPage.objects.all():
        board.full_clean()
        assert board.purpose


def test_every_board_of_the_tables_is_there(city):
    rows = posts.table(city.slug)["post"]
    assert 8 <= len(rows) <= 20
    assert not [row["board"] for row in rows if posts.board_of(row["board"]) is None]


@pytest.mark.parametrize("city", ["anyang"], indirect=True)
def test_the_demonstration_shows_what_boards_are_about(city):
    ensure_staff(city, "http://city.localhost:8000", [])
    made = posts.ensure_posts(city)
    states = dict.fromkeys(Post.objects.values_list("state", flat=True))
    assert set(states) == {PostState.PUBLIC, PostState.HELD, PostState.REMOVED}
    assert Post.objects.filter(answered_at__isnull=False).count() == 1
    assert Post.objects.filter(asked_to_be_case_at__isnull=False).count() == 1
    assert Comment.objects.exists()
    assert Tombstone.objects.count() == Evidence.objects.count() == 2
    assert Objection.objects.get().decided_at is None
    assert Matter.objects.filter(state=MatterState.OPEN).count() == 3, "reported, repeated, advertising"
    assert posts.ensure_posts(city) == 0
    assert Post.objects.count() == made


@pytest.mark.parametrize("city", ["seoul"], indirect=True)
def test_a_citizen_keeps_the_password(city):
    first = ensure_citizen(city, "http://city.localhost:8000", [])
    assert ensure_citizen(city, "http://city.localhost:8000", [first]) == first
