"""Boards in other languages: a page with words of its own for each; posts and rules are the Korean board's."""

from __future__ import annotations

import tomllib
import uuid
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from wagtail.models import Page

from cms.boards.models import BoardPage
from cms.pages.models import SectionPage
from home.starter import blocks, topics
from home.starter.material import DATA
from home.starter.place import Spot
from home.starter.writer import Writer

#: The topic of the section, and those of the boards below it with the end of their address.
PLAZA = "plaza"
BOARDS = {"free-board": "free", "ask-board": "ask", "praise-board": "praise"}
_SLUG = "boards"


@cache
def words() -> dict[str, Any]:
    """By language and topic."""
    return tomllib.loads((DATA / "boards_in.toml").read_text(encoding="utf-8"))


def plan(writer: Writer, languages: tuple[str, ...], department: str) -> None:
    """The section and its boards in every foreign language, beside the Korean ones of this municipality."""
    keys = {
        topic: korean.values.setdefault("translation_key", uuid.uuid4())
        for topic in (PLAZA, *BOARDS)
        if (korean := writer.of_topic(topic))
    }
    for language in languages:
        if writer.plan.at("/", language):
            for spot in pages_in(writer, language, keys, department):
                writer.plan.add(spot)


def pages_in(writer: Writer, language: str, keys: Mapping[str, uuid.UUID], department: str) -> Iterator[Spot]:
    """The section, then its boards; nothing where no words are written for the language, or there is no board.

    :param keys: translation keys of the Korean pages, by topic; ``department``: the code of who answers for the pages.
    """
    said = words().get(language)
    found = [topic for topic in BOARDS if topic in keys]
    if said is None or not found:
        return
    section = f"{language}:/{_SLUG}"
    yield Spot(
        key=section,
        parent=f"{language}:/",
        slug=_SLUG,
        model=SectionPage,
        build=lambda spot: {
            **_stamp(writer, department, said[PLAZA]),
            "translation_key": keys.get(PLAZA) or uuid.uuid4(),
            "body": blocks.stream([]),
        },
        language=language,
        order=910,
    )
    for at, topic in enumerate(found):
        yield _board(writer, language, topic, keys[topic], department, at)


def keys_of(korean: Page) -> dict[str, uuid.UUID]:
    """The translation keys of the boards below a Korean home page that stands, and of their section, by topic."""
    pages = Page.objects.descendant_of(korean).filter(locale_id=korean.locale_id)
    known = dict(pages.values_list("url_path", "translation_key"))
    ends = {topic: [path.rpartition(":")[2] for path in topics.load()[topic].pages] for topic in (PLAZA, *BOARDS)}
    wanted = {topic: [f"{korean.url_path.rstrip('/')}{end}/" for end in paths] for topic, paths in ends.items()}
    return {topic: known[found] for topic, paths in wanted.items() if (found := next(filter(known.get, paths), None))}


def _board(writer: Writer, language: str, topic: str, translation_key: uuid.UUID, department: str, at: int) -> Spot:
    said = words()[language]
    rules = {name: value for name, value in writer.material.topics[topic].board.items() if name != "purpose"}
    return Spot(
        key=f"{language}:/{_SLUG}/{BOARDS[topic]}",
        parent=f"{language}:/{_SLUG}",
        slug=BOARDS[topic],
        model=BoardPage,
        build=lambda spot: {
            **_stamp(writer, department, said[topic]),
            **rules,
            "translation_key": translation_key,
            "purpose": said[topic]["purpose"],
            "body": blocks.stream([blocks.prose(f"<p>{said['note']}</p>")]),
        },
        language=language,
        order=at,
    )


def _stamp(writer: Writer, code: str, said: Mapping[str, str]) -> dict[str, Any]:
    department = writer.departments[code]
    return {
        "title": said["title"],
        "summary": said["summary"],
        "department": department,
        "information_provider": department.name_en or department.name,
        "content_class": "상시안내",
        "service_area": "시민참여",
        "show_in_menus": True,
    }
