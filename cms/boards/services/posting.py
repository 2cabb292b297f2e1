"""Writing, changing and taking back what citizens post: the one way in, for forms, a shell and tests alike.

    post = write(board, Typed(title="…", body="…"), who)

Each is one transaction: the row, its files, the row of the register where it waits for a look, what rules propose.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from cms.boards.changes import comment_changed, post_changed
from cms.boards.models import Attachment, BoardPage, Comment, Post, PostState, PostVersion
from cms.boards.people import Writer, owns, shown_name
from cms.boards.periods import kept_until, shown_until
from cms.boards.services import limits, rules
from cms.boards.services.rules import Refused
from cms.boards.subjects import recount
from cms.moderation import proposing
from cms.moderation.models import RegisterAct
from cms.moderation.services import acting
from cms.moderation.services.registering import register
from cms.moderation.services.who import By
from cms.moderation.subjects import subject_of
from cms.privacy.files import Checked, keep, remove

__all__ = ["NewFile", "Refused", "Typed", "comment", "edit", "take_back", "write"]

#: In the register stands how it was done, and no name of a citizen.
CITIZEN = By(way="board")
HELD_FIRST, HELD_DOUBT = "checked_first", "doubt"


@dataclass(frozen=True, slots=True)
class NewFile:
    """A file that was looked at, and what a picture shows."""

    checked: Checked
    description: str = ""


@dataclass(frozen=True, slots=True)
class Typed:
    """What somebody has typed.

    ``form``: the token of the form that it came by: the same sent twice is one post. ``doubts``: what speaks for a
    program (:mod:`cms.boards.doubts`); such a post is read by a person first. ``dropped``: attachments that an edit
    takes out.
    """

    body: str
    title: str = ""
    files: tuple[NewFile, ...] = ()
    dropped: tuple[int, ...] = ()
    language: str = "ko"
    form: str = ""
    doubts: tuple[str, ...] = ()

    def submission(self, place: object, who: Writer) -> str:
        """The same for the same words of the same writer sent from the same form; '' where there was no form."""
        if not self.form:
            return ""
        parts = (self.form, str(place), who.account, self.title, self.body)
        return salted_hmac("boards.submission", "\x1f".join(parts), algorithm="sha256").hexdigest()


@transaction.atomic
def write(board: BoardPage, typed: Typed, who: Writer, *, now: dt.datetime | None = None) -> Post:
    """A post: public at once, or held until somebody has read it. It belongs to the original of the board, and follows
    its rules, in whichever language the board was read.

    :raises Refused: with every reason; :class:`cms.boards.services.limits.TooOften` where it is enough for now.
    """
    now, board = now or timezone.now(), rules.one_board(board)
    sent_before = limits.count(Post, who, now)
    submission = typed.submission(board.pk, who)
    known = Post.objects.filter(submission=submission).first() if submission else None
    if known is not None:
        return known
    typed = rules.cleaned(typed)
    rules.require([*rules.against_writer(board, who), *rules.against_post(board, typed, len(typed.files))])
    because = _held_because(board, who, typed, sent_before)
    today = timezone.localdate(now)
    post = Post(
        board=board,
        title=typed.title,
        public_until=shown_until(board, today),
        keep_until=kept_until(board, today),
        **_of_writer(board, who, typed, now, submission, because),
    )
    post.save(force_insert=True)
    _attach(post, typed.files)
    _held(post, "boards.post", because)
    post_changed.send(Post, post=post)
    proposing.look_at("boards.post", post.pk)
    return post


@transaction.atomic
def comment(post: Post, typed: Typed, who: Writer, *, now: dt.datetime | None = None) -> Comment:
    """A comment below a public post.

    :raises Refused: with every reason; :class:`cms.boards.services.limits.TooOften` where it is enough for now.
    """
    now = now or timezone.now()
    sent_before = limits.count(Comment, who, now)
    submission = typed.submission(f"post {post.pk}", who)
    known = Comment.objects.filter(submission=submission).first() if submission else None
    if known is not None:
        return known
    held = Post.objects.select_related("board").select_for_update(of=("self",)).get(pk=post.pk)
    typed, board = rules.cleaned(typed), held.board
    rules.require([*rules.against_writer(board, who), *rules.against_comment(held, typed)])
    because = _held_because(board, who, typed, sent_before)
    written = Comment(post=held, **_of_writer(board, who, typed, now, submission, because))
    written.save(force_insert=True)
    _held(written, "boards.comment", because)
    recount(held.pk)
    comment_changed.send(Comment, comment=written)
    proposing.look_at("boards.comment", written.pk)
    return written


@transaction.atomic
def edit(post: Post, typed: Typed, who: Writer, *, seen: int | None = None, now: dt.datetime | None = None) -> Post:
    """Change one's own post. What stood there is kept, and what is read first is read again.

    :param seen: the version that the author changed; None where nobody looked at one.
    :raises Refused: with every reason.
    """
    now = now or timezone.now()
    held = subject_of("boards.post").get(post.pk, lock=True)
    typed, board = rules.cleaned(typed), held.board
    kept = held.attachments.filter(taken_out_in=None).exclude(pk__in=typed.dropped).count()
    rules.require(
        [
            *rules.against_board(board, who),
            *rules.against_edit(held, owns(held, who), seen),
            *acting.against_change("boards.post", held.pk),
            *rules.against_post(board, typed, kept + len(typed.files), pictures=bool(kept)),
        ]
    )
    PostVersion.objects.create(post=held, number=held.version, title=held.title, body=held.body, at=now)
    version = held.version + 1
    held.attachments.filter(taken_out_in=None, pk__in=typed.dropped).update(taken_out_in=version)
    values: dict[str, Any] = {"title": typed.title, "body": typed.body, "version": version, "edited_at": now}
    because = _held_because(board, who, typed, 0)
    if because and held.state == PostState.PUBLIC:
        row = _register_held(held, "boards.post", because)
        values |= {"state": PostState.HELD, "last_act": row, "search_vector": None}
    Post.objects.filter(pk=held.pk).update(**values)
    acting.changed("boards.post", held.pk)
    _attach(held, typed.files)
    post.refresh_from_db()
    post_changed.send(Post, post=post)
    proposing.look_at("boards.post", post.pk)
    return post


def take_back(row: Post | Comment, who: Writer) -> None:
    """Delete one's own post or comment (작성자 삭제): the register says so, and nothing of it stays.

    :raises Refused: where it is not theirs, or a review is pending.
    """
    rules.require([] if owns(row, who) else [rules.not_yours()])
    kind = "boards.post" if isinstance(row, Post) else "boards.comment"
    acting.withdraw(kind, row.pk, CITIZEN)
    row.refresh_from_db()


def forget_files(attachments: Iterable[Attachment]) -> int:
    """Erase closed files of which no copy need be kept any more; how many."""
    gone = 0
    for each in attachments:
        remove(each.file)
        gone += 1
    return gone


def _of_writer(
    board: BoardPage, who: Writer, typed: Typed, now: dt.datetime, submission: str, because: str
) -> dict[str, Any]:
    return {
        "author": who.user,
        "author_name": shown_name(board, who),
        "author_is_staff": who.is_staff,
        "account": who.account,
        "guest_mail": who.mail or None,
        "guest_password": make_password(who.password) if who.is_guest and who.password else "",
        "sender": who.sender,
        "language": typed.language,
        "body": typed.body,
        "state": PostState.HELD if because else PostState.PUBLIC,
        "posted_at": now,
        "submission": submission,
    }


def _held_because(board: BoardPage, who: Writer, typed: Typed, sent_before: int) -> str:
    """Why a person reads it first; '' where it is public at once. Staff's own words are not checked by staff."""
    if who.is_staff:
        return ""
    if board.checked_first:
        return HELD_FIRST
    return HELD_DOUBT if rules.is_doubtful(typed, sent_before) else ""


def _held(row: Post | Comment, kind: str, because: str) -> None:
    if because:
        row.last_act = _register_held(row, kind, because)
        type(row).objects.filter(pk=row.pk).update(last_act=row.last_act)


def _register_held(row: Post | Comment, kind: str, because: str) -> int:
    described = subject_of(kind).describe(row)
    return int(register(RegisterAct.HELD, described, by=CITIZEN, facts={"because": because}).number)


def _attach(post: Post, files: Iterable[NewFile]) -> None:
    start = post.attachments.count()
    for place, each in enumerate(files, start):
        Attachment.objects.create(post=post, file=keep(each.checked), description=each.description, sort_order=place)
