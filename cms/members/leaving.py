"""What goes with a member, what stays, and what they may take along: rooms above sign up theirs.

A member may see everything that is kept about them (개인정보 보호법 제35조 열람), take it along, and leave (회원탈퇴).
This room, being lower, knows nothing of posts and petitions; each room tells what it has of a person:

    @exported_with_member("boards.posts", gettext_lazy("Posts"), files=files_of_posts)
    def posts(user) -> list[dict[str, Any]]: …            # for JSON and for a table people can read

    @holds_member
    def open_petitions(user) -> list[Hold]: …             # what a law keeps all the same, and until when

    @leaves_with_member("boards")
    def without_name(user) -> None: …                     # in the transaction of leaving

    @written_by_member("boards.posts", gettext_lazy("Posts"), count=how_many)
    def take_back(user) -> Withdrawn: …                   # where the member wants their own posts gone, too
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.utils.functional import Promise

from cms.ordinance.retention import Hold

#: What a room tells of a person: lists and objects of JSON. Times and days as ISO text.
Told = Any


@dataclass(frozen=True, slots=True)
class ExportedFile:
    """One file of the person: its path in the archive below the room's key, and its bytes when asked for."""

    path: str
    read: Callable[[], bytes]


@dataclass(frozen=True, slots=True)
class Exporter:
    """What one room tells of a person. ``words``: how its keys read on the page that people open."""

    key: str
    label: Promise | str
    tell: Callable[[Any], Told]
    files: Callable[[Any], Iterable[ExportedFile]]
    words: Mapping[str, Promise | str]
    order: int


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """How many contributions went, and how many had to stay without the name (a review is pending, a duty to keep)."""

    gone: int = 0
    stayed: int = 0

    def __add__(self, other: Withdrawn) -> Withdrawn:
        return Withdrawn(self.gone + other.gone, self.stayed + other.stayed)


@dataclass(frozen=True, slots=True)
class Written:
    """One kind of contribution that members write, and may take back when they leave."""

    key: str
    label: Promise | str
    count: Callable[[Any], int]
    take_back: Callable[[Any], Withdrawn]


@dataclass(frozen=True, slots=True)
class _Leaver:
    name: str
    run: Callable[[Any], None]
    order: int


_exporters: dict[str, Exporter] = {}
_leavers: dict[str, _Leaver] = {}
_written: dict[str, Written] = {}
_holders: list[Callable[[Any], list[Hold]]] = []


def no_files(user: Any) -> Iterable[ExportedFile]:
    """For rooms without files."""
    return ()


def exported_with_member(
    key: str,
    label: Promise | str,
    *,
    files: Callable[[Any], Iterable[ExportedFile]] = no_files,
    words: Mapping[str, Promise | str] | None = None,
    order: int = 500,
) -> Callable[[Callable[[Any], Told]], Callable[[Any], Told]]:
    """Sign up what a room tells of a person; ``key`` names it in the archive, ``words`` its keys on the page.

    :raises ImproperlyConfigured: when the key is taken.
    """

    def sign_up(tell: Callable[[Any], Told]) -> Callable[[Any], Told]:
        _once(_exporters, key)
        _exporters[key] = Exporter(key, label, tell, files, words or {}, order)
        return tell

    return sign_up


def leaves_with_member(name: str, *, order: int = 500) -> Callable[[Callable[[Any], None]], Callable[[Any], None]]:
    """Sign up what a room does when a person leaves: inside the transaction, before the account itself is emptied.

    :raises ImproperlyConfigured: when the name is taken.
    """

    def sign_up(run: Callable[[Any], None]) -> Callable[[Any], None]:
        _once(_leavers, name)
        _leavers[name] = _Leaver(name, run, order)
        return run

    return sign_up


def written_by_member(
    key: str, label: Promise | str, *, count: Callable[[Any], int]
) -> Callable[[Callable[[Any], Withdrawn]], Callable[[Any], Withdrawn]]:
    """Sign up a kind of contribution that a leaving member may take back in one go.

    :raises ImproperlyConfigured: when the key is taken.
    """

    def sign_up(take_back: Callable[[Any], Withdrawn]) -> Callable[[Any], Withdrawn]:
        _once(_written, key)
        _written[key] = Written(key, label, count, take_back)
        return take_back

    return sign_up


def holds_member(tell: Callable[[Any], list[Hold]]) -> Callable[[Any], list[Hold]]:
    """Sign up what a room must keep of a person by law, although the person goes."""
    _holders.append(tell)
    return tell


def exporters() -> list[Exporter]:
    """All that can be told of a person, in the order of the archive."""
    return sorted(_exporters.values(), key=lambda exporter: (exporter.order, exporter.key))


def written() -> list[Written]:
    """All kinds of contributions, by key."""
    return [_written[key] for key in sorted(_written)]


def holds_of(user: Any) -> tuple[Hold, ...]:
    """Every legal duty to keep something of this person."""
    return tuple(hold for tell in _holders for hold in tell(user))


def let_go(user: Any) -> None:
    """Each room forgets who this was. Runs in the caller's transaction."""
    for leaver in _in_order():
        leaver.run(user)


def _in_order() -> Iterator[_Leaver]:
    return iter(sorted(_leavers.values(), key=lambda leaver: (leaver.order, leaver.name)))


def _once(registry: dict[str, Any], key: str) -> None:
    if key in registry:
        raise ImproperlyConfigured(f"Something of members named {key} is signed up already.")
