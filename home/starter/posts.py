"""Posts of the demonstration on the boards, made by the real services, with answers, and with what moderation does.

Never at an ordinary onboarding. They stand in ``data/boards``: what all towns have in common, and each town's own. Days
are working days back from the day on which the demonstration is made.
"""

from __future__ import annotations

import datetime as dt
import secrets
import tomllib
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone

from cms.boards import answering, petitioning
from cms.boards.models import BoardPage, Post, PostMail
from cms.boards.people import Writer, guest, of_member
from cms.boards.services.posting import NewFile, Typed, comment, write
from cms.core.outbox import MailState
from cms.privacy.files import Checked
from home.starter import topics
from home.starter.case_days import Days
from home.starter.cases import COORDINATOR, filled
from home.starter.citizens import citizen
from home.starter.drawing import hills
from home.starter.material import DATA
from home.starter.place import KOREAN
from home.starter.removals import Removals
from petitions import clock
from tenants.context import tenant
from tenants.models import Municipality

FOLDER = DATA / "boards"
#: Said of each post: nobody wrote it.
_MARK, _MARK_ELSEWHERE = " (시연용)", " (demonstration)"


def table(slug: str) -> dict[str, Any]:
    """The town's words, citizens and posts; no posts where nothing is written for it."""
    own = FOLDER / f"{slug}.toml"
    if not own.exists():
        return {"words": {}, "citizens": {}, "post": []}
    common, found = (tomllib.loads(path.read_text(encoding="utf-8")) for path in (FOLDER / "common.toml", own))
    return {**common, "words": found["words"], "post": [*common["post"], *found.get("post", ())]}


def ensure_posts(municipality: Municipality) -> int:
    """Once a municipality; later runs leave what is there. Returns how many were made."""
    rows = table(municipality.slug)
    with tenant(municipality), transaction.atomic():
        people = get_user_model().objects.in_bulk([COORDINATOR, "homepage", "head"], field_name="username")
        if not rows["post"] or len(people) < 3 or Post.objects.exists():
            return 0
        making = _Making(rows, people, Days(clock.calendar(), timezone.now()))
        offered = [row for row in rows["post"] if row.get("language", KOREAN) in municipality.languages]
        for number, row in enumerate(offered):
            making.post(row, number)
        making.settle()
        return Post.objects.count()


@dataclass
class _Making:
    """Who writes and who works here, and when."""

    rows: Mapping[str, Any]
    people: Mapping[str, Any]
    days: Days
    made: list[Post] = field(default_factory=list)

    def __post_init__(self) -> None:
        names = self.rows["citizens"]
        self.writers: dict[str, Writer] = {key: of_member(citizen(key, name)) for key, name in names.items()}
        self.removals = Removals(self.people)

    def post(self, row: Mapping[str, Any], number: int) -> None:
        """Write one, and let happen to it what the table says."""
        board = board_of(row["board"])
        if board is None:
            return
        at = self.days.moment(row["ago"], number % 8)
        made = write(board, self._typed(row, board), self._writer(row), now=at)
        Post.objects.filter(pk=made.pk).update(views=zlib.crc32(made.title.encode()) % 180 + 12)
        self.made.append(made)
        for place, said in enumerate(row.get("comments", ()), start=1):
            words = self._fill(said["text"], board)
            comment(made, Typed(body=words), self.writers[said["who"]], now=self._moment(said, at, place))
        self._answer(made, row, at)
        self.removals.follow(made, row, self.writers)

    def settle(self) -> None:
        """Nobody is told of an answer. Of removals authors are: what is said to them belongs to the demonstration."""
        PostMail.objects.filter(state=MailState.WAITING).update(state=MailState.SETTLED)

    def _answer(self, post: Post, row: Mapping[str, Any], at: dt.datetime) -> None:
        officer = self.people[COORDINATOR]
        if said := row.get("answer"):
            text = self._fill(said["text"], post.board)
            found = [each.digest for each in answering.finds(text)]
            answering.answer(post, text, officer, read=found, now=self._moment(said, at, 1))
        if asked := row.get("petition"):
            petitioning.ask(post, post.board.department, asked["kind"], asked["words"], officer)

    def _typed(self, row: Mapping[str, Any], board: BoardPage) -> Typed:
        language = row.get("language", KOREAN)
        title = self._fill(row["title"], board) + (_MARK if language == KOREAN else _MARK_ELSEWHERE)
        files: tuple[NewFile, ...] = ()
        if drawn := row.get("picture"):
            checked = Checked("그림.jpg", "jpg", hills(drawn["colours"], title))
            files = (NewFile(checked, drawn["shows"]),)
        doubts = ("unproven", "links") if row.get("held") else ()
        return Typed(
            body=self._fill(row["body"], board).strip(), title=title, files=files, doubts=doubts, language=language
        )

    def _writer(self, row: Mapping[str, Any]) -> Writer:
        return self.writers.get(row["who"]) or guest(row["name"], password=secrets.token_urlsafe(12))

    def _fill(self, text: str, board: BoardPage) -> str:
        return str(filled(text, {**self.rows["words"], "phone": board.department.telephone}))

    def _moment(self, row: Mapping[str, Any], since: dt.datetime, number: int) -> dt.datetime:
        return max(since, self.days.moment(row["ago"], number))


def board_of(topic: str) -> BoardPage | None:
    """The board that a topic is about; none where the municipality has no such board."""
    for path in topics.load()[topic].pages:
        found = BoardPage.objects.filter(url_path__endswith=f"{path.rpartition(':')[2]}/", locale__language_code="ko")
        if board := found.select_related("department").first():
            return board
    return None
