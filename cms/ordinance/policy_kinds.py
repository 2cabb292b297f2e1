"""What a key of a policy may hold: a must or a may, a number, words, a list of items.

Every key is either ``"silent"`` or says its value and the article that it comes from. A kind
reads that, and tells in the notation of the file itself what would be allowed.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import Enum, StrEnum
from typing import Any, Generic, Literal, TypeVar

from cms.ordinance.citation import Article, CitationError
from cms.ordinance.verdict import Reason
from cms.ordinance.verdict import reason as _

T = TypeVar("T")

LONGEST_TEXT = 500
#: Control signs, zero widths and changes of direction: what an ordinance prints holds none of them.
_UNSEEN = ("Cc", "Cf")


class Silent(Enum):
    """The ordinance says nothing about it. Counts as false."""

    SILENT = "silent"

    def __bool__(self) -> Literal[False]:
        return False

    def __str__(self) -> str:
        return self.value


SILENT = Silent.SILENT


class Obligation(StrEnum):
    """Whether the municipality must (하여야 한다) or may (할 수 있다)."""

    MUST = "must"
    MAY = "may"


@dataclass(frozen=True, slots=True)
class Clause(Generic[T]):
    """What an ordinance lays down about one thing, and where."""

    value: T
    article: Article

    def __str__(self) -> str:
        shown = ", ".join(map(str, self.value)) if isinstance(self.value, tuple) else str(self.value)
        return f"{shown} ({self.article})"


@dataclass(frozen=True, slots=True, order=True)
class Item:
    """One item (호) in the ordinance's own words."""

    number: int
    text: str


@dataclass(frozen=True, slots=True)
class Items:
    """The items of one provision, verbatim: the grounds of removal, the purposes of events."""

    article: Article
    items: tuple[Item, ...]

    def __iter__(self) -> Iterator[Item]:
        return iter(self.items)

    def __len__(self) -> int:
        return len(self.items)

    def __getitem__(self, number: int) -> Item:
        """The item of that number. Raises KeyError."""
        for item in self.items:
            if item.number == number:
                return item
        raise KeyError(f"{self.article} has no item {number}.")

    def cited(self, number: int) -> Article:
        """제6조제2항 → 제6조제2항제8호. Raises KeyError where there is no such item."""
        return replace(self.article, item=self[number].number)


Problems = list[tuple[tuple[str | int, ...], Reason]]


class KindError(ValueError):
    """A value that a key may not hold: every reason, each with the place inside the value."""

    def __init__(self, problems: Problems) -> None:
        self.problems = problems
        super().__init__(" ".join(str(reason) for _place, reason in problems))


@dataclass(frozen=True, slots=True)
class Kind:
    """How to read a key: what is allowed, in the file's notation, and the reader of its value."""

    allowed: str
    read: Callable[[object], Any]
    is_items: bool = False

    @property
    def written(self) -> str:
        """What may stand behind the key, whole."""
        if self.is_items:
            return f'"silent" | {self.allowed}'
        return f'"silent" | {{ value = {self.allowed}, article = "제…조제…항" }}'


def read_clause(kind: Kind, value: object, ordinance: str) -> Clause[Any] | Items | Silent:
    """Read what stands behind a key. Raises KindError with every reason."""
    if value == SILENT.value:
        return SILENT
    wanted = {"article", "items"} if kind.is_items else {"article", "value"}
    if not isinstance(value, Mapping) or set(value) != wanted:
        raise KindError([((), _not_allowed(value, kind.written))])
    problems: Problems = []
    article = _collect(problems, "article", lambda: _read_article(value["article"], ordinance))
    name = "items" if kind.is_items else "value"
    content = _collect(problems, name, lambda: kind.read(value[name]))
    if kind.is_items and article is not None and article.item:
        problems.append((("article",), _("The article of a list names no item of its own.")))
    if problems or article is None or content is None:
        raise KindError(problems)
    return Items(article, content) if kind.is_items else Clause(content, article)


def _collect(problems: Problems, place: str, read: Callable[[], T]) -> T | None:
    try:
        return read()
    except KindError as error:
        problems += [((place, *inner), reason) for inner, reason in error.problems]
    return None


def _read_article(value: object, ordinance: str) -> Article:
    if not isinstance(value, str):
        raise KindError([((), _not_allowed(value, '"제…조제…항"'))])
    try:
        return Article.parse(ordinance, value)
    except CitationError:
        raise KindError([((), _not_allowed(value, '"제…조제…항"'))]) from None


