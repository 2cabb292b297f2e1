"""Posts and comments as moderation sees them: how each is read whole, goes, and comes back byte for byte.

게시글 전체를 인쇄 또는 파일로 저장하여 보관하고 … 기록한 후 삭제할 수 있다. (안양 제6조제2항)

Nothing is decided here. Each change carries the number of the row of the register that it follows from; PostgreSQL
refuses one without.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from cms.boards.addresses import comment_address, post_address
from cms.boards.changes import comment_changed, post_changed
from cms.boards.models import Attachment, Comment, Names, Post, PostState, PostVersion
from cms.boards.models.posts import Contribution
from cms.members.models import Member
from cms.moderation.subjects import Described, FileOfPost, Remark, Whole, register_subject
from cms.ordinance import duplicates
from cms.privacy.files import remove

FIRST_WORDS = 60
#: What the rule of duplicates compares: posts that are there, seen by the public or not.
THERE = (PostState.HELD, PostState.PUBLIC, PostState.HIDDEN)


class PostSubject:
    """A post with its files, its comments, its answers and its earlier versions."""

    kind = "boards.post"
    label = _("post")

    def get(self, pk: int, *, lock: bool = False) -> Post:
        """With its board. Raises Post.DoesNotExist."""
        rows = Post.objects.select_related("board", "board__department")
        return (rows.select_for_update(of=("self",)) if lock else rows).get(pk=pk)

    def rows(self) -> QuerySet[Post]:
        """Every one."""
        return Post.objects.all()

    def describe(self, row: Post) -> Described:
        """What the desk and notices need."""
        return Described(
            kind=self.kind,
            title=row.title,
            department=row.department_id or row.board.department_id,
            address=post_address(row),
            keep_until=row.keep_until,
            files=tuple(_file(each) for each in shown_files(row)),
            **_described(row, row.board),
        )

    def address(self, row: Post) -> str:
        """In the language in use, which is the author's while a notice is written."""
        return post_address(row, _reading())

    def objection_address(self, row: Post, key: str) -> str:
        """The page that the key opens."""
        return f"{self.address(row)}object/{key}/"

    def titles(self, pks: Iterable[int]) -> dict[int, str]:
        """Of those that have one."""
        return dict(Post.objects.filter(pk__in=list(pks)).exclude(title="").values_list("pk", "title"))

    def whole(self, row: Post) -> Whole:
        """Everything below and before it as well. ``fields``: what bringing it back needs."""
        versions = list(row.versions.all())
        return Whole(
            kind=self.kind,
            pk=row.pk,
            board=row.board.title,
            address=post_address(row),
            title=row.title,
            text=row.body,
            author=row.author_name,
            account=row.account,
            contact=mail_of(row),
            posted_at=row.posted_at,
            edited_at=row.edited_at,
            files=tuple(_file(each) for each in row.attachments.select_related("file")),
            remarks=tuple(_remarks(row, versions)),
            fields={
                "version": row.version,
                "versions": [_version(each) for each in versions],
                "descriptions": {str(each.pk): each.description for each in row.attachments.all()},
            },
        )

    def earlier(self, row: Post, accounts: Iterable[str], since: dt.datetime) -> list[duplicates.Post]:
        """On every board of the municipality."""
        rows = _earlier(Post.objects.all(), row, accounts, since)
        found = rows.values_list("pk", "account", "title", "body", "posted_at")
        return [
            duplicates.Post(f"{self.kind}:{pk}", account, f"{title}\n{body}", posted_at)
            for pk, account, title, body, posted_at in found
        ]

    def hide(self, row: Post, number: int) -> None:
        """Out of sight; its words leave the index of the search, too."""
        _set(row, PostState.HIDDEN, number, search_vector=None)
        post_changed.send(Post, post=row)

    def show(self, row: Post, number: int) -> None:
        """Public."""
        _set(row, PostState.PUBLIC, number)
        post_changed.send(Post, post=row)

    def take_away(self, row: Post, number: int) -> None:
        """Its text, its earlier versions and words beside pictures go; files stay closed, served to nobody."""
        _set(row, PostState.REMOVED, number, title="", body="", search_vector=None)
        self._empty(row)
        post_changed.send(Post, post=row)

    def bring_back(self, row: Post, whole: dict[str, Any], number: int) -> None:
        """Title, text and every earlier version as the copy has them."""
        fields = whole["fields"]
        _set(row, PostState.PUBLIC, number, title=whole["title"], body=whole["text"])
        for each in fields["versions"]:
            PostVersion.objects.filter(post=row, number=each["number"]).update(title=each["title"], body=each["body"])
        for pk, description in fields["descriptions"].items():
            Attachment.objects.filter(post=row, pk=int(pk)).update(description=description)
        post_changed.send(Post, post=row)

    def forget(self, row: Post, number: int) -> None:
        """Nothing of it stays: neither its text nor its files nor who wrote it."""
        _set(row, PostState.GONE, number, title="", body="", search_vector=None, **nobody(row))
        self._empty(row)
        for each in row.attachments.select_related("file"):
            remove(each.file)
        post_changed.send(Post, post=row)

    @staticmethod
    def _empty(row: Post) -> None:
        row.versions.update(title="", body="")
        row.attachments.update(description="")


