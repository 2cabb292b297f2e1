"""What can be removed, as moderation sees it: rooms with posts of citizens sign up a subject.

A subject reads and changes its own rows; it never decides. Each change gets the number of the row of the register that
it follows from, and PostgreSQL refuses one without.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from typing import Any, Protocol

from django.core.exceptions import ImproperlyConfigured
from django.db.models import QuerySet

from cms.moderation.guard import protect
from cms.ordinance.duplicates import Post
from cms.ordinance.removal import Place


@dataclass(frozen=True, slots=True)
class FileOfPost:
    """An attachment: the sealed file's number, the name, SHA-256 in hex, size in bytes."""

    sealed: str
    name: str
    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class Remark:
    """A comment or an answer below a post, or an earlier version of it (``kind``)."""

    kind: str
    author: str
    text: str
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class Whole:
    """The whole post (게시글 전체), as an evidence copy keeps it. ``fields``: what bringing it back needs."""

    kind: str
    pk: int
    board: str
    address: str
    title: str
    text: str
    author: str
    account: str
    contact: str
    posted_at: dt.datetime
    edited_at: dt.datetime | None
    files: tuple[FileOfPost, ...] = ()
    remarks: tuple[Remark, ...] = ()
    fields: dict[str, Any] = field(default_factory=dict)

    def as_data(self) -> dict[str, Any]:
        """For JSON: times as text."""
        facts = asdict(self)
        facts["posted_at"] = self.posted_at.isoformat()
        facts["edited_at"] = self.edited_at.isoformat() if self.edited_at else None
        facts["remarks"] = [{**asdict(each), "at": each.at.isoformat()} for each in self.remarks]
        return facts


@dataclass(frozen=True, slots=True)
class Described:
    """What the desk and notices need to know. ``account`` tells one author from another; '' where nobody knows.

    ``user``: the account's primary key; ``mail``: where the author can be told, '' where nothing is known.
    ``keep_until``: the last day of its time on the board, None where it stays.
    """

    kind: str
    pk: int
    title: str
    text: str
    author: str
    account: str
    user: int | None
    mail: str
    language: str
    posted_at: dt.datetime
    board: str
    board_pk: int
    department: int | None
    address: str
    state: str
    is_public: bool
    by_a_user: bool = True
    place: Place = Place.HOMEPAGE
    real_name_rule: bool = False
    files: tuple[FileOfPost, ...] = ()
    edited_at: dt.datetime | None = None
    keep_until: dt.date | None = None


class Subject(Protocol):
    """One kind of post. ``kind`` stands in the register: app.model."""

    kind: str
    label: Any

    def get(self, pk: int, *, lock: bool = False) -> Any:
        """The row, locked for this transaction where asked. Raises ObjectDoesNotExist."""

    def describe(self, row: Any) -> Described:
        """What it is now."""

    def rows(self) -> QuerySet:
        """All of them, with ``state`` and ``last_act``: to be held against the register."""

    def address(self, row: Any) -> str:
        """Where it stands for readers of the language in use, with the host."""

    def objection_address(self, row: Any, key: str) -> str:
        """Where the author objects to its removal, in the same way. The key opens that page without an account."""

    def titles(self, pks: Iterable[int]) -> dict[int, str]:
        """What a list calls them by: the title, or the first words. One query; removed ones are left out."""

    def whole(self, row: Any) -> Whole:
        """Everything that an evidence copy keeps."""

    def earlier(self, row: Any, accounts: Iterable[str], since: dt.datetime) -> list[Post]:
        """Posts of these accounts since then, for the rule of duplicates; removed ones are left out."""

    def hide(self, row: Any, number: int) -> None:
        """Out of everything public, with its content kept."""

    def show(self, row: Any, number: int) -> None:
        """Public again, or for the first time."""

    def take_away(self, row: Any, number: int) -> None:
        """Removed: the text leaves the row, attachments are served no more, what is public forgets it at once."""

    def bring_back(self, row: Any, whole: dict[str, Any], number: int) -> None:
        """Everything as the evidence copy has it (:meth:`Whole.as_data`)."""

    def forget(self, row: Any, number: int) -> None:
        """The author or the retention period took it: the same as ``take_away`` without a tombstone."""


_SUBJECTS: dict[str, Subject] = {}


def register_subject(subject: Subject) -> Subject:
    """Sign up a kind of post; its rows are not deleted from then on. Raises ImproperlyConfigured for one twice."""
    if subject.kind in _SUBJECTS:
        raise ImproperlyConfigured(f"The subject {subject.kind} is signed up twice.")
    _SUBJECTS[subject.kind] = subject
    protect(subject.rows().model)
    return subject


def subject_of(kind: str) -> Subject:
    """Raises KeyError for a kind that nobody signed up."""
    return _SUBJECTS[kind]


def subjects() -> tuple[Subject, ...]:
    """All of them, by kind."""
    return tuple(subject for _kind, subject in sorted(_SUBJECTS.items()))
