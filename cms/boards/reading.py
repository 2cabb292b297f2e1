"""The list of a board: posts and, where one was removed, what says so; by place, by month or by words.

What everybody may know of a removal stands where the post stood. What is held, hidden, deleted by its author or past
its posting period is nowhere.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.dates import MONTHS
from django.utils.functional import cached_property
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from cms.boards.keyset import Place, Slice, page_of
from cms.boards.models import Attachment, BoardKind, BoardPage, Post, PostState, Who
from cms.boards.models.expressions import DaysShown
from cms.boards.months import Month
from cms.boards.people import against_writing, signed_in
from cms.boards.searching import Query, excerpt, marked, results
from cms.boards.text import in_tongue
from cms.boards.views.frame import closed
from cms.core.rendering import outlined
from cms.moderation.selectors import tombstones_of
from cms.privacy.kinds import PICTURES

if TYPE_CHECKING:
    from cms.moderation.models import Tombstone

PER_PAGE = 20
MOST_PINNED = 10
NEW_FOR = dt.timedelta(days=1)
#: So many are counted, of more the planner's estimate is told.
COUNTED = 1_000
_EVER = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
#: What a row of the list needs: not the text, not the words of the index.
_FIELDS = (
    "board_id",
    "title",
    "author_name",
    "author_is_staff",
    "language",
    "state",
    "pinned",
    "posted_at",
    "public_until",
    "views",
    "comment_count",
    "answered_at",
)


@dataclass(frozen=True)
class Row:
    """A post, or what stands in its place."""

    post: Post
    url: str
    title: SafeString | str = ""
    excerpt: SafeString | str = ""
    is_new: bool = False
    picture: Attachment | None = None
    stone: Tombstone | None = None

    @property
    def is_removed(self) -> bool:
        return self.post.state == PostState.REMOVED

    @property
    def picture_url(self) -> str:
        """The picture made anew from its pixels and small, served while the post is public."""
        return f"{self.url}files/{self.picture.pk}/?size=small" if self.picture else ""


@dataclass(frozen=True)
class Total:
    """How many there are; ``is_estimate`` where nobody counted them."""

    number: int
    is_estimate: bool = False


class Listing:
    """One page of a board for a reader: everything is asked for when the template shows it."""

    def __init__(self, page: BoardPage, request: HttpRequest) -> None:
        self.page, self.request = page, request
        self.now = timezone.now()
        self.query = Query.of(request.GET.get("q", ""))
        self.before, self.after, self.is_astray = _places(request)
        self.month = Month.read(request.GET.get("year", ""), request.GET.get("month", ""))

    @property
    def is_signed_in(self) -> bool:
        return bool(self.request.user.is_authenticated)

    @property
    def is_search(self) -> bool:
        """Whether something was looked for."""
        return bool(self.query.text)

    @property
    def is_first(self) -> bool:
        """Whether this is the page that search engines keep: the newest posts, unasked."""
        return not (self.is_search or self.before or self.after or self.month or self.is_astray)

    @property
    def is_gallery(self) -> bool:
        return self.page.kind == BoardKind.PHOTOS and not self.is_search

    @property
    def has_answers(self) -> bool:
        """Whether a department answers here."""
        return self.page.kind in (BoardKind.QUESTIONS, BoardKind.PROPOSALS) or bool(self.page.answer_days)

    @cached_property
    def rows(self) -> list[Row]:
        """Those of this page, the newest first."""
        return self._rows_of(self._slice.rows)

    @cached_property
    def pinned(self) -> list[Row]:
        """What stands on top of the first page, and only there."""
        return self._rows_of(self._pinned) if self.is_first else []

    @cached_property
    def total(self) -> Total | None:
        """How many posts the board holds; none for a search, which does not count."""
        if self.is_search:
            return None
        if self._has_all:
            return Total(sum(post.state == PostState.PUBLIC for post in self._everything))
        return total_of(self.page)

    @property
    def is_all_found(self) -> bool:
        """Whether this page holds everything that was found."""
        return not (self.before or self.after or self._slice.has_older)

    @property
    def newer_url(self) -> str:
        place = self._slice.newer
        return self._address(after=str(place)) if place else ""

    @property
    def older_url(self) -> str:
        place = self._slice.older
        return self._address(before=str(place)) if place else ""

    @property
    def first_url(self) -> str:
        """Back to the newest."""
        return self._address()

    @cached_property
    def years(self) -> list[int]:
        """From this year back to that of the oldest post."""
        if self._has_all:
            oldest = min((post.posted_at for post in self._everything), default=None)
        else:
            oldest = listed(self.page).order_by("posted_at", "pk").values_list("posted_at", flat=True).first()
        last = timezone.localdate(self.now).year
        return list(range(last, (timezone.localdate(oldest).year if oldest else last) - 1, -1))

    @property
    def month_names(self) -> list[str]:
        """From January on, in the reader's language."""
        return [str(MONTHS[number]) for number in range(1, 13)]

    @property
    def write_url(self) -> str:
        """Where a post is written."""
        return f"{self.page.get_url(self.request)}write/"

    @property
    def removals_url(self) -> str:
        """Where everybody reads how many posts were removed, and on which grounds."""
        return reverse("removals_latest")

    @cached_property
    def against_writing(self) -> list[str]:
        """Why this reader cannot write here now; nothing where they can."""
        if not self.page.open:
            return [_("This board takes no new posts at present.")]
        return against_writing(self.page, signed_in(self.request.user))

    @property
    def asks_to_sign_in(self) -> bool:
        """Whether signing in is what is missing."""
        return not self.is_signed_in and self.page.open and self.page.writers in (Who.MEMBERS, Who.VERIFIED)

    @cached_property
    def notes(self) -> list[str]:
        """What the reader has to know about this page."""
        lost = [_("This page of the list does not exist. You see the newest posts.")] if self.is_astray else []
        return [*lost, *self.query.notes]

    @cached_property
    def _slice(self) -> Slice:
        rows = listed(self.page).only(*_FIELDS)
        if self.is_search:
            found = rows.filter(state=PostState.PUBLIC).only(*_FIELDS, "body")
            return results(
                found, self.query, PER_PAGE, boards=[self.page.source.pk], before=self.before, after=self.after
            )
        rows = rows.exclude(pk__in=[post.pk for post in self._pinned]) if self._pinned else rows
        return page_of(rows, PER_PAGE, before=self.before or self._from_month, after=self.after)

    @property
    def _has_all(self) -> bool:
        """Whether the board fits on this page: then nothing more is asked about it."""
        return self.is_first and not self._slice.has_older

    @property
    def _everything(self) -> list[Post]:
        return [*self._pinned, *self._slice.rows]

    @property
    def _from_month(self) -> Place | None:
        return Place(self.month.end, 0) if self.month else None

    @cached_property
    def _pinned(self) -> list[Post]:
        rows = public_posts(self.page).filter(pinned=True).only(*_FIELDS)
        return list(rows.order_by("-posted_at")[:MOST_PINNED])

    def _rows_of(self, posts: Iterable[Post]) -> list[Row]:
        posts = list(posts)
        removed = [post.pk for post in posts if post.state == PostState.REMOVED]
        stones = tombstones_of(self.page.source.pk).filter(subject_kind="boards.post", subject_pk__in=removed)
        by_post = {stone.subject_pk: stone for stone in stones} if removed else {}
        pictures = _pictures([post.pk for post in posts]) if self.is_gallery else {}
        return [self._row(post, by_post.get(post.pk), pictures.get(post.pk)) for post in posts]

    def _row(self, post: Post, stone: Tombstone | None, picture: Attachment | None) -> Row:
        return Row(
            post=post,
            url=f"{self.page.get_url(self.request)}{post.pk}/",
            title=in_tongue(post.title, post.language, marked(post.title, self.query) if self.is_search else None),
            excerpt=in_tongue(post.body, post.language, excerpt(post.body, self.query)) if self.is_search else "",
            is_new=self.now - post.posted_at < NEW_FOR,
            picture=picture,
            stone=stone,
        )

    def _address(self, **place: str) -> str:
        asked = {"q": self.query.text, **place} if self.is_search else place
        return f"{self.page.get_url(self.request)}{'?' + urlencode(asked) if asked else ''}"


