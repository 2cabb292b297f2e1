"""Texts of ordinary pages by topic: written once, used by every municipality that has such a page.

A topic file (``data/topics/*.toml``) is a table of topics. Texts are Markdown with ``{city}``-like words; links lead
to ``topic:passport``, ``page:/news``, ``ordinance:art-6`` or an address. Keys of a topic:

pages     addresses whose text this is, in any municipality's sitemap, or in one's (seoul:/life/health)
summary   the line under the title
body      the text
steps     a guide's steps: [title, text]
services  petitions of the catalogue (keys without the municipality's letters), each with a link to its page
tables    [[…tables]] with caption, head and rows
links     topics shown as cards
notices   the kind of notices that the list takes in
insert    what the builder adds from the ordinance: ordinance, grounds
notes     what only the municipality can write; seen by its editors, never by citizens
board     of a board: kind, purpose, and where they differ from the usual its writers, names, periods
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from home.starter.tables import TableError
from tenants.onboarding import Problem

FOLDER = Path(__file__).parent / "data" / "topics"


@dataclass(frozen=True, slots=True)
class TopicTable:
    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Topic:
    """What is said about one subject."""

    key: str
    pages: tuple[str, ...]
    summary: str
    body: str = ""
    steps: tuple[tuple[str, str], ...] = ()
    services: tuple[str, ...] = ()
    tables: tuple[TopicTable, ...] = ()
    links: tuple[str, ...] = ()
    notices: str = ""
    insert: str = ""
    notes: tuple[str, ...] = ()
    board: Mapping[str, Any] = field(default_factory=dict)


_KEYS = {each.name for each in fields(Topic)} - {"key"}
_INSERTS = {"ordinance", "grounds"}
_OF_BOARD = {"kind", "purpose", "writers", "names", "answer_days", "posting_days", "keep_years"}
_LONGEST_SUMMARY = 300


@cache
def load(folder: Path = FOLDER) -> dict[str, Topic]:
    """All topics by key. Raises TableError with every problem."""
    topics: dict[str, Topic] = {}
    problems: list[Problem] = []
    for path in sorted(folder.glob("*.toml")):
        try:
            content = tomllib.loads(path.read_text(encoding="utf-8"))
        except tomllib.TOMLDecodeError as wrong:
            problems.append(Problem(path.name, 0, "", str(wrong)))
            continue
        for key, values in content.items():
            found = list(_problems(key, values, topics))
            problems += (Problem(path.name, 0, key, message) for message in found)
            if not found:
                topics[key] = _topic(key, values)
    problems += _among(topics)
    if problems:
        raise TableError(problems)
    return topics


def _problems(key: str, values: dict[str, Any], before: dict[str, Topic]) -> Iterable[str]:
    if key in before:
        yield _("There is another topic of that name.")
    for name in sorted(set(values) - _KEYS):
        yield _("“%(name)s” is not known here.") % {"name": name}
    for name in ("pages", "summary"):
        if not values.get(name):
            yield _("“%(name)s” is missing.") % {"name": name}
    if values.get("insert") and values["insert"] not in _INSERTS:
        yield _("“%(name)s” is not known here.") % {"name": values["insert"]}
    for name in sorted(set(values.get("board", ())) - _OF_BOARD):
        yield _("“%(name)s” is not known here.") % {"name": f"board.{name}"}
    if len(values.get("summary", "")) > _LONGEST_SUMMARY:
        yield _("The summary is longer than %(size)d characters.") % {"size": _LONGEST_SUMMARY}
    for table in values.get("tables", ()):
        if any(len(row) != len(table["head"]) for row in table["rows"]):
            yield _("A row of the table “%(caption)s” differs from its head in length.") % {"caption": table["caption"]}


def _topic(key: str, values: dict[str, Any]) -> Topic:
    tables = tuple(
        TopicTable(table["caption"], tuple(table["head"]), tuple(tuple(row) for row in table["rows"]))
        for table in values.get("tables", ())
    )
    return Topic(
        key=key,
        pages=tuple(values["pages"]),
        summary=values["summary"],
        body=values.get("body", ""),
        steps=tuple((title, text) for title, text in values.get("steps", ())),
        services=tuple(values.get("services", ())),
        tables=tables,
        links=tuple(values.get("links", ())),
        notices=values.get("notices", ""),
        insert=values.get("insert", ""),
        notes=tuple(values.get("notes", ())),
        board=values.get("board", {}),
    )


def _among(topics: dict[str, Topic]) -> Iterable[Problem]:
    """What can only be seen with all topics read: two texts for one page, links to no topic."""
    taken: dict[str, str] = {}
    for topic in topics.values():
        for page in topic.pages:
            if page in taken:
                message = _("The page %(page)s has the text of “%(other)s” already.")
                yield Problem("topics", 0, topic.key, message % {"page": page, "other": taken[page]})
            taken.setdefault(page, topic.key)
        for link in topic.links:
            if link not in topics:
                yield Problem("topics", 0, topic.key, _("There is no topic “%(name)s”.") % {"name": link})


def by_page(topics: dict[str, Topic], slug: str) -> dict[str, Topic]:
    """Topics by the address of each of their pages; what names this municipality goes before what is for all."""
    found: dict[str, Topic] = {}
    own: dict[str, Topic] = {}
    for topic in topics.values():
        for page in topic.pages:
            owner, _, path = page.rpartition(":")
            if not owner:
                found[path] = topic
            elif owner == slug:
                own[path] = topic
    return found | own