def _not_allowed(value: object, allowed: str) -> Reason:
    return _("%(found)s is not allowed here. Allowed: %(allowed)s", found=_shown(value), allowed=allowed)


def _shown(value: object) -> str:
    """A value as a file would write it, shortened."""
    if isinstance(value, bool):
        return str(value).lower()
    text = f'"{value}"' if isinstance(value, str) else str(value)
    return text if len(text) <= 60 else text[:59] + "…"


# Kinds


def _text(value: object) -> str:
    good = isinstance(value, str) and value == value.strip() and 0 < len(value) <= LONGEST_TEXT
    if not good or value == SILENT.value:
        raise KindError([((), _not_allowed(value, TEXT.allowed))])
    text = str(value)
    if unseen := next((sign for sign in text if unicodedata.category(sign) in _UNSEEN), ""):
        code = f"U+{ord(unseen):04X}"
        raise KindError([((), _("The text holds a sign that nobody sees (%(code)s).", code=code))])
    return text


def _texts(value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not value:
        raise KindError([((), _not_allowed(value, TEXTS.allowed))])
    return tuple(_each(value, _text))


def _each(values: list[object], read: Callable[[object], T]) -> list[T]:
    """Read every element; raise every reason, each with its place."""
    problems: Problems = []
    result = []
    for index, each in enumerate(values):
        try:
            result.append(read(each))
        except KindError as error:
            problems += [((index, *inner), reason) for inner, reason in error.problems]
    if problems:
        raise KindError(problems)
    return result


def count(lowest: int, highest: int) -> Kind:
    """A whole number between two bounds, both included."""
    allowed = f"{lowest}…{highest}"

    def read(value: object) -> int:
        if not isinstance(value, int) or isinstance(value, bool) or not lowest <= value <= highest:
            raise KindError([((), _not_allowed(value, allowed))])
        return value

    return Kind(allowed, read)


def one_of(choices: type[StrEnum]) -> Kind:
    """One word out of an enumeration."""
    allowed = " | ".join(f'"{each}"' for each in choices)

    def read(value: object) -> StrEnum:
        if not isinstance(value, str) or value not in {str(each) for each in choices}:
            raise KindError([((), _not_allowed(value, allowed))])
        return choices(value)

    return Kind(allowed, read)


def several_of(choices: type[StrEnum]) -> Kind:
    """A list of different words out of an enumeration, one at least."""
    single = one_of(choices)
    allowed = f"[{single.allowed}, …]"

    def read(value: object) -> tuple[StrEnum, ...]:
        if not isinstance(value, list) or not value:
            raise KindError([((), _not_allowed(value, allowed))])
        words = _each(value, single.read)
        if len(set(words)) < len(words):
            raise KindError([((), _("A word stands twice in the list."))])
        return tuple(words)

    return Kind(allowed, read)


_ITEM = '{ number = 1…999, text = "…" }'


def _item(value: object) -> Item:
    if not isinstance(value, Mapping) or set(value) != {"number", "text"}:
        raise KindError([((), _not_allowed(value, _ITEM))])
    problems: Problems = []
    number = _collect(problems, "number", lambda: _NUMBER.read(value["number"]))
    text = _collect(problems, "text", lambda: _text(value["text"]))
    if problems or number is None or text is None:
        raise KindError(problems)
    return Item(number, text)


def _items(value: object) -> tuple[Item, ...]:
    if not isinstance(value, list) or not value:
        raise KindError([((), _not_allowed(value, f"[{_ITEM}, …]"))])
    items = _each(value, _item)
    if twice := [number for number, times in Counter(item.number for item in items).items() if times > 1]:
        raise KindError(
            [((_last(items, number),), _("Item %(number)s is numbered twice.", number=number)) for number in twice]
        )
    return tuple(sorted(items))


def _last(items: list[Item], number: int) -> int:
    return max(index for index, item in enumerate(items) if item.number == number)


_NUMBER = count(1, 999)
TEXT = Kind('"…"', _text)
TEXTS = Kind('["…", …]', _texts)
DUTY = one_of(Obligation)
ITEMS = Kind(f'{{ article = "제…조제…항", items = [{_ITEM}, …] }}', _items, is_items=True)