def listing(page: BoardPage, request: HttpRequest) -> Listing:
    """What a board shows to a reader who may read it."""
    return Listing(page, request)


def respond(page: BoardPage, request: HttpRequest) -> HttpResponse:
    """The list as a page. No cache keeps it: what is removed is gone from everywhere with the same act.

    Search engines keep the newest posts and follow the others; they keep nothing of a board that is not for everybody.
    """
    if (refused := closed(request, page)) is not None:
        refused["X-Robots-Tag"] = "noindex"
        return refused
    shown = listing(page, request)
    about = outlined(page.body, {"request": request, "page": page}).html if shown.is_first else ""
    response = page.render(request, context_overrides={"listing": shown, "about": about})
    response["Cache-Control"] = "no-store"
    if not shown.is_first or page.readers != Who.EVERYBODY:
        response["X-Robots-Tag"] = "noindex, follow"
    return response


def listed(board: BoardPage) -> QuerySet[Post]:
    """Posts in their posting period, with those that were removed: each stands there as itself or as a notice of its
    removal."""
    today = timezone.localdate()
    rows = Post.objects.filter(board=board.source, state__in=[PostState.PUBLIC, PostState.REMOVED])
    return rows.filter(Q(public_until=None) | Q(public_until__gte=today), posted_at__gte=_earliest(board, today))


