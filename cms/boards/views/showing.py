"""A post with its comments and its answer, or what stands in its place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from cms.boards import counting
from cms.boards.beside import rules_of
from cms.boards.forms import CommentForm
from cms.boards.markup import render
from cms.boards.models import Attachment, BoardPage, Comment, Post, PostState
from cms.boards.own import is_own_key
from cms.boards.people import may_own
from cms.boards.proof import BITS
from cms.boards.services import rules
from cms.boards.services.rules import is_over
from cms.boards.subjects import shortened, shown_files
from cms.boards.text import in_tongue
from cms.boards.views.frame import GONE, closed, person, post_of, show
from cms.core.typed import whole_number
from cms.moderation.models import Tombstone
from cms.moderation.rights import moderates
from cms.moderation.selectors import pending_notice, tombstone_of
from cms.privacy.kinds import PICTURES

COMMENTS_PER_PAGE = 50


@dataclass(frozen=True)
class ShownComment:
    """A comment, or what stands in its place."""

    comment: Comment
    html: SafeString | str
    stone: Tombstone | None = None
    may_delete: bool = False


@dataclass(frozen=True)
class ShownFile:
    """An attachment as the post's page needs it."""

    attachment: Attachment
    url: str

    @property
    def is_picture(self) -> bool:
        return self.attachment.file.kind in PICTURES


def post(page: BoardPage, request: HttpRequest, pk: int) -> HttpResponse:
    """The post to whoever may read it; 410 with the reason where it was removed, 404 where there is nothing to see."""
    if (refused := closed(request, page)) is not None:
        return refused
    found = post_of(page, pk)
    is_own = _is_own(request, found)
    if found.state != PostState.PUBLIC or (is_over(found) and not is_own):
        return _not_public(page, request, found, is_own)
    counting.saw(request, found, is_own=is_own)
    return page_of(page, request, found, is_own=is_own)


def page_of(
    page: BoardPage,
    request: HttpRequest,
    found: Post,
    *,
    is_own: bool = False,
    form: CommentForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """A post that is there, with the form of a comment as it was typed."""
    comments, older = _comments(request, found)
    why_no_comment = _why_no_comment(page, request)
    answers = list(found.answers.select_related("department"))
    context = {
        "post": found,
        "post_title": in_tongue(found.title, found.language),
        "html": render(found.body),
        "files": _files(page, request, found),
        "answer": answers[-1] if answers else None,
        "answer_html": render(answers[-1].text) if answers else "",
        "comments": comments,
        "more_comments": older,
        "comment_form": form or (None if why_no_comment else _comment_form(page, request, found)),
        "why_no_comment": why_no_comment,
        "is_own": is_own,
        "may_change": is_own or may_own(found, request.user),
        "notice": pending_notice("boards.post", found.pk),
        "waits": request.GET.get("waits") == "comment",
        "versions": _versions(request, found),
        "bits": BITS,
        "rules": rules_of(page),
    }
    return show(
        request,
        page,
        "post",
        found.title,
        f"{found.pk}/",
        context,
        status=status,
        description=shortened(found.body, 150),
    )


def removed(page: BoardPage, request: HttpRequest, found: Post, stone: Tombstone) -> HttpResponse:
    """What was removed, when, on which ground, by whom, and how to object. Nothing of the post."""
    context = {"stone": stone, "rules": rules_of(page), "post": found, "is_own": _is_own(request, found)}
    return show(request, page, "tombstone", _("This post was removed"), f"{found.pk}/", context, status=GONE)


def _not_public(page: BoardPage, request: HttpRequest, found: Post, is_own: bool) -> HttpResponse:
    stone = tombstone_of("boards.post", found.pk)
    if stone is not None:
        return removed(page, request, found, stone)
    if found.state in (PostState.HELD, PostState.HIDDEN) and is_own:
        context = {"post": found, "html": render(found.body), "files": _files(page, request, found)}
        return show(request, page, "waiting", found.title, f"{found.pk}/", context)
    if found.state == PostState.HELD:
        raise Http404
    title = {
        PostState.HIDDEN: _("This post is not shown at present"),
        PostState.GONE: _("This post was deleted"),
    }.get(PostState(found.state), _("The posting period of this post is over"))
    words = {
        PostState.HIDDEN: _("It is being examined whether it may stay. Until then nobody reads it."),
        PostState.GONE: _("Its author deleted it, or the time was over for which it was kept."),
    }.get(PostState(found.state), _("It was posted until a day that has passed."))
    status = 404 if found.state == PostState.HIDDEN else GONE
    return show(request, page, "not_there", title, f"{found.pk}/", {"words": words}, status=status)


def _is_own(request: HttpRequest, found: Post) -> bool:
    """The author: signed in, or with the key of the address that they were sent to after writing."""
    if found.author_id is not None:
        return bool(request.user.is_authenticated and request.user.pk == found.author_id)
    return is_own_key(found, request.GET.get("key", ""))


def _files(page: BoardPage, request: HttpRequest, found: Post) -> list[ShownFile]:
    here = f"{page.get_url(request)}{found.pk}/files/"
    return [ShownFile(each, f"{here}{each.pk}/") for each in shown_files(found)]


def _comments(request: HttpRequest, found: Post) -> tuple[list[ShownComment], int]:
    """Fifty from a place on, the oldest first; and the place of those after them, 0 for none."""
    start = whole_number(request.GET.get("comments", ""))
    rows = found.comments.filter(state__in=(PostState.PUBLIC, PostState.REMOVED))
    rows = rows if start is None else rows.filter(pk__gte=start)
    held = list(rows.order_by("pk")[: COMMENTS_PER_PAGE + 1])
    gone = [each.pk for each in held if each.state == PostState.REMOVED]
    stones = Tombstone.objects.filter(subject_kind="boards.comment", subject_pk__in=gone, gone_at=None) if gone else ()
    by_pk = {stone.subject_pk: stone for stone in stones}
    shown = [
        ShownComment(each, render(each.body), by_pk.get(each.pk), may_own(each, request.user))
        for each in held[:COMMENTS_PER_PAGE]
    ]
    return shown, held[COMMENTS_PER_PAGE].pk if len(held) > COMMENTS_PER_PAGE else 0


def _comment_form(page: BoardPage, request: HttpRequest, found: Post) -> CommentForm | None:
    return CommentForm.fresh(found, person(request)) if page.comments_allowed else None


def _why_no_comment(page: BoardPage, request: HttpRequest) -> str:
    reasons = rules.against_board(page, person(request)) if page.comments_allowed else ()
    return " ".join(reasons)


def _versions(request: HttpRequest, found: Post) -> list[Any]:
    """Earlier versions, for those who moderate."""
    if found.version == 1 or not request.user.is_authenticated or not moderates(request.user):
        return []
    return list(found.versions.all())
