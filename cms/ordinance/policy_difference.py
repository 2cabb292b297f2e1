"""What changes from one version of a policy to the next, article by article."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from cms.ordinance.citation import Article
from cms.ordinance.policy import Policy
from cms.ordinance.policy_kinds import Clause, Items


@dataclass(frozen=True, slots=True)
class Change:
    """One key that changed. ``before`` and ``after`` as a person reads them; "silent" is said.

    ``article`` is where the later version lays it down, else the earlier; the ordinance's own
    title, number and date have none.
    """

    key: str
    article: Article | None
    before: str
    after: str


def difference(before: Policy, after: Policy) -> tuple[Change, ...]:
    """Every change: first those of the ordinance itself, then in the order of the articles."""
    changes = [change for key, old, new in _pairs(before, after) if old != new for change in _changes(key, old, new)]
    return tuple(sorted(changes, key=lambda change: (change.article is not None, change.article or 0, change.key)))


def _pairs(before: Policy, after: Policy) -> Iterator[tuple[str, Any, Any]]:
    for section in dataclasses.fields(Policy):
        old, new = getattr(before, section.name), getattr(after, section.name)
        for each in dataclasses.fields(old):
            yield f"{section.name}.{each.name}", getattr(old, each.name), getattr(new, each.name)


def _changes(key: str, old: Any, new: Any) -> Iterator[Change]:
    if isinstance(old, Items) or isinstance(new, Items):
        yield from _item_changes(key, old, new)
    else:
        article = next((each.article for each in (new, old) if isinstance(each, Clause)), None)
        yield Change(key, article, str(old), str(new))


def _item_changes(key: str, old: Any, new: Any) -> Iterator[Change]:
    """A list changes item by item; one that moved to another article changes as a whole."""
    olds, news = _by_number(old), _by_number(new)
    article: Article = new.article if news else old.article
    if olds and news and old.article != new.article:
        yield Change(key, article, str(old.article), str(new.article))
    for number in sorted(olds.keys() | news.keys()):
        earlier, later = olds.get(number, "silent"), news.get(number, "silent")
        if earlier != later:
            yield Change(key, replace(article, item=number), earlier, later)


def _by_number(items: Any) -> dict[int, str]:
    return {item.number: item.text for item in items} if isinstance(items, Items) else {}
