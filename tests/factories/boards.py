"""Boards, posts and comments for tests, as they stand after they were written: ``post(board, author=member)``."""

import datetime as dt

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from cms.boards.models import Attachment, BoardPage, Comment, Post, PostState, PostVersion
from cms.members.models import Member
from cms.privacy.files import check, keep
from tests.factories.media import pdf
from tests.factories.pages import BoardPageFactory

TEXT = "대출 상담 010-0000-0000, 지금 바로 신청하세요."


def board(**values) -> BoardPage:
    """A free board that is public."""
    return BoardPageFactory(**{"title": "자유게시판", "slug": "free"} | values)


def _written(values: dict, author: Member | None) -> dict:
    known = {"author": author.user, "author_name": author.nickname, "account": author.account} if author else {}
    return {"author_name": "손님", "account": "guest", "body": TEXT, "state": PostState.PUBLIC} | known | values


def post(on: BoardPage, author: Member | None = None, **values) -> Post:
    """A public post of a member; without one a guest's, who left ``guest_mail`` or nothing."""
    return Post.objects.create(board=on, **{"title": "급전 필요하신 분"} | _written(values, author))


def comment(below: Post, author: Member | None = None, **values) -> Comment:
    """A public comment."""
    made = Comment.objects.create(post=below, **_written({"body": "저도 궁금합니다."} | values, author))
    Post.objects.filter(pk=below.pk).update(comment_count=below.comments.count())
    return made


def attachment(of: Post, name: str = "견적서.pdf", content: bytes = b"") -> Attachment:
    """A closed file of a post."""
    held = check(name, SimpleUploadedFile(name, content or pdf("Offer")), most_bytes=20 << 20)
    return Attachment.objects.create(post=of, file=keep(held), description="그림 설명")


def edited(it: Post, title: str, body: str) -> Post:
    """The post with another text, the former kept."""
    PostVersion.objects.create(post=it, number=it.version, title=it.title, body=it.body)
    changed = {"title": title, "body": body, "version": it.version + 1, "edited_at": timezone.now()}
    Post.objects.filter(pk=it.pk).update(**changed)
    it.refresh_from_db()
    return it


def days_ago(days: float) -> dt.datetime:
    """A moment in the past."""
    return timezone.now() - dt.timedelta(days=days)
