"""Home pages in other languages: eight pages each, beside their Korean originals."""

from __future__ import annotations

import tomllib
import uuid
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from cms.contact.models import ForeignOffice
from cms.pages.models import InformationPage, SectionPage
from home.models import HomePage
from home.starter import blocks, boards, prose, services
from home.starter.material import DATA
from home.starter.place import KOREAN, Spot
from home.starter.rows import ForeignRow
from home.starter.writer import Writer

#: The Korean originals stand together: translators work from them.
ORIGINALS = "/foreigners"
_ICONS = {
    "about": "building",
    "living-guide": "home",
    "emergency": "warning",
    "petition-guide": "edit",
    "tourism": "camera",
    "trade-cooperation": "globe",
    "contact": "phone",
    "privacy": "shield",
}


def plan(writer: Writer, languages: tuple[str, ...]) -> None:
    """Add the Korean originals, and the home page and pages of every language that the municipality offers."""
    rows = writer.material.foreign
    offered = [language for language in languages if language != KOREAN and any(r.language == language for r in rows)]
    if not offered:
        return
    keys = {key: uuid.uuid4() for key in dict.fromkeys(row.key for row in rows)}
    department = _department_code(writer)
    writer.plan.add(
        Spot(
            key=f"ko:{ORIGINALS}",
            parent="ko:/",
            slug=ORIGINALS.strip("/"),
            model=SectionPage,
            build=lambda spot: _originals(writer, department),
            order=900,
        )
    )
    for language in offered:
        writer.plan.add(_home(writer, language, department))
    for at, row in enumerate(rows):
        if row.language == KOREAN or row.language in offered:
            writer.plan.add(_page(writer, row, keys[row.key], department, at))
    boards.plan(writer, tuple(offered), department)


def name_offices(writer: Writer, languages: Iterable[str]) -> None:
    """Who answers for the homepages runs them (동작 §6③), and so gets what their readers write."""
    department = writer.departments[_department_code(writer)]
    for language in languages:
        if language != KOREAN:
            ForeignOffice.objects.update_or_create(language=language, defaults={"department": department})


def of_language(
    writer: Writer,
    language: str,
    home_key: uuid.UUID,
    keys: Mapping[str, uuid.UUID],
    catalogue: uuid.UUID | None = None,
    board_keys: Mapping[str, uuid.UUID] | None = None,
) -> list[Spot]:
    """The home page and the pages of one language for a site that stands, the home page first; none are built yet.

    :param home_key: the translation key of the Korean home page; ``keys``: those of the Korean originals, by slug;
        ``catalogue``: that of the catalogue of petition services, where there is one; ``board_keys``: those of the
        boards and their section, by topic.
    """
    department = _department_code(writer)
    korean = Spot(f"{KOREAN}:/", "", "", HomePage, lambda spot: {}, values={"translation_key": home_key})
    writer.plan.add(korean)
    writer.plan.add(_home(writer, language, department))
    for at, row in enumerate(row for row in writer.material.foreign if row.language == language):
        writer.plan.add(_page(writer, row, keys.get(row.key) or uuid.uuid4(), department, at))
    if catalogue and language in services.words()["pages"]:
        writer.plan.add(services.page_in(writer, language, catalogue))
    for spot in boards.pages_in(writer, language, board_keys or {}, department):
        writer.plan.add(spot)
    return [spot for spot in writer.plan if spot is not korean]


def _department_code(writer: Writer) -> str:
    """Who answers for the foreign-language homes, as the sitemap says."""
    named = (row.department_code for row in writer.material.sitemap if row.page_kind == "foreign_home")
    return next(named, "homepage")


def _home(writer: Writer, language: str, department: str) -> Spot:
    return Spot(
        key=f"{language}:/",
        parent="",
        slug=f"home-{language}",
        model=HomePage,
        build=lambda spot: _home_values(writer, language, department),
        language=language,
        order=1 + _order(language),
    )


def _order(language: str) -> int:
    return ("ko", "en", "zh-hans", "zh-hant", "ja", "vi").index(language)


def _home_values(writer: Writer, language: str, department: str) -> dict[str, Any]:
    rows = [row for row in writer.material.foreign if row.language == language]
    about = next(row for row in rows if row.key == "about")
    words = writer.material.home["languages"][language]
    tiles = [
        {"title": row.title, "page": writer.plan.spots[f"{language}:/{row.key}"].pk, "icon": _ICONS[row.key]}
        for row in rows
    ]
    home = writer.plan.spots["ko:/"]
    return {
        **_stamp(writer, department),
        "translation_key": home.values["translation_key"],
        "title": words["title"],
        "summary": _first_sentence(about.body),
        "hero_sentence": words["hero"],
        "tiles": blocks.stream(blocks.block("tile", tile) for tile in tiles),
        "body": blocks.stream([*_review_note(), *_numbers(writer, language)]),
    }


def _numbers(writer: Writer, language: str) -> Iterator[blocks.Block]:
    """Whom to call, in the language of who calls."""
    words = tomllib.loads((DATA / "numbers.toml").read_text(encoding="utf-8")).get(language)
    if words:
        rows = [(number, words[number]) for number in writer.material.home.get("numbers", ())]
        yield blocks.table(words["caption"], words["headings"], rows)


def _originals(writer: Writer, department: str) -> dict[str, Any]:
    return {
        **_stamp(writer, department),
        "title": "외국인을 위한 안내",
        "summary": writer.fill("{city}에 사는 외국인과 방문하는 분을 위한 안내입니다.", writer.departments[department]),
        "body": blocks.stream(
            [blocks.note("외국어 누리집의 원문입니다. 이 글을 고치면 번역 담당자에게 알려 각 언어를 함께 고쳐 주세요.")]
        ),
    }


def _page(writer: Writer, row: ForeignRow, translation_key: uuid.UUID, department: str, at: int) -> Spot:
    parent = f"ko:{ORIGINALS}" if row.language == KOREAN else f"{row.language}:/"
    return Spot(
        key=f"{parent.rstrip('/')}/{row.key}",
        parent=parent,
        slug=row.key,
        model=InformationPage,
        build=lambda spot: {
            **_stamp(writer, department),
            "translation_key": translation_key,
            "title": row.title,
            "search_description": _first_sentence(row.body),
            "show_in_menus": row.language != KOREAN,
            "body": blocks.stream(
                ([] if row.language == KOREAN else _review_note()) + [blocks.prose(prose.plain_paragraphs(row.body))]
            ),
        },
        language=row.language,
        order=at,
    )


def _review_note() -> list[blocks.Block]:
    return [blocks.note("번역 초안입니다. 공개하기 전에 원어민의 감수를 받아 주세요.")]


def _first_sentence(body: str) -> str:
    """Up to the first full stop of Latin or Chinese script."""
    line = body.splitlines()[0]
    ends = [at for stop in (". ", "。") if (at := line.find(stop)) > 0]
    return line[: min(ends) + 1][:300] if ends else line[:300]


def _stamp(writer: Writer, code: str) -> dict[str, Any]:
    department = writer.departments[code]
    return {
        "department": department,
        "information_provider": department.name_en or department.name,
        "content_class": "상시안내",
        "service_area": "홍보·교류",
        "show_in_menus": False,
    }
