"""Posts for tests, as rows: many at once and in any state, which no citizen could write."""

import datetime as dt
import io

from django.utils import timezone

from cms.boards.models import Attachment, BoardPage, Post, PostState
from cms.boards.searching import vector_for
from cms.privacy.files import check, keep
from tests.factories.privacy import picture

EMPTY = (PostState.REMOVED, PostState.GONE)


def post(
    board: BoardPage, title: str = "가로등이 꺼져 있습니다", body: str = "어제부터 꺼져 있습니다.", **more
) -> Post:
    """One post; ``state=`` as it would be after the acts of moderation. It is found by its words."""
    if more.get("state") in EMPTY:
        title = body = ""
    made = Post(board=board, title=title, body=body, **{"author_name": "가람", "account": "a" * 32, **more})
    made.search_vector = vector_for(made)
    made.save()
    return made


def many(board: BoardPage, number: int, *, every: dt.timedelta = dt.timedelta(minutes=1), **more) -> list[Post]:
    """The last of them is the oldest."""
    now = timezone.now()
    rows = [
        Post(board=board, title=f"글 {at}", body="내용", author_name="가람", posted_at=now - at * every, **more)
        for at in range(number)
    ]
    return Post.objects.bulk_create(rows)


def picture_of(post: Post, description: str, **more) -> Attachment:
    """A small picture that belongs to a post."""
    checked = check("picture.png", io.BytesIO(picture()), most_bytes=1 << 20)
    return Attachment.objects.create(post=post, file=keep(checked), description=description, **more)