class CommentSubject:
    """A comment below a post."""

    kind = "boards.comment"
    label = _("comment on a post")

    def get(self, pk: int, *, lock: bool = False) -> Comment:
        """With its post and board. Raises Comment.DoesNotExist."""
        rows = Comment.objects.select_related("post__board", "post__board__department")
        return (rows.select_for_update(of=("self", "post")) if lock else rows).get(pk=pk)

    def rows(self) -> QuerySet[Comment]:
        """Every one."""
        return Comment.objects.all()

    def describe(self, row: Comment) -> Described:
        """A comment has no title of its own. It is public while its post is."""
        facts = _described(row, row.post.board)
        return Described(
            kind=self.kind,
            title="",
            department=row.post.department_id or row.post.board.department_id,
            address=comment_address(row),
            keep_until=row.post.keep_until,
            **{**facts, "is_public": facts["is_public"] and row.post.state == PostState.PUBLIC},
        )

    def address(self, row: Comment) -> str:
        """In the language in use."""
        return comment_address(row, _reading())

    def objection_address(self, row: Comment, key: str) -> str:
        """The page that the key opens."""
        return f"{post_address(row.post, _reading())}comment/{row.pk}/object/{key}/"

    def titles(self, pks: Iterable[int]) -> dict[int, str]:
        """Their first words."""
        rows = Comment.objects.filter(pk__in=list(pks)).exclude(body="")
        return {pk: shortened(body) for pk, body in rows.values_list("pk", "body")}

    def whole(self, row: Comment) -> Whole:
        """The comment; the post that it stands under is named by the address."""
        return Whole(
            kind=self.kind,
            pk=row.pk,
            board=row.post.board.title,
            address=comment_address(row),
            title="",
            text=row.body,
            author=row.author_name,
            account=row.account,
            contact=mail_of(row),
            posted_at=row.posted_at,
            edited_at=row.edited_at,
            fields={"post": row.post_id},
        )

    def earlier(self, row: Comment, accounts: Iterable[str], since: dt.datetime) -> list[duplicates.Post]:
        """Below every post of the municipality."""
        rows = _earlier(Comment.objects.all(), row, accounts, since)
        found = rows.values_list("pk", "account", "body", "posted_at")
        return [
            duplicates.Post(f"{self.kind}:{pk}", account, body, posted_at) for pk, account, body, posted_at in found
        ]

    def hide(self, row: Comment, number: int) -> None:
        """Out of sight."""
        self._become(row, PostState.HIDDEN, number)

    def show(self, row: Comment, number: int) -> None:
        """Public."""
        self._become(row, PostState.PUBLIC, number)

    def take_away(self, row: Comment, number: int) -> None:
        """Its text goes."""
        self._become(row, PostState.REMOVED, number, body="")

    def bring_back(self, row: Comment, whole: dict[str, Any], number: int) -> None:
        """Its text as the copy has it."""
        self._become(row, PostState.PUBLIC, number, body=whole["text"])

    def forget(self, row: Comment, number: int) -> None:
        """Neither its text nor who wrote it stays."""
        self._become(row, PostState.GONE, number, body="", **nobody(row))

    @staticmethod
    def _become(row: Comment, state: PostState, number: int, **more: Any) -> None:
        _set(row, state, number, **more)
        recount(row.post_id)
        comment_changed.send(Comment, comment=row)


