"""Turns starter texts into what a page stores: words filled in, links found, blocks made."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from typing import Any

from cms.departments.models import Department
from home.starter import blocks, prose
from home.starter.blocks import Block
from home.starter.law import Cited
from home.starter.material import Material
from home.starter.place import Plan, Spot
from home.starter.rows import ServiceRow
from home.starter.topics import Topic, TopicTable
from home.starter.words import Names, Noun

_ASK = "처리기간과 수수료, 구비서류를 확인해 주세요."


class Departments:
    """A new municipality's departments: by code, or by the role that the default sitemap names."""

    def __init__(self, departments: Iterable[Department]) -> None:
        found = list(departments)
        self.codes = frozenset(department.code for department in found)
        if not found:
            raise ValueError("Starter content needs departments: who answers for a page is part of it.")
        self._by_code = {department.code: department for department in found}
        self.homepage = next((d for d in found if d.manages_homepage), found[0])
        self.petitions = next((d for d in found if d.handles_petitions), self.homepage)

    def __getitem__(self, code: str) -> Department:
        if code in ("homepage", "petitions"):
            return getattr(self, code)
        return self._by_code[code]


@dataclass(frozen=True, slots=True)
class _Saying:
    """``{say:dialogue}``: the municipality's own rule in plain words."""

    writer: Writer
    department: Department

    def __format__(self, name: str) -> str:
        return self.writer.fill(self.writer.material.law.says[name], self.department)


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes for one municipality."""

    names: Names
    material: Material
    departments: Departments
    plan: Plan

    def fill(self, text: str, department: Department) -> str:
        """The text with the municipality's words. Raises KeyError for a word that nobody knows."""
        law = self.material.law
        petitions, homepage = self.departments.petitions, self.departments.homepage
        return text.format_map(
            {
                **self.names.as_words(),
                "department": Noun(department.name),
                "phone": department.telephone,
                "petitions": Noun(petitions.name),
                "petitions_phone": petitions.telephone,
                "homepage": Noun(homepage.name),
                "homepage_phone": homepage.telephone,
                "law": Cited(law, with_title=True),
                "article": Cited(law, with_title=False),
                "say": _Saying(self, department),
            }
        )

    def html(self, markdown: str, department: Department) -> str:
        """Markdown with words as rich text with links."""
        return prose.rich_text(self.fill(markdown, department), self.resolve)

    def resolve(self, target: str) -> dict[str, str]:
        """Attributes of the link to topic:…, page:…, ordinance:… or an address; none if there is no such page."""
        kind, _, name = target.partition(":")
        if kind == "ordinance":
            spot = self.of_topic("site-ordinance")
            return {"href": f"{spot.url}#{name}"} if spot else {}
        if kind in ("topic", "page"):
            spot = self.of_topic(name) if kind == "topic" else self.plan.at(name)
            return {"linktype": "page", "id": str(spot.pk)} if spot else {}
        return {"href": target}

    def of_topic(self, key: str) -> Spot | None:
        """The page of a topic, where this municipality has one."""
        if key not in self.material.topics:
            raise KeyError(f"There is no topic “{key}”.")
        paths = (path for path, topic in self.material.topic_of_page.items() if topic.key == key)
        return next((spot for path in paths if (spot := self.plan.at(path))), None)

    def topic(self, path: str) -> Topic | None:
        """The topic of the page at an address."""
        return self.material.topic_of_page.get(path)

    # Blocks

    def notes(self, texts: Iterable[str], department: Department) -> list[Block]:
        """Notes to the editor: what only the municipality can write."""
        return [blocks.note(self.fill(text, department)) for text in texts]

    def prose(self, markdown: str, department: Department) -> list[Block]:
        return [blocks.prose(self.html(markdown, department))] if markdown.strip() else []

    def topic_blocks(self, topic: Topic, department: Department) -> list[Block]:
        """A topic's notes, text, tables and cards, in that order."""
        made = self.notes(topic.notes, department) + self.prose(topic.body, department)
        made += self.services_links(topic)
        made += [self._table(table, department) for table in topic.tables]
        cards = [self._card(key) for key in topic.links]
        found = [card for card in cards if card]
        return made + ([blocks.cards(found)] if found else [])

    def services_links(self, topic: Topic) -> list[Block]:
        """The topic's petition services, each leading to its own page, where its period and fee stand."""
        services = [service for key in topic.services if (service := self.material.service(key))]
        found = [(address, service) for service in services if (address := self.address_of(service))]
        if not found:
            return []
        lines = "".join(f'<li><a href="{address}">{escape(service.name_ko)}</a></li>' for address, service in found)
        return [blocks.prose(f"<h2>관련 민원</h2><p>{_ASK}</p><ul>{lines}</ul>")]

    def address_of(self, service: ServiceRow) -> str:
        """The page of a petition service below the catalogue; nothing where there is no catalogue."""
        catalogue = self.of_topic("catalogue")
        return f"{catalogue.url}{service.code.lower()}/" if catalogue else ""

    def _table(self, table: TopicTable, department: Department) -> Block:
        rows = [[self.fill(cell, department) for cell in row] for row in table.rows]
        return blocks.table(self.fill(table.caption, department), table.head, rows)

    def _card(self, key: str) -> dict[str, Any] | None:
        spot = self.of_topic(key)
        if spot is None:
            return None
        return {"title": spot.values["title"], "page": spot.pk, "text": spot.values.get("summary", "")[:200]}
