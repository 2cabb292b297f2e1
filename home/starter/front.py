"""The home page: main visual, frequently used services, notices in tabs, related sites."""

from __future__ import annotations

import tomllib
from typing import Any

from cms.departments.models import Department
from home.starter import blocks
from home.starter.material import DATA
from home.starter.place import Spot
from home.starter.writer import Writer


def values(writer: Writer, department: Department) -> dict[str, Any]:
    """The Korean home page, as ``data/home`` describes it. A tile without its page is left out."""
    home = writer.material.home
    tiles = [
        {"title": tile["title"], "page": spot.pk, "icon": tile["icon"]}
        for tile in home["tiles"]
        if (spot := writer.of_topic(tile["topic"]))
    ]
    lists = [spot.pk for kind in home["notice_lists"] if (spot := list_of(writer, kind))]
    return {
        "title": str(writer.names.city),
        "summary": writer.fill(home["summary"], department),
        "hero_sentence": writer.fill(home["hero"], department),
        "popular_terms": blocks.stream(blocks.block("term", term) for term in home["popular_terms"]),
        "tiles": blocks.stream(blocks.block("tile", tile) for tile in tiles),
        "notice_lists": blocks.stream(blocks.block("list", page) for page in lists),
        "news_list_id": press.pk if (press := list_of(writer, "보도자료")) else None,
        "banners": blocks.stream(blocks.block("banner", banner) for banner in _banners(writer)),
        "related_sites": blocks.stream(blocks.block("site", site) for site in home["related_sites"]),
        "body": blocks.stream(writer.notes(home.get("notes", ()), department)),
    }


def _banners(writer: Writer) -> list[dict[str, Any]]:
    """Quick links to what residents look for; one whose page the municipality lacks is left out."""
    described = tomllib.loads((DATA / "banners.toml").read_text(encoding="utf-8"))["banners"]
    return [
        {"title": banner["title"], "text": banner["text"], "icon": banner["icon"], "page": spot.pk, "url": ""}
        for banner in described
        if (spot := next(filter(None, map(writer.of_topic, banner["topics"])), None))
    ]


def list_of(writer: Writer, kind: str) -> Spot | None:
    """The list that takes in notices of a kind, where the municipality has one."""
    for spot in writer.plan:
        topic = writer.topic(spot.key.partition(":")[2])
        if spot.key.startswith("ko:") and topic and topic.notices == kind:
            return spot
    return None
