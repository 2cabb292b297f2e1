"""What boards and their moderation have of a member: taken along, kept by law, or left without a name."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from functools import partial
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from cms.boards import drafts as kept_drafts
from cms.boards.models import Attachment, Comment, Draft, OfferState, PetitionOffer, Post, PostState
from cms.boards.petitioning import decline
from cms.boards.seeing import title_for
from cms.members.leaving import (
    ExportedFile,
    Withdrawn,
    exported_with_member,
    holds_member,
    leaves_with_member,
    written_by_member,
)
from cms.moderation.models import Block, Evidence, Matter, Objection, Report
from cms.moderation.services.acting import By, Refused, withdraw
from cms.ordinance.citation import Article
from cms.ordinance.laws import PRIVACY_ACT
from cms.ordinance.retention import Hold
from cms.privacy.files import open_sealed

#: 개인정보 보호법 제21조제1항 단서: 다른 법령에 따라 보존하여야 하는 경우에는 그러하지 아니하다.
KEPT_BY_LAW = Article(PRIVACY_ACT, 21, 1)
#: What an author can still take back.
THERE = (PostState.HELD, PostState.PUBLIC, PostState.HIDDEN)
_LEAVING = "leaving"


@exported_with_member(
    "boards.posts",
    _("Posts"),
    files=lambda user: _files(user),
    words={
        "board": _("board"),
        "title": _("title"),
        "text": _("text"),
        "posted_at": _("time of posting"),
        "edited_at": _("edited"),
        "state": _("state"),
        "earlier": _("earlier versions"),
        "files": _("files"),
    },
    order=100,
)
def posts(user: Any) -> list[dict[str, Any]]:
    """Every post with its earlier versions; of a removed one that it was there."""
    rows = Post.objects.filter(author=user).select_related("board")
    rows = rows.prefetch_related("versions", "attachments__file").order_by("posted_at", "pk")
    return [
        {
            "board": row.board.title,
            "title": row.title,
            "text": row.body,
            "posted_at": row.posted_at.isoformat(),
            "edited_at": row.edited_at.isoformat() if row.edited_at else "",
            "state": str(row.get_state_display()),
            "earlier": [f"{each.title}\n{each.body}" for each in row.versions.all() if each.title or each.body],
            "files": [each.file.name for each in row.attachments.all() if each.file.name],
        }
        for row in rows
    ]


@exported_with_member(
    "boards.comments",
    _("Comments"),
    words={"post": _("post"), "text": _("text"), "posted_at": _("time of posting"), "state": _("state")},
    order=110,
)
def comments(user: Any) -> list[dict[str, Any]]:
    """Every comment, and below which post. Of one that is out of sight the title is its author's alone."""
    rows = Comment.objects.filter(author=user).select_related("post__board").order_by("posted_at", "pk")
    return [
        {
            "post": title_for(row.post, user),
            "text": row.body,
            "posted_at": row.posted_at.isoformat(),
            "state": str(row.get_state_display()),
        }
        for row in rows
    ]


@exported_with_member(
    "boards.drafts",
    _("drafts of posts"),
    words={"board": _("board"), "title": _("title"), "text": _("text"), "saved_at": _("when")},
    order=115,
)
def drafts(user: Any) -> list[dict[str, Any]]:
    """What was typed and not sent."""
    found = [(each, kept_drafts.words(each)) for each in kept_drafts.drafts_of(user)]
    return [
        {
            "board": each.board.title,
            "title": words.get("title", ""),
            "text": words.get("body", ""),
            "saved_at": each.saved_at.isoformat(),
        }
        for each, words in found
    ]


@exported_with_member(
    "boards.objections",
    _("Objections and reports"),
    words={"what": _("kind"), "words": _("in their words"), "at": _("when")},
    order=120,
)
def objections(user: Any) -> list[dict[str, Any]]:
    """What the member told moderation."""
    own = [
        {"what": str(_("objection")), "words": row.words or "", "at": row.received_at.isoformat()}
        for row in Objection.objects.filter(author=user)
    ]
    told = [
        {"what": str(_("report")), "words": row.words or "", "at": row.at.isoformat()}
        for row in Report.objects.filter(reporter=user)
    ]
    return own + told


@holds_member
def holds(user: Any) -> list[Hold]:
    """Posts under examination, copies of removed ones, objections that are not decided."""
    own = _own(user)
    found = []
    if Matter.objects.filter(own, closed_at=None).exists():
        found.append(Hold(gettext_noop("Posts that are being examined, without your name"), KEPT_BY_LAW))
    last = _last_copy(own)
    if last:
        found.append(Hold(gettext_noop("Closed copies of posts that were removed"), KEPT_BY_LAW, last))
    if Objection.objects.filter(author=user, decided_at=None).exists():
        found.append(Hold(gettext_noop("Objections that are not decided"), KEPT_BY_LAW))
    return found


@leaves_with_member("boards")
def without_name(user: Any) -> None:
    """Posts and comments stay as nobody's; drafts go, and nobody waits for an answer of somebody who is gone. What is
    decided about the author keeps the account's key only.
    """
    for offer in PetitionOffer.objects.filter(post__author=user, state=OfferState.OPEN).select_related("post"):
        decline(offer)
    for model in (Post, Comment):
        model.objects.filter(author=user).update(author=None, author_name="")
    Draft.objects.filter(author=user).delete()
    Report.objects.filter(reporter=user).update(reporter=None)
    Objection.objects.filter(author=user).exclude(decided_at=None).update(author=None, mail=None)
    Block.objects.filter(user=user).update(user=None)


def _take_back(user: Any, *, model: type[Post | Comment], kind: str) -> Withdrawn:
    """One by one through the register; what may not go now stays, and becomes nobody's."""
    gone = stayed = 0
    by = By(user=user, way=_LEAVING)
    for pk in model.objects.filter(author=user, state__in=THERE).values_list("pk", flat=True):
        try:
            withdraw(kind, pk, by)
            gone += 1
        except Refused:
            stayed += 1
    return Withdrawn(gone, stayed)


def _count(user: Any, *, model: type[Post | Comment]) -> int:
    return model.objects.filter(author=user, state__in=THERE).count()


written_by_member("boards.posts", _("Posts"), count=partial(_count, model=Post))(
    partial(_take_back, model=Post, kind="boards.post")
)
written_by_member("boards.comments", _("Comments"), count=partial(_count, model=Comment))(
    partial(_take_back, model=Comment, kind="boards.comment")
)


def _files(user: Any) -> Iterator[ExportedFile]:
    """Also those of hidden and removed posts: they are the member's."""
    rows = Attachment.objects.filter(post__author=user, file__removed_at=None).select_related("file")
    for row in rows.order_by("post_id", "sort_order", "pk"):
        yield ExportedFile(f"{row.post_id}/{row.file.name}", partial(open_sealed, row.file))


def _own(user: Any) -> Q:
    """Matters and copies about what this person wrote."""
    own = Q(subject_kind="boards.post", subject_pk__in=Post.objects.filter(author=user).values("pk"))
    return own | Q(subject_kind="boards.comment", subject_pk__in=Comment.objects.filter(author=user).values("pk"))


def _last_copy(own: Q) -> dt.date | None:
    rows = Evidence.objects.filter(own, gone_at=None, keep_until__gte=timezone.localdate())
    return rows.order_by("-keep_until").values_list("keep_until", flat=True).first()