def public_posts(board: BoardPage) -> QuerySet[Post]:
    """Those that anybody who reads the board may read."""
    return listed(board).filter(state=PostState.PUBLIC)


def total_of(board: BoardPage) -> Total:
    """Of a large board what PostgreSQL expects, rounded; nobody counts all rows for a page. Of others the number."""
    rows = public_posts(board).order_by("-posted_at", "-pk").values("pk")
    expected = int(json.loads(rows.explain(format="json"))[0]["Plan"]["Plan Rows"])
    if expected > 2 * COUNTED:
        return Total(_rounded(expected), is_estimate=True)
    number = rows[: COUNTED + 1].count()
    return Total(number) if number <= COUNTED else Total(_rounded(max(expected, COUNTED)), is_estimate=True)


def _earliest(board: BoardPage, today: dt.date) -> dt.datetime:
    """Before it nothing can still be in its posting period, so that no list walks through what is over."""
    if not board.posting_days:
        return _EVER
    if not hasattr(board, "_longest_shown"):
        board._longest_shown = _longest(board)
    longest = board._longest_shown
    if longest is None:
        return _EVER
    return timezone.make_aware(dt.datetime.combine(today - dt.timedelta(days=longest), dt.time.min))


def _longest(board: BoardPage) -> int | None:
    """For how many days a post of the board is shown at most; None for no end."""
    rows = Post.objects.filter(board=board.source, state__in=[PostState.PUBLIC, PostState.REMOVED])
    longest: int | None = rows.order_by(DaysShown().desc()).values_list(DaysShown(), flat=True).first()
    return longest


def _places(request: HttpRequest) -> tuple[Place | None, Place | None, bool]:
    """Behind which place the page begins, or before which it ends; and whether the address leads nowhere."""
    before, after = (request.GET.get(name, "") for name in ("before", "after"))
    places = Place.read(before), Place.read(after)
    astray = bool((before and places[0] is None) or (after and places[1] is None) or (before and after))
    return (None, None, True) if astray else (*places, False)


def _pictures(posts: list[int]) -> dict[int, Attachment]:
    """Of each post its first picture."""
    rows = Attachment.objects.filter(post_id__in=posts, taken_out_in=None, file__kind__in=PICTURES)
    found: dict[int, Attachment] = {}
    for each in rows.filter(file__removed_at=None).order_by("sort_order", "pk"):
        found.setdefault(each.post_id, each)
    return found


def _rounded(number: int) -> int:
    """To two digits: more of them would say that somebody has counted."""
    return int(round(number, 2 - len(str(number))))