#: A flood is counted for this long, whatever of it was deleted meanwhile.
COUNTED_FOR = dt.timedelta(days=1)


def nobody(row: Contribution) -> dict[str, Any]:
    """The row without the person. What tells one writer from another goes a day after it was written."""
    values: dict[str, Any] = {"author": None, "author_name": "", "guest_mail": None, "guest_password": ""}
    is_counted = timezone.now() - row.posted_at < COUNTED_FOR
    return values if is_counted else {**values, "account": ""}


def shortened(text: str, most: int = FIRST_WORDS) -> str:
    """The beginning of a text, in one line."""
    line = " ".join(text[: most * 4].split())
    return line if len(line) <= most else f"{line[: most - 1].rstrip()}…"


def shown_files(post: Post) -> QuerySet[Attachment]:
    """The files that belong to the post as it is now."""
    return post.attachments.filter(taken_out_in=None).select_related("file")


def recount(post_pk: int) -> None:
    """How many comments everybody sees, beside the post in lists."""
    shown = Comment.objects.filter(post_id=post_pk, state=PostState.PUBLIC).count()
    Post.objects.filter(pk=post_pk).update(comment_count=shown)


def mail_of(row: Contribution) -> str:
    """Where the author can be told: the member's address, or the one that a guest left; '' where nothing is known."""
    return _mail(row, _member(row))


def _mail(row: Contribution, member: Member | None) -> str:
    if row.author_id is None:
        return row.guest_mail or ""
    if member is not None:
        return member.mail or ""
    return row.author.email if row.author else ""


def _member(row: Contribution) -> Member | None:
    return Member.objects.filter(user_id=row.author_id, left_at=None).first() if row.author_id else None


def _described(row: Contribution, board: Any) -> dict[str, Any]:
    member = _member(row)
    return {
        "pk": row.pk,
        "text": row.body,
        "author": row.author_name,
        "account": row.account,
        "user": row.author_id,
        "mail": _mail(row, member),
        # Who reads in another language writes on a board of Korean pages nevertheless.
        "language": member.language if member else row.language,
        "posted_at": row.posted_at,
        "board": board.title,
        "board_pk": board.pk,
        "state": row.state,
        "is_public": row.state == PostState.PUBLIC,
        "by_a_user": not row.author_is_staff,
        "real_name_rule": board.names == Names.REAL,
        "edited_at": row.edited_at,
    }


def _reading() -> str:
    return get_language() or settings.LANGUAGE_CODE


def _earlier(rows: QuerySet[Any], row: Contribution, accounts: Iterable[str], since: dt.datetime) -> QuerySet[Any]:
    known = [account for account in accounts if account]
    found = rows.filter(account__in=known, posted_at__gte=since, posted_at__lte=row.posted_at, state__in=THERE)
    return found.exclude(pk=row.pk).order_by("posted_at", "pk")


def _file(each: Attachment) -> FileOfPost:
    file = each.file
    return FileOfPost(str(file.pk), file.name or "", file.sha256 or "", file.size)


def _version(each: PostVersion) -> dict[str, Any]:
    return {"number": each.number, "title": each.title, "body": each.body, "at": each.at.isoformat()}


def _remarks(row: Post, versions: Iterable[PostVersion]) -> Iterable[Remark]:
    for each in versions:
        yield Remark("version", row.author_name, f"{each.title}\n\n{each.body}", each.at)
    for answer in row.answers.select_related("department"):
        yield Remark("answer", str(answer.department), answer.text, answer.at)
    for comment in row.comments.filter(state__in=THERE):
        yield Remark("comment", comment.author_name, comment.body, comment.posted_at)


def _set(row: Any, state: PostState, number: int, **more: Any) -> None:
    """One statement: the state, the row of the register that it follows from, and what goes or comes with it."""
    values = {"state": state, "last_act": number, **more}
    type(row).objects.filter(pk=row.pk).update(**values)
    for name, value in values.items():
        setattr(row, name, value)


register_subject(PostSubject())
register_subject(CommentSubject())
