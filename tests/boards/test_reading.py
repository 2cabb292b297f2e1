"""The list of a board: who sees what of it, in which order, at what cost."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cms.boards.models import BoardKind, Post, PostState, Who
from cms.boards.reading import PER_PAGE, listed, total_of
from tests.boards.posts import many, post
from tests.factories.pages import BoardPageFactory

YESTERDAY = dt.timedelta(days=1)


@pytest.fixture
def board(in_alpha):
    return BoardPageFactory(title="자유게시판", slug="free")


def shown(response) -> list[str]:
    listing = response.context["listing"]
    return [row.post.title for row in [*listing.pinned, *listing.rows]]


def test_nothing_that_is_not_public_is_there(client_for, alpha, board):
    today = timezone.localdate()
    other = BoardPageFactory(title="다른 게시판", slug="other")
    post(board, "보이는 글")
    for state in (PostState.HELD, PostState.HIDDEN, PostState.GONE):
        post(board, f"비밀 {state}", state=state)
    post(board, "비밀 지난 글", public_until=today - YESTERDAY)
    post(board, "오늘까지", public_until=today)
    post(other, "비밀 다른 게시판")
    response = client_for(alpha).get(board.url)
    assert shown(response) == ["오늘까지", "보이는 글"]
    assert "비밀" not in response.content.decode()
    assert response["Cache-Control"] == "no-store" and "X-Robots-Tag" not in response
